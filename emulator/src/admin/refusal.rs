//! Why something is not done, in a sentence that says what to do instead.

use crate::faults::{FaultError, FaultId};
use crate::http::Response;
use serde_json::json;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error(
        "the body is no JSON object: allowed is one such as \
         {{\"kind\": \"drop-reply\", \"times\": 1}}"
    )]
    NotAnObject,
    #[error("the field {found:?} is not known: allowed are {allowed}")]
    UnknownField { found: String, allowed: String },
    #[error("the field \"{field}\" is missing: allowed is {allowed}")]
    Missing {
        field: &'static str,
        allowed: String,
    },
    #[error("the field \"{field}\" is {found}: allowed is {allowed}")]
    Wrong {
        field: &'static str,
        found: String,
        allowed: String,
    },
    #[error(transparent)]
    Fault(#[from] FaultError),
    #[error("there is no fault {id}: GET /admin/faults lists those that are kept")]
    NoFault { id: FaultId },
    #[error("there is nothing at {path}: faults are at /admin/faults")]
    NoSuchPath { path: String },
    #[error("the method is not allowed here: allowed are {allow}")]
    WrongMethod { allow: &'static str },
}

impl Refusal {
    fn status(&self) -> u16 {
        match self {
            Self::Fault(FaultError::Full { .. }) => 409,
            Self::NotAnObject
            | Self::UnknownField { .. }
            | Self::Missing { .. }
            | Self::Wrong { .. }
            | Self::Fault(_) => 400,
            Self::NoFault { .. } | Self::NoSuchPath { .. } => 404,
            Self::WrongMethod { .. } => 405,
        }
    }

    pub(super) fn into_response(self) -> Response {
        let response = Response::json(self.status(), &json!({"message": format!("{self}.")}));
        match self {
            Self::WrongMethod { allow } => response.with("Allow", allow),
            _ => response,
        }
    }
}
