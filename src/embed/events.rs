//! What the page is told, as DOM events.

use std::rc::Rc;

use causerie_core::chat::{Ended, Role};
use causerie_core::error::Trouble;
use causerie_core::session::{Announcement, Connection};
use causerie_core::transcript::{Entry, Row};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// Dispatches `causerie:…` events from the widget's host: bubbling, composed,
/// with a plain object as `detail`.
#[derive(Clone)]
pub(super) struct Events {
    host: Element,
}

impl Events {
    pub(super) fn of(host: &Element) -> Self {
        let host = host.clone();
        Self { host }
    }

    /// The widget is on the page.
    pub(super) fn ready(&self) {
        self.dispatch("ready", &[]);
    }

    /// The window was opened or closed.
    pub(super) fn toggled(&self, open: bool) {
        self.dispatch(if open { "opened" } else { "closed" }, &[]);
    }

    /// What the session made known.
    pub(super) fn announce(&self, announcement: &Announcement) {
        match announcement {
            Announcement::Connection(connection) => {
                self.dispatch("connection", &[("state", state(*connection).into())]);
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
            ("message", trouble.to_string().into()),
        ];
        self.dispatch("error", &fields);
    }

    fn dispatch(&self, name: &str, fields: &[(&str, JsValue)]) {
        let detail = Object::new();
        for (name, value) in fields {
            // A fresh object takes everything.
            let _ = Reflect::set(&detail, &JsValue::from_str(name), value);
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&detail);
        let name = format!("causerie:{name}");
        if let Ok(event) = CustomEvent::new_with_event_init_dict(&name, &init) {
            let _ = self.host.dispatch_event(&event);
        }
    }
}

fn message(row: &Row) -> Vec<(&'static str, JsValue)> {
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

fn list(names: &[Rc<str>]) -> JsValue {
    let list: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
    list.into()
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::System => "system",
        Role::Visitor => "visitor",
    }
}

const fn state(connection: Connection) -> &'static str {
    match connection {
        Connection::Good => "good",
        Connection::Offline => "offline",
        Connection::Reconnecting => "reconnecting",
        Connection::Unavailable => "unavailable",
    }
}

const fn ended(how: Ended) -> &'static str {
    match how {
        Ended::ByContactCentre => "contact-centre",
        Ended::ByVisitor => "visitor",
        Ended::Lost => "lost",
    }
}

const fn kind(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Busy => "busy",
        Trouble::Rejected(_) => "rejected",
        Trouble::Misconfigured { .. } => "misconfigured",
        Trouble::Gone => "gone",
        Trouble::Recoverable | Trouble::Server(_) => "server",
        Trouble::Garbled => "garbled",
        Trouble::Network(_) => "network",
        Trouble::Unsupported(_) => "unsupported",
    }
}
