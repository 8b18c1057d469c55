//! Paths and methods.

use crate::digital::{Operation, Refusal};
use crate::http::Request;
use crate::id::{ChatId, FileId};

const CHATS: &str = "/genesys/2/chat/";
const NOTIFY: &str = "/genesys/2/chat-ntf";

/// Whether requests to this path are for this API.
pub(crate) fn serves(path: &str) -> bool {
    path.starts_with(CHATS) || path == NOTIFY
}

/// Where a request wants to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// `/genesys/2/chat/{service}`, with a slash behind it or without
    Request { service: String },
    /// `/genesys/2/chat/{service}/{chatId}/{operation}`
    Chat { place: Place, operation: Operation },
    /// `/genesys/2/chat/{service}/{chatId}/file…`
    File { place: Place, act: FileAct },
    /// `/genesys/2/chat-ntf`: files of chats over CometD
    Notify,
}

/// A chat by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) service: String,
    pub(super) chat: ChatId,
}

/// What is done with files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FileAct {
    Limits,
    Upload,
    Download(FileId),
    Delete(FileId),
}

impl Route {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        let segments = request.segments_behind(CHATS).unwrap_or_default();
        let segments: Vec<_> = segments.iter().map(String::as_str).collect();
        let route = match request.path.as_str() {
            NOTIFY => Self::Notify,
            _ => Self::named(&segments).ok_or(Refusal::UnknownOperation)?,
        };
        if request.method != "POST" {
            return Err(Refusal::WrongMethod { allow: "POST" });
        }
        Ok(route)
    }

    fn named(segments: &[&str]) -> Option<Self> {
        let place = |service: &str, chat: &str| Place {
            service: service.to_owned(),
            chat: ChatId::new(chat),
        };
        Some(match segments {
            [service] | [service, ""] if !service.is_empty() => Self::Request {
                service: (*service).to_owned(),
            },
            [service, chat, "file", rest @ ..] => Self::File {
                place: place(service, chat),
                act: FileAct::named(rest)?,
            },
            [service, chat, operation] => Self::Chat {
                place: place(service, chat),
                operation: operation_named(operation)?,
            },
            _ => return None,
        })
    }
}

impl FileAct {
    fn named(rest: &[&str]) -> Option<Self> {
        Some(match rest {
            [] => Self::Upload,
            ["limits"] => Self::Limits,
            [file, "download"] => Self::Download(FileId::new(*file)),
            [file, "delete"] => Self::Delete(FileId::new(*file)),
            _ => return None,
        })
    }
}

fn operation_named(name: &str) -> Option<Operation> {
    Some(match name {
        "customNotice" => Operation::CustomNotice,
        "disconnect" => Operation::Disconnect,
        "pushUrl" => Operation::PushUrl,
        "readReceipt" => Operation::ReadReceipt,
        "refresh" => Operation::Refresh,
        "send" => Operation::Send,
        "startTyping" => Operation::StartTyping,
        "stopTyping" => Operation::StopTyping,
        "updateData" => Operation::UpdateData,
        "updateNickname" => Operation::UpdateNickname,
        _ => return None,
    })
}
