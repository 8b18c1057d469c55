//! Paths and methods.

use super::refusal::Refusal;
use crate::http::Request;
use crate::id::ChatId;

const PATH: &str = "/api/v2/chats";

/// Whether requests to this path are for this API.
pub(crate) fn serves(path: &str) -> bool {
    path.strip_prefix(PATH)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where a request wants to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// OPTIONS, of anything.
    Options,
    /// POST `/api/v2/chats`
    RequestChat,
    /// POST `/api/v2/chats/{id}`: every other operation.
    Operate { id: ChatId },
    /// GET `/api/v2/chats/{id}`
    GetChat { id: ChatId },
    /// GET `/api/v2/chats/{id}/messages`
    GetTranscript { id: ChatId },
}

impl Route {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        let method = request.method.as_str();
        let segments = request.segments_behind(PATH).unwrap_or_default();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        match (method, segments.as_slice()) {
            ("OPTIONS", _) => Ok(Self::Options),
            ("POST", [""]) => Ok(Self::RequestChat),
            ("POST", ["", id]) if !id.is_empty() => Ok(Self::Operate {
                id: ChatId::new(*id),
            }),
            ("GET", ["", id]) if !id.is_empty() => Ok(Self::GetChat {
                id: ChatId::new(*id),
            }),
            ("GET", ["", id, "messages"]) if !id.is_empty() => Ok(Self::GetTranscript {
                id: ChatId::new(*id),
            }),
            _ => Err(Refusal::NoSuchPath {
                method: method.to_owned(),
                path: request.path.clone(),
            }),
        }
    }
}
