//! What the page is told, as DOM events.

use std::rc::Rc;

use causerie_core::error::Trouble;
use causerie_core::session::Announcement;
use causerie_core::text::concat;
use causerie_core::transcript::{Entry, Row};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, EventTarget};

use super::words::{connection, ended, kind, role};
use crate::object::{bare, object};

/// Dispatches `causerie:…` events from the widget's host, or from what stands for a chat
/// without an interface: bubbling, composed, with a plain object as `detail`.
#[derive(Clone)]
pub(super) struct Events {
    host: EventTarget,
}

impl Events {
    pub(super) fn of(host: &EventTarget) -> Self {
        let host = host.clone();
        Self { host }
    }

    /// The widget is on the page.
    #[cfg(any(feature = "page", feature = "yew"))]
    pub(super) fn ready(&self) {
        self.dispatch("ready", &[]);
    }

    /// The window was opened or closed.
    #[cfg(any(feature = "page", feature = "yew"))]
    pub(super) fn toggled(&self, open: bool) {
        self.dispatch(if open { "opened" } else { "closed" }, &[]);
    }

    /// There is something else to be seen of a chat without an interface.
    #[cfg(feature = "headless")]
    pub(super) fn changed(&self) {
        self.dispatch("changed", &[]);
    }

    /// What the session made known.
    pub(super) fn announce(&self, announcement: &Announcement) {
        match announcement {
            Announcement::Connection(state) => {
                self.dispatch("connection", &[("state", connection(*state).into())]);
            }
            Announcement::Ended(how) => self.dispatch("ended", &[("by", ended(*how).into())]),
            Announcement::Error(trouble) => self.error(trouble),
            Announcement::Message(row) => self.dispatch("message", &message(row)),
            Announcement::Participant(who, joined) => {
                let fields = [
                    ("nickname", JsValue::from_str(&who.nickname)),
                    ("role", role(who.role).into()),
                    ("joined", (*joined).into()),
                ];
                self.dispatch("participant", &fields);
            }
            Announcement::Renamed(who, name) => {
                let fields = [
                    ("nickname", JsValue::from_str(name)),
                    ("role", role(who.role).into()),
                    ("formerly", JsValue::from_str(&who.nickname)),
                ];
                self.dispatch("participant", &fields);
            }
            Announcement::Started => self.dispatch("started", &[]),
            Announcement::Typing(who) => self.dispatch("typing", &[("nicknames", list(who))]),
            Announcement::Fallback(reason) => {
                let fields = [("delivery", "poll".into()), ("reason", (*reason).into())];
                self.dispatch("connection", &fields);
            }
            Announcement::Unheard(_) | Announcement::Unreadable(_) => {}
        }
    }

    fn error(&self, trouble: &Trouble) {
        let fields = [
            ("kind", kind(trouble).into()),
            ("message", trouble.sentence().into()),
        ];
        self.dispatch("error", &fields);
    }

    fn dispatch(&self, name: &str, fields: &[(&str, JsValue)]) {
        let init = bare(&[
            ("bubbles", true.into()),
            ("composed", true.into()),
            ("detail", object(fields).into()),
        ]);
        let name = concat(&["causerie:", name]);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(&name, init.unchecked_ref()) {
            let _ = self.host.dispatch_event(&event);
        }
    }
}

/// What was said, by whom and when.
pub(super) fn message(row: &Row) -> Vec<(&'static str, JsValue)> {
    let (from, kind) = match &row.entry {
        Entry::File { from, .. } => (from, "file"),
        Entry::PushedUrl(from, _) => (from, "url"),
        Entry::Message { from, .. }
        | Entry::Joined(from)
        | Entry::Left(from)
        | Entry::Renamed(from, _) => (from, "text"),
    };
    vec![
        ("type", kind.into()),
        ("text", row.text().into()),
        ("nickname", JsValue::from_str(&from.nickname)),
        ("role", role(from.role).into()),
        (
            "at",
            row.at
                .map_or(JsValue::NULL, |at| (at.as_millis() as f64).into()),
        ),
    ]
}

/// Text after text.
pub(super) fn list(names: &[Rc<str>]) -> JsValue {
    let list: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
    list.into()
}
