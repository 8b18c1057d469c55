//! The return codes.

use super::reply;
use crate::agent::AgentError;
use crate::http::{Request, Response};
use crate::id::{AgentId, ChatId, FileId};

/// Why an operation is not carried out. Its code is that of the document's "Return Values"; the
/// sentence says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("A required parameter is missing in the request. Its name is {field}.")]
    Missing { field: &'static str },
    #[error("The body must be a JSON object that names an operationName.")]
    NotAnObject,
    #[error("The parameter {field} must be {allowed}.")]
    Wrong {
        field: &'static str,
        allowed: &'static str,
    },
    #[error("The parameter {field} may be {limit} bytes long at most.")]
    TooLong { field: &'static str, limit: usize },
    #[error("There is no operation {name} here.")]
    UnknownOperation { name: String },
    #[error("The chat has ended.")]
    Ended,
    #[error("You are in this chat already.")]
    AlreadyIn,
    #[error(
        "You are asked for advice, and the customer does not see you; this is for the agent whom you advise."
    )]
    Consultant,
    #[error("You cannot be your own colleague; name another agent.")]
    Oneself,
    #[error("A script plays this agent, who can take a chat over but not join you in one.")]
    Scripted,
    #[error("{}.", capital(.0))]
    Impossible(#[from] AgentError),
    #[error("You are not a participant of this chat.")]
    NotYours,
    #[error("There is no chat {id}.")]
    NoChat { id: ChatId },
    #[error("There is no agent {id}; GET /api/v2/users lists them.")]
    NoAgent { id: AgentId },
    #[error("There is no document {id}; POST it to /api/v2/me/documents first.")]
    NoDocument { id: String },
    #[error("There is no file {id} in this chat.")]
    NoFile { id: FileId },
    #[error("There is no {method} {path} here.")]
    NoSuchPath { method: String, path: String },
    #[error("No room is left for files.")]
    Full,
    #[error("Sign in with the name and the password of an agent, by basic authentication.")]
    Unauthenticated,
}

/// The words of an error with a capital letter.
fn capital(error: &AgentError) -> String {
    let words = error.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

impl Refusal {
    /// "For details on the statusCode value, please refer to the All Methods sub-section of the
    /// Return Values section." 20 is of 8.6.
    fn code(&self) -> u8 {
        match self {
            Self::Missing { .. } => 1,
            Self::NotAnObject
            | Self::Wrong { .. }
            | Self::TooLong { .. }
            | Self::UnknownOperation { .. }
            | Self::Ended
            | Self::AlreadyIn
            | Self::Consultant
            | Self::Oneself
            | Self::Scripted
            | Self::Impossible(_) => 2,
            Self::NotYours => 3,
            Self::Full => 4,
            Self::NoChat { .. }
            | Self::NoAgent { .. }
            | Self::NoDocument { .. }
            | Self::NoFile { .. }
            | Self::NoSuchPath { .. } => 6,
            Self::Unauthenticated => 20,
        }
    }

    /// A refusal is told in the body; HTTP speaks only where a client must act on it first.
    fn status(&self) -> u16 {
        match self {
            Self::NoSuchPath { .. } => 404,
            Self::Unauthenticated => 401,
            _ => 200,
        }
    }

    pub(super) fn into_response(self, request: &Request) -> Response {
        let response = reply::refused(self.status(), self.code(), &self.to_string());
        // A page that asks by script shows a form of its own; a challenge would open the
        // browser's on top of it.
        let by_script = request.header("x-requested-with").is_some();
        if self == Self::Unauthenticated && !by_script {
            return response.with("WWW-Authenticate", "Basic realm=\"agents\"");
        }
        response
    }
}
