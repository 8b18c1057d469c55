//! What a session is told.

use std::rc::Rc;

use crate::chat::{ChosenFile, Form, Remark};
use crate::config::Config;
use crate::http::{Failure, FileKey, RequestId, Response};
use crate::transcript::RowKey;

/// What a session is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A person did something.
    Act(Act),
    /// A request was answered, or will not be.
    Answer(RequestId, Result<Response, Failure>),
    /// Time has passed: the instant asked for has come.
    Clock,
    /// The next chat is to be held so; one that goes on stays as it is.
    Config(Rc<Config>),
    /// Something happened to the page.
    Page(Page),
    /// Of the file that this request takes along, so many of a hundred parts
    /// have left.
    Progress(RequestId, u8),
}

/// What a person can do. An act that does not fit the moment does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Send a file, which whoever drives the session holds by that key.
    Attach(FileKey, ChosenFile),
    /// Give up a message that was not sent, or a file that is not sent yet.
    Discard(RowKey),
    /// The composer now holds this text.
    Draft(String),
    /// End the chat, or cease to wait for one.
    End,
    /// Bring the file of that row to the visitor.
    Fetch(RowKey),
    /// Begin a chat.
    Open(Form),
    /// Let the own file of that row, which was sent, be gone.
    Remove(RowKey),
    /// Leave an ended chat and return to the form.
    Restart,
    /// Send a message or a file again that was not sent.
    Retry(RowKey),
    /// The end of the conversation has come into sight (`true`) or gone out of it.
    Seen(bool),
    /// Send a message.
    Send(String),
    /// Say something beside the conversation, on the visitor's behalf.
    Tell(Rc<Remark>),
    /// Do not wait for the next attempt to reach the server.
    TryAgain,
}

/// What can happen to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// It can be seen no longer.
    Hidden,
    /// It is being left, for good or into the browser's cache, or frozen where it is.
    Left,
    /// The browser lost its network.
    Offline,
    /// The browser has a network again.
    Online,
    /// It has come back from the browser's cache or thaws, seen or not.
    Returned,
    /// It can be seen again, or has come back from sleep.
    Shown,
}
