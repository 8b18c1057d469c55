//! Where the server is found, and what a request must be to be read at all.

use super::message::Message;
use crate::http::{Request, Response};

pub(crate) const PATH: &str = "/genesys/cometd";

/// Suffixes that official clients append for the type of the message; they decide nothing.
const SUFFIXES: [&str; 5] = ["", "/", "/connect", "/disconnect", "/handshake"];

/// Whether requests to this path are for this server.
pub(crate) fn serves(path: &str) -> bool {
    path.strip_prefix(PATH)
        .is_some_and(|suffix| SUFFIXES.contains(&suffix))
}

/// Why a request cannot be read. The specification leaves the answers to HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("a Bayeux client posts its messages")]
    Method,
    #[error("the body holds no Bayeux messages")]
    Body,
}

impl Unreadable {
    pub(super) fn into_response(self) -> Response {
        let why = self.to_string();
        match self {
            Self::Method => Response::empty(405).with("Allow", "POST").because(&why),
            Self::Body => Response::empty(400).because(&why),
        }
    }
}

/// The messages of a request, at least one.
pub(super) fn messages(request: &Request) -> Result<Vec<Message>, Unreadable> {
    if request.method != "POST" {
        return Err(Unreadable::Method);
    }
    Message::read_all(&request.body).ok_or(Unreadable::Body)
}
