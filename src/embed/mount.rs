//! One widget in its place on the page.

use std::rc::Rc;

use causerie_core::chat::Remark;
use causerie_core::config::{Config, Options};
use causerie_core::error::Trouble;
use causerie_core::session::{Act, Stage};
use gloo_events::EventListener;
use web_sys::Element;

use super::events::Events;
use super::face::Face;
use super::shadow::Shadow;
use super::watch::Watch;
use super::{fallback, options};
use crate::driver::{Driver, News, Subscription};
use crate::transport::Slot;

/// One widget in its place on the page; dropped, its chat stops.
pub(super) struct Mount {
    config: Rc<Config>,
    driver: Driver,
    #[expect(dead_code, reason = "held to be dropped")]
    held: (Watch, Subscription, Vec<EventListener>),
}

impl Mount {
    /// Puts a widget on `host`; or, where its options are at fault, a note.
    /// `None` also where the browser knows no shadow roots.
    pub(super) fn on(host: &Element, options: &Options) -> Option<Self> {
        let shadow = Shadow::attach(host)?;
        match options::read(options) {
            Ok(config) => Some(Self::start(host, &shadow, Rc::new(config))),
            Err(presentation) => {
                fallback::fill(&shadow, &presentation);
                None
            }
        }
    }

    fn start(host: &Element, shadow: &Shadow, config: Rc<Config>) -> Self {
        let watch = Watch::over(host, &config.presentation);
        let events = Events::of(host);
        let kept = Slot::named(&format!("open {} {}", config.url, config.service));
        let driver = Driver::start(Rc::clone(&config));
        let open = opens(&driver, &config, &kept);
        events.ready();
        let own = Rc::clone(&config);
        let face = Face::at(&shadow.place(), own, &driver, &events, kept, open);
        let told = driver.subscribe(move |news| match news {
            News::Announced(announcement) => events.announce(announcement),
            News::Changed(view) => face.show(view),
        });
        Self {
            config,
            driver,
            held: (watch, told, keep_keys(host)),
        }
    }

    /// Says something on the visitor's behalf.
    ///
    /// # Errors
    /// When nobody would hear it; with a sentence that says why.
    pub(super) fn tell(&self, remark: Remark) -> Result<(), String> {
        let dialect = self.config.dialect;
        if !dialect.hears_remarks() {
            return Err(Trouble::Unsupported(dialect.name()).to_string());
        }
        if !is_live(&self.driver) {
            return Err("there is no chat at present".to_owned());
        }
        self.driver.act(Act::Tell(Rc::new(remark)));
        Ok(())
    }
}

fn is_live(driver: &Driver) -> bool {
    matches!(driver.view().stage, Stage::Resuming | Stage::Chatting)
}

/// A chat that goes on does so as it was left; otherwise the page decides,
/// unless the visitor has closed the window.
fn opens(driver: &Driver, config: &Config, kept: &Slot) -> bool {
    match kept.read().as_deref() {
        Some("yes") if is_live(driver) => true,
        Some("no") => false,
        _ => config.presentation.open,
    }
}

/// What is typed here must not work the page's own shortcuts: from outside, a
/// shadow root does not look like a place to type in.
fn keep_keys(host: &Element) -> Vec<EventListener> {
    let kept = ["keydown", "keypress", "keyup"].into_iter();
    kept.map(|name| EventListener::new(host, name, |event| event.stop_propagation()))
        .collect()
}
