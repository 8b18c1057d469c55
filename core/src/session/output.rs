//! What a session asks for.

use std::rc::Rc;

use super::view::Connection;
use crate::chat::{Ended, Participant};
use crate::error::Trouble;
use crate::http::{Request, RequestId};
use crate::time::Monotonic;
use crate::transcript::Row;

/// What a session asks of whoever drives it.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Drop this request, if it is under way; no answer to it is wanted any more.
    Abort(RequestId),
    /// Tell the page.
    Announce(Announcement),
    /// [`view`](super::Session::view) has changed.
    Changed,
    /// Keep this text for the next page load in place of all earlier ones;
    /// `None` means keep nothing. It comes before whatever else is asked for at that moment,
    /// so that a page that crashes in between sends nothing twice.
    Save(Option<String>),
    /// Send this request and bring its answer.
    Send(RequestId, Request),
    /// Give [`Input::Clock`](super::Input::Clock) at this instant, and at no
    /// other asked for before; `None` means never.
    WakeAt(Option<Monotonic>),
}

/// What a page may want to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Announcement {
    /// The connection got better or worse.
    Connection(Connection),
    /// The chat is over.
    Ended(Ended),
    /// Something went wrong.
    Error(Trouble),
    /// News are asked for, since they cannot be pushed; with the reason.
    Fallback(&'static str),
    /// Somebody said something, the visitor included.
    Message(Rc<Row>),
    /// Somebody joined (`true`) or left.
    Participant(Participant, bool),
    /// Somebody goes by this name from now on, and did by another before.
    Renamed(Participant, Rc<str>),
    /// The chat has begun.
    Started,
    /// These participants are typing now.
    Typing(Vec<Rc<str>>),
    /// The server did not take in that the visitor has read something; of interest to
    /// developers only.
    Unheard(Trouble),
    /// The server sent so many events that could not be understood.
    Unreadable(u32),
}
