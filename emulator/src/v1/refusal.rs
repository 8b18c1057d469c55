//! The errors of this API.

use crate::http::Response;
use crate::id::ServiceId;

/// Why a request is not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// The document, at every operation: "if the service has not sent a notification to the
    /// application that an agent is available", body none.
    #[error("no agent is available yet")]
    NotReady,
    /// The document: "If an expected value is missing or incorrect, then a 415 error will
    /// occur"; its body is not shown, so there is none.
    #[error("{field} is missing or incorrect")]
    BadValue { field: &'static str },
    /// Service option `_chat_400_response_on_disconnected`; its body is not shown either.
    #[error("the chat has ended")]
    Ended,
    /// Undocumented: no page says how an id that does not exist, or has expired, is answered.
    #[error("unknown service {id}")]
    UnknownService { id: ServiceId },
    /// Undocumented.
    #[error("unknown operation")]
    UnknownOperation,
    /// Undocumented; what HTTP asks for.
    #[error("method not allowed")]
    WrongMethod { allow: &'static str },
}

impl Refusal {
    pub(super) fn into_response(self) -> Response {
        let message = self.to_string();
        match self {
            Self::NotReady => Response::empty(503).because(&message),
            Self::BadValue { .. } => Response::empty(415).because(&message),
            Self::Ended => Response::empty(400).because(&message),
            Self::UnknownService { .. } => {
                Response::refused(404, &message, "ServiceNotFoundException")
            }
            Self::UnknownOperation => Response::refused(404, &message, "NotFoundException"),
            Self::WrongMethod { allow } => {
                Response::refused(405, &message, "MethodNotAllowedException").with("Allow", allow)
            }
        }
    }
}
