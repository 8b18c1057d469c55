//! One widget in its place on the page.

use std::rc::Rc;

use causerie_core::config::{Config, Options};
use gloo_events::EventListener;
use web_sys::Element;

use super::chat::Driven;
use super::events::Events;
use super::shadow::Shadow;
use super::watch::Watch;
use super::{fallback, options};
use crate::driver::{Driver, News, Subscription};
use crate::transport::Slot;

/// One widget in its place on the page; dropped, its chat stops.
pub(super) struct Mount {
    shadow: Shadow,
    running: Option<Running>,
}

/// What keeps going as long as the widget is there.
struct Running {
    driven: Driven,
    #[expect(dead_code, reason = "held to be dropped")]
    ties: (Subscription, Watch, Vec<EventListener>),
}

impl Mount {
    /// Puts a widget on `host`. `None` where the browser knows no shadow roots.
    pub(super) fn on(host: &Element, options: &Options) -> Option<Self> {
        let shadow = Shadow::attach(host)?;
        let config = match options::read(options) {
            Ok(config) => Rc::new(config),
            Err(presentation) => {
                fallback::fill(&shadow, &presentation);
                let running = None;
                return Some(Self { shadow, running });
            }
        };
        let running = Some(Running::start(host, config));
        Some(Self { shadow, running })
    }

    /// The chat, and the element that its interface belongs in.
    pub(super) fn inside(&self) -> Option<(Driven, Element)> {
        let running = self.running.as_ref()?;
        Some((running.driven.clone(), self.shadow.place()))
    }
}

impl Running {
    fn start(host: &Element, config: Rc<Config>) -> Self {
        let watch = Watch::over(host, &config.presentation);
        let events = Events::of(host);
        let open = format!("open {} {}", config.url, config.service);
        let driver = Driver::start(Rc::clone(&config));
        let telling = events.clone();
        let subscription = driver.subscribe(move |news| {
            if let News::Announced(announcement) = news {
                telling.announce(announcement);
            }
        });
        events.ready();
        let driven = Driven {
            driver,
            config,
            events,
            open: Slot::named(&open),
        };
        let ties = (subscription, watch, keep_keys(host));
        Self { driven, ties }
    }
}

/// What is typed here must not work the page's own shortcuts: from outside, a
/// shadow root does not look like a place to type in.
fn keep_keys(host: &Element) -> Vec<EventListener> {
    let kept = ["keydown", "keypress", "keyup"].into_iter();
    kept.map(|name| EventListener::new(host, name, |event| event.stop_propagation()))
        .collect()
}
