//! One widget in its place on the page.

use std::rc::Rc;

use causerie_core::config::{Config, OptionError, Options};
use causerie_core::session::Stage;
use causerie_core::text::number;
use web_sys::Element;

use super::chat::Chat;
use super::events::Events;
use super::face::Face;
use super::options;
use crate::call::EventListener;
use crate::driver::{News, Subscription};
use crate::transport::Slot;

/// One widget in its place on the page; dropped, its chat stops.
pub(super) struct Mount {
    #[cfg_attr(
        not(feature = "page"),
        expect(dead_code, reason = "held to be dropped")
    )]
    pub(super) chat: Chat,
    pub(super) face: Rc<Face>,
    #[expect(dead_code, reason = "held to be dropped")]
    held: (Subscription, Vec<EventListener>),
}

impl Mount {
    /// Puts a widget at `place`; what happens in it is told at `host`, which holds it.
    ///
    /// # Errors
    /// With every fault of the options.
    pub(super) fn at(
        host: &Element,
        place: &Element,
        options: &Options,
    ) -> Result<Self, Vec<OptionError>> {
        let config = Rc::new(options::read(options)?);
        let events = Events::of(host);
        let kept = Slot::of(&config, "open ");
        let chat = Chat::start(Rc::clone(&config));
        let left = left(&chat, &config, &kept);
        events.ready();
        let driver = chat.driver();
        let face = Face::at(place, config, driver, &events, kept, left);
        let shown = Rc::clone(&face);
        let told = driver.subscribe(move |news| match news {
            News::Announced(announcement) => events.announce(announcement),
            News::Changed => shown.show(),
        });
        Ok(Self {
            chat,
            face,
            held: (told, keep_keys(host)),
        })
    }
}

/// A chat that goes on, or was about to begin, does so as it was left; otherwise the page decides,
/// unless the visitor has closed the window. Then it is also known how many messages were seen of a
/// chat that goes on.
fn left(chat: &Chat, config: &Config, kept: &Slot) -> (bool, Option<u64>) {
    let left = kept.read().unwrap_or_default();
    let chats = chat.driver().view().stage != Stage::Form(None);
    match number(&left) {
        Some(seen) => (false, chats.then_some(seen)),
        None => (chats && left == "yes" || config.presentation.open, None),
    }
}

/// What is typed here must not work the page's own shortcuts: from outside, a
/// shadow root does not look like a place to type in.
fn keep_keys(host: &Element) -> Vec<EventListener> {
    let kept = ["keydown", "keypress", "keyup"].into_iter();
    kept.map(|name| EventListener::new(host, name, |event| event.stop_propagation()))
        .collect()
}
