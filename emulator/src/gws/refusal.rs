//! The errors of this API, none of which is JSON.

use crate::http::Response;
use crate::id::ChatId;

/// Why a request is not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// A body that is no JSON object, a field that is missing or wrong, and every POST to a chat
    /// that is unknown or has ended. A RequestChat or a SendMessage that lacks a field killed the
    /// recorded server; that it is this is our reading. Why it is stands in a header line, as the
    /// body was recorded.
    #[error("Bad Request")]
    BadRequest { why: String },
    /// `operationName` is none of those that belong here.
    #[error("Method Not Allowed")]
    UnknownOperation,
    /// A GET of a chat that is not there, or not any more.
    #[error("Chat not found {id}")]
    UnknownChat { id: ChatId },
    /// A path or a method that the API does not have.
    #[error("Cannot {method} {path}")]
    NoSuchPath { method: String, path: String },
    /// There are too many chats; ours.
    #[error("Service Unavailable")]
    Full,
}

impl Refusal {
    pub(super) fn bad(why: impl Into<String>) -> Self {
        Self::BadRequest { why: why.into() }
    }

    pub(super) fn into_response(self) -> Response {
        let message = self.to_string();
        match self {
            Self::BadRequest { why } => plain(400, message).because(&why),
            Self::UnknownOperation => plain(405, message),
            Self::Full => plain(503, message),
            Self::UnknownChat { .. } => html(400, &message),
            Self::NoSuchPath { .. } => html(404, &message),
        }
    }
}

fn plain(status: u16, message: String) -> Response {
    Response::typed(status, "text/plain; charset=utf-8", message)
}

/// The recorded server repeats an id as it came, markup and all; we do not.
fn html(status: u16, message: &str) -> Response {
    let escaped = message
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    Response::typed(status, "text/html; charset=utf-8", escaped)
}
