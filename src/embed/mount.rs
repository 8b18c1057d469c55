//! One widget in its place on the page.

use std::rc::Rc;

use causerie_core::config::{Config, Options};
use causerie_core::session::{Act, Stage};
use gloo_events::EventListener;
use web_sys::Element;
use yew::Callback;

use super::events::Events;
use super::shadow::Shadow;
use super::watch::Watch;
use super::{fallback, options};
use crate::driver::{Driver, News, Subscription};
use crate::transport::Slot;

/// One widget in its place on the page; dropped, its chat stops.
pub(super) struct Mount {
    /// No other mount has it.
    pub(super) id: u64,
    /// Where the interface belongs.
    pub(super) place: Element,
    pub(super) config: Rc<Config>,
    pub(super) driver: Driver,
    pub(super) act: Callback<Act>,
    pub(super) on_toggle: Callback<bool>,
    /// Whether the window is open at first.
    pub(super) open: bool,
    #[expect(dead_code, reason = "held to be dropped")]
    ties: (Watch, Subscription, Vec<EventListener>),
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
        let announcing = announce(&driver, &events);
        events.ready();
        Self {
            id: watch.id(),
            place: shadow.place(),
            config,
            act: act(&driver),
            driver,
            on_toggle: Callback::from(move |open: bool| {
                kept.write(Some(if open { "yes" } else { "no" }));
                events.toggled(open);
            }),
            open,
            ties: (watch, announcing, keep_keys(host)),
        }
    }
}

/// A chat that goes on does so as it was left; otherwise the page decides,
/// unless the visitor has closed the window.
fn opens(driver: &Driver, config: &Config, kept: &Slot) -> bool {
    let live = matches!(driver.view().stage, Stage::Resuming | Stage::Chatting);
    match kept.read().as_deref() {
        Some("yes") if live => true,
        Some("no") => false,
        _ => config.presentation.open,
    }
}

fn announce(driver: &Driver, events: &Events) -> Subscription {
    let events = events.clone();
    driver.subscribe(move |news| {
        if let News::Announced(announcement) = news {
            events.announce(announcement);
        }
    })
}

fn act(driver: &Driver) -> Callback<Act> {
    let driver = driver.clone();
    Callback::from(move |act| driver.act(act))
}

/// What is typed here must not work the page's own shortcuts: from outside, a
/// shadow root does not look like a place to type in.
fn keep_keys(host: &Element) -> Vec<EventListener> {
    let kept = ["keydown", "keypress", "keyup"].into_iter();
    kept.map(|name| EventListener::new(host, name, |event| event.stop_propagation()))
        .collect()
}
