//! How requests name a chat.

use super::scope::{Scope, holds};
use crate::chat::Chat;
use crate::dialect::Dialect;
use crate::emulator::Emulator;
use crate::http::Request;
use crate::id::{ChatId, ServiceId};
use crate::v1;
use percent_encoding::percent_decode;

/// Every word that names one chat, or the service that has none yet.
#[derive(Debug)]
pub(super) struct Names(Vec<String>);

/// Whether it is the id of the chat, or that of its own service.
pub(super) fn is_called(chat: &Chat, id: &str) -> bool {
    chat.id().as_str() == id || own_service(chat).is_some_and(|service| service.as_str() == id)
}

/// In v2 many chats have one service.
fn own_service(chat: &Chat) -> Option<&ServiceId> {
    let service = chat.service();
    service.filter(|_| chat.dialect() == Dialect::GmsV1)
}

impl Names {
    /// Whether the request names the chat: in a segment of its path, or in its body.
    fn occur_in(&self, request: &Request) -> bool {
        let segments = request.segments_behind("").unwrap_or_default();
        let is_segment = |name: &String| segments.contains(name);
        if self.0.iter().any(is_segment) {
            return true;
        }
        let decoded: Vec<u8> = percent_decode(&request.body).collect();
        let bodies = [&request.body, &decoded];
        let mut names = self.0.iter().map(String::as_bytes);
        names.any(|name| bodies.iter().any(|body| holds(body, name)))
    }
}

impl Emulator {
    /// Whether something is for this request.
    pub(super) fn concerns(&self, scope: &Scope, request: &Request) -> bool {
        let is_named = |id| self.names(id).is_some_and(|names| names.occur_in(request));
        scope.fits(request) && scope.chat.as_deref().is_none_or(is_named)
    }

    /// The chat of that id, or of the service of that id.
    pub(super) fn chat_called(&self, id: &str) -> Option<&Chat> {
        let service = self.service(&ServiceId::new(id));
        let chat = service.and_then(|service| service.chat());
        self.chat(chat.unwrap_or(&ChatId::new(id)))
    }

    /// How a chat, or a service, is named; none when there is neither.
    pub(super) fn names(&self, id: &str) -> Option<Names> {
        let Some(chat) = self.chat_called(id) else {
            let service = self.service(&ServiceId::new(id))?;
            return Some(Names(vec![service.id().to_string()]));
        };
        let service = own_service(chat).map(ToString::to_string);
        let mut names = vec![chat.id().to_string()];
        names.extend(service);
        if chat.dialect() == Dialect::GmsV2 {
            // Over CometD the key alone is enough.
            names.extend(chat.keyring.keys().map(str::to_owned));
        }
        names.extend(self.listening(chat));
        Some(Names(names))
    }

    /// The clients of the customer's sessions that hear of the chat.
    fn listening(&self, chat: &Chat) -> Vec<String> {
        let hearing = self.bayeux.hearing(v1::CHANNEL, chat.user());
        let by_user = hearing.filter(|_| chat.is_comet());
        let clients = by_user.chain(chat.listeners());
        clients.map(|client| client.as_str().to_owned()).collect()
    }
}
