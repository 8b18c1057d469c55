//! What a client is set to, asks for and tells.

use crate::http::{Credentials, Request};
use crate::json::Value;

/// Where to send and how.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The one address that everything goes to (68).
    pub url: String,
    /// Headers of every request, besides the content type.
    pub headers: Vec<(String, String)>,
    /// How cookies go along; servers that keep sessions by cookie need them.
    pub credentials: Credentials,
    /// Whether service channels are subscribed to, which need not be.
    pub subscribe: bool,
}

/// Names a request of this client until it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token(pub u64);

/// What the client asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Drop this request; its answer is not wanted any more.
    Abort(Token),
    /// Send this request and bring its answer.
    Send(Token, Request),
    /// Something to know.
    Tell(News),
}

/// What there is to know.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Nothing arrives for now, or it is not certain that it does.
    Down(Setback),
    /// Something was said on a channel.
    Message {
        /// Where.
        channel: String,
        /// What.
        data: Value,
    },
    /// What was published under this id was not taken.
    NotPublished(String),
    /// What was published under this id was taken, in a session that goes on.
    Published(String),
    /// The server does not let this client listen there.
    Refused(String),
    /// The server wants no more of this client, or cannot serve it.
    Stopped(Setback),
    /// Nobody knows whether what was published under this id was taken; or it was,
    /// in a session that has ended since.
    Unanswered(String),
    /// Every channel is listened to; what was said before may have been missed.
    Up,
}

/// Why nothing arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setback {
    /// The server said that it is not to be asked again.
    Advised,
    /// The server forgets each session at once: most likely its cookie is
    /// blocked.
    Forgotten,
    /// Requests fail.
    Network,
    /// The session ended; another is being made.
    Renewing,
    /// The server cannot do long polling, or refuses the handshake for good.
    Unsuitable,
}
