//! The errors of these APIs.

use super::settings::Failure;
use crate::http::Response;
use serde_json::{Value, json};

/// Why a request is not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    /// A value that has a code of its own: HTTP 400 with `errors`.
    #[error("{advice}")]
    Invalid { code: Code, advice: String },
    /// Anything else that is missing or wrong. Its codes were not to be had, so it is the other
    /// known form of a 400, with a top-level `error`.
    #[error("{what} is missing or wrong")]
    Wrong { what: &'static str },
    /// The chat is not there, not open to these credentials, or over.
    #[error("the chat is not there, not open to these credentials, or over")]
    NoChat,
    /// A failure that is switched on.
    #[error("the server fails")]
    Failing(Failure),
    /// Undocumented.
    #[error("unknown service {name}")]
    UnknownService { name: String },
    /// Undocumented.
    #[error("unknown operation")]
    UnknownOperation,
    /// Undocumented; what HTTP asks for.
    #[error("method not allowed")]
    WrongMethod { allow: &'static str },
}

/// The error codes that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    FirstNameMissing = 102,
    LastNameMissing = 103,
    NameMissing = 161,
    TooManyFiles = 201,
    TotalSize = 202,
    FileType = 203,
    MessageTooLong = 204,
    CannotStart = 240,
    BadEmail = 364,
}

impl Refusal {
    pub(crate) fn invalid(code: Code, advice: impl Into<String>) -> Self {
        let advice = advice.into();
        Self::Invalid { code, advice }
    }

    pub(crate) fn into_response(self) -> Response {
        let message = self.to_string();
        match self {
            Self::Invalid { .. } | Self::Wrong { .. } => Response::json(400, &self.into_data()),
            Self::NoChat => Response::json(200, &self.into_data()).because(&message),
            Self::Failing(Failure::Text) => {
                Response::typed(400, "text/plain;charset=UTF-8", "Bad Request")
            }
            Self::Failing(Failure::Html) => Response::typed(502, "text/html", GATEWAY_PAGE),
            Self::Failing(_) => Response::json(200, &self.into_data()),
            Self::UnknownService { .. } => {
                Response::refused(404, &message, "ServiceNotFoundException")
            }
            Self::UnknownOperation => Response::refused(404, &message, "NotFoundException"),
            Self::WrongMethod { allow } => {
                Response::refused(405, &message, "MethodNotAllowedException").with("Allow", allow)
            }
        }
    }

    /// The same as an object, for what has no HTTP status: CometD.
    pub(crate) fn into_data(self) -> Value {
        match self {
            Self::Invalid { code, advice } => {
                let error = json!({"code": code as u16, "advice": advice});
                json!({"statusCode": 2, "errors": [error]})
            }
            Self::NoChat => failed(2, true),
            Self::Failing(Failure::Recoverable) => failed(1, false),
            Self::Failing(Failure::Unrecoverable { chat_ended }) => failed(2, chat_ended),
            other => json!({"statusCode": 2, "error": other.to_string()}),
        }
    }
}

/// "You cannot assume that the values of any other fields are valid."
fn failed(status: u8, chat_ended: bool) -> Value {
    json!({"statusCode": status, "chatEnded": chat_ended, "messages": []})
}

const GATEWAY_PAGE: &str = "<!DOCTYPE html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>\n";
