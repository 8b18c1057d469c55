//! The paths.

use super::refusal::Refusal;
use crate::http::Request;
use crate::id::{AgentId, ChatId, FileId};

/// The older form and the newer one, and who else works here.
const ROOTS: [&str; 3] = ["/me", "/api/v2/me", "/api/v2/users"];

/// Where agents' CometD is found in the newer form.
pub(crate) const NOTIFICATIONS: &str = "/api/v2/notifications";
/// Where it is found; the suffixes are those of official clients.
const ENDPOINTS: [&str; 2] = ["/notifications", NOTIFICATIONS];
const SUFFIXES: [&str; 5] = ["", "/", "/connect", "/disconnect", "/handshake"];

/// Whether requests to this path are an agent's.
pub(crate) fn serves(path: &str) -> bool {
    ROOTS.iter().any(|root| {
        let rest = path.strip_prefix(root);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Whether this path is that of agents' CometD.
pub(crate) fn notifies(path: &str) -> bool {
    ENDPOINTS.iter().any(|root| {
        let rest = path.strip_prefix(root);
        rest.is_some_and(|rest| SUFFIXES.contains(&rest))
    })
}

/// Where a request wants to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// Something is to be done in a chat.
    Operate { chat: ChatId },
    /// Who one is.
    Me,
    /// One is ready, or not.
    Work,
    /// Who else there is.
    Users,
    /// One of them.
    User { agent: AgentId },
    /// One's chats.
    Chats,
    /// One of them.
    Chat { chat: ChatId },
    /// What was said in it; ours, as the documents send the history over CometD only.
    Messages { chat: ChatId },
    /// A file that was sent in it; ours, too.
    File { chat: ChatId, file: FileId },
    /// A document is to be kept for AddAttachment; ours.
    Documents,
}

impl Route {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        let segments = request.segments_behind("/api/v2");
        let segments = segments.or_else(|| request.segments_behind(""));
        let segments = segments.unwrap_or_default();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let named = |id: &str| ChatId::new(id);
        match (request.method.as_str(), segments.as_slice()) {
            ("POST", ["", "me", "interactions" | "chats", id]) if !id.is_empty() => {
                Ok(Self::Operate { chat: named(id) })
            }
            ("POST", ["", "me"] | ["", "me", "channels", "chat"]) => Ok(Self::Work),
            ("POST", ["", "me", "documents"]) => Ok(Self::Documents),
            ("GET", ["", "me"]) => Ok(Self::Me),
            ("GET", ["", "users"]) => Ok(Self::Users),
            ("GET", ["", "users", id]) if !id.is_empty() => Ok(Self::User {
                agent: AgentId::new(*id),
            }),
            ("GET", ["", "me", "chats" | "interactions"]) => Ok(Self::Chats),
            ("GET", ["", "me", "chats" | "interactions", id]) if !id.is_empty() => {
                Ok(Self::Chat { chat: named(id) })
            }
            ("GET", ["", "me", "chats", id, "messages"]) if !id.is_empty() => {
                Ok(Self::Messages { chat: named(id) })
            }
            ("GET", ["", "me", "chats", id, "files", file]) if !id.is_empty() => Ok(Self::File {
                chat: named(id),
                file: FileId::new(*file),
            }),
            _ => Err(Refusal::NoSuchPath {
                method: request.method.clone(),
                path: request.path.clone(),
            }),
        }
    }
}
