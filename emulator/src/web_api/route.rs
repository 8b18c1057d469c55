//! Paths and methods.

use crate::digital::Refusal;
use crate::http::Request;
use crate::id::ChatId;

const CHATS: &str = "/eservices/api/v2/chats";

/// Whether requests to this path are for this API.
pub(crate) fn serves(path: &str) -> bool {
    let rest = path.strip_prefix(CHATS);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where a request wants to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// POST `/eservices/api/v2/chats`, with a slash behind it or without
    Request,
    /// POST `/eservices/api/v2/chats/{id}`: an operation
    Operate { id: ChatId },
    /// POST `/eservices/api/v2/chats/{id}/messages`
    Messages { id: ChatId },
    /// GET `/eservices/api/v2/chats/{id}`
    Info { id: ChatId },
}

impl Route {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        let segments = request.segments_behind(CHATS).unwrap_or_default();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let id = |id: &str| ChatId::new(id);
        match (request.method.as_str(), segments.as_slice()) {
            ("POST", [""] | ["", ""]) => Ok(Self::Request),
            ("POST", ["", chat]) => Ok(Self::Operate { id: id(chat) }),
            ("POST", ["", chat, "messages"]) => Ok(Self::Messages { id: id(chat) }),
            ("GET", ["", chat]) if !chat.is_empty() => Ok(Self::Info { id: id(chat) }),
            (_, [""] | ["", ""] | ["", _, "messages"]) => {
                Err(Refusal::WrongMethod { allow: "POST" })
            }
            (_, ["", _]) => Err(Refusal::WrongMethod { allow: "GET, POST" }),
            _ => Err(Refusal::UnknownOperation),
        }
    }
}
