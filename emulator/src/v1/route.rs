//! Paths and methods.

use super::refusal::Refusal;
use crate::http::Request;
use crate::id::ServiceId;

/// Where a request wants to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// `/genesys/1/service/{name}`
    Create { service: String },
    /// `/genesys/1/service/{id}/status`
    Status { id: ServiceId },
    /// `/genesys/1/service/{id}/ixn/chat…`
    Chat { id: ServiceId, operation: Operation },
}

/// The operations of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Start,
    Refresh,
    /// The document names its address among the verbose fields and gives it no section.
    Send,
    StartTyping,
    StopTyping,
    Disconnect,
}

impl Route {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        let segments = request.segments_behind("/genesys/1/service/");
        let segments = segments.ok_or(Refusal::UnknownOperation)?;
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let route = match segments.as_slice() {
            [service] if !service.is_empty() => Self::Create {
                service: (*service).to_owned(),
            },
            [id, "status"] => Self::Status {
                id: ServiceId::new(*id),
            },
            [id, "ixn", "chat", operation @ ..] => {
                let operation = Operation::named(operation).ok_or(Refusal::UnknownOperation)?;
                Self::Chat {
                    id: ServiceId::new(*id),
                    operation,
                }
            }
            _ => return Err(Refusal::UnknownOperation),
        };
        route.check_method(&request.method)?;
        Ok(route)
    }

    /// Every operation is a POST; field clients also create services with GET.
    fn check_method(&self, method: &str) -> Result<(), Refusal> {
        match (self, method) {
            (_, "POST") | (Self::Create { .. }, "GET") => Ok(()),
            (Self::Create { .. }, _) => Err(Refusal::WrongMethod { allow: "POST, GET" }),
            _ => Err(Refusal::WrongMethod { allow: "POST" }),
        }
    }
}

impl Operation {
    fn named(rest: &[&str]) -> Option<Self> {
        match rest {
            [] => Some(Self::Start),
            ["refresh"] => Some(Self::Refresh),
            ["send"] => Some(Self::Send),
            ["startTyping"] => Some(Self::StartTyping),
            ["stopTyping"] => Some(Self::StopTyping),
            ["disconnect"] => Some(Self::Disconnect),
            _ => None,
        }
    }
}
