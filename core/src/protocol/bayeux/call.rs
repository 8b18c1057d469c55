//! A request under way, and which message of its answer replies to it.

use super::effect::Token;
use super::message::{self, Message};
use crate::time::Monotonic;

#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) token: Token,
    pub(super) kind: Kind,
    /// The id of the message in it.
    pub(super) id: String,
    pub(super) since: Monotonic,
    /// When to give up waiting for the answer.
    pub(super) until: Monotonic,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Connect {
        quick: bool,
    },
    Farewell,
    Handshake,
    /// Something published in a session that has ended since.
    Orphan,
    Publish,
    Subscribe(String),
}

impl Call {
    /// The reply in the call's own answer: by id; or, since some servers send
    /// other ids, the first on its channel; or, for a subscription, even one on
    /// another meta channel.
    pub(super) fn reply(&self, messages: &[Message]) -> Option<Message> {
        let channel = match self.kind {
            Kind::Connect { .. } => message::CONNECT,
            Kind::Farewell => message::DISCONNECT,
            Kind::Handshake => message::HANDSHAKE,
            Kind::Orphan | Kind::Publish => "",
            Kind::Subscribe(_) => message::SUBSCRIBE,
        };
        let on_channel = |message: &&Message| message.channel() == channel;
        let by_id = |message: &&Message| message.id().as_deref() == Some(&self.id);
        let meta = |message: &&Message| message.channel().starts_with("/meta/");
        let mut candidates = messages.iter();
        let found = match self.kind {
            Kind::Orphan | Kind::Publish => {
                candidates.find(|message| by_id(message) && !message.has_data())
            }
            Kind::Subscribe(_) => candidates
                .clone()
                .find(on_channel)
                .or_else(|| candidates.find(meta)),
            _ => candidates
                .clone()
                .filter(on_channel)
                .find(by_id)
                .or_else(|| candidates.find(on_channel)),
        };
        found.cloned()
    }
}
