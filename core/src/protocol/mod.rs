//! What goes over the wire: commands become requests, answers become reports.
//!
//! A back end decides *what* is asked and what an answer means; *when* is the
//! session's business.

pub mod bayeux;
pub mod gms;

use std::rc::Rc;

use crate::chat::{Ended, Event, Form};
use crate::config::Config;
use crate::error::Trouble;
use crate::http::{Failure, Request, Response};

/// What a session wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Leave the chat for good.
    End,
    /// Begin a chat with these answers of the visitor.
    Open(Form),
    /// Tell what is new.
    Refresh,
    /// Say this.
    Send(String),
    /// The visitor began (`true`) or ceased to type.
    Typing(bool),
}

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The command has another step: ask for its next request.
    Continue,
    /// The command is done.
    Done(Report),
    /// The command was not carried out, or nobody knows whether it was.
    Refused(Trouble),
}

/// What a server reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What happened, in the server's order.
    pub events: Vec<Event>,
    /// Set when the chat is over.
    pub ended: Option<Ended>,
    /// How many events could not be understood and were left out.
    pub unreadable: u32,
}

/// One of the dialects: a closed set.
#[derive(Clone, Debug)]
pub enum Backend {
    /// GMS Chat API Version 1.
    GmsV1(gms::v1::Chat),
}

impl Backend {
    /// A back end that has no chat yet.
    pub fn new(config: &Rc<Config>) -> Self {
        Self::GmsV1(gms::v1::Chat::new(Rc::clone(config)))
    }

    /// Takes up the chat that [`key`](Self::key) named.
    pub fn resume(config: &Rc<Config>, key: &str) -> Self {
        Self::GmsV1(gms::v1::Chat::resume(Rc::clone(config), key))
    }

    /// What names the chat on its server, if there may be one.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::GmsV1(chat) => chat.key(),
        }
    }

    /// The request that this command (or its next step) comes to.
    pub fn request(&self, command: &Command) -> Request {
        match self {
            Self::GmsV1(chat) => chat.request(command),
        }
    }

    /// What the answer to the last [`request`](Self::request) for this command
    /// comes to.
    pub fn answer(&mut self, command: &Command, answer: Result<&Response, Failure>) -> Outcome {
        match self {
            Self::GmsV1(chat) => chat.answer(command, answer),
        }
    }
}
