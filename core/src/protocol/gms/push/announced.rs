//! A chat of GMS Chat API Version 1 that is announced on a channel.
//!
//! Commands go over HTTP; most answers are mere acknowledgements, and what happened
//! comes on one channel that serves every chat of the same `gms_user`.

use super::super::super::{Command, Errand};
use super::super::v1;
use super::super::wire::ChatObject;
use crate::http::Request;
use crate::json::{self, Object, Value};

#[derive(Clone, Debug)]
pub(super) struct Announced {
    pub(super) chat: v1::Chat,
    /// `chatSessionId`, learnt from what is certainly this chat's.
    session: Option<String>,
    /// What came before it was known that the chat exists: a push may overtake the answer.
    early: Vec<Object>,
    /// Whether it is announced: one that is taken up again may have been created without.
    is_announced: bool,
}

impl Announced {
    pub(super) const fn new(chat: v1::Chat) -> Self {
        Self {
            is_announced: !chat.is_live(),
            chat,
            session: None,
            early: Vec::new(),
        }
    }

    /// Whether the command's next step is the creation of the chat.
    pub(super) const fn creates(&self, command: &Command) -> bool {
        matches!(command, Command::Open(_)) && self.chat.is_at_creation()
    }

    /// Whether what happens is told on the channel, as far as anybody knows.
    pub(super) const fn is_announced(&self) -> bool {
        self.is_announced
    }

    /// A chat that is created while the channel is there will be announced.
    pub(super) fn request(&mut self, command: &Command, up: bool) -> Request {
        if self.creates(command) {
            self.chat.set_notify(up);
        }
        self.chat.request(command)
    }

    /// What came on the channel.
    pub(super) fn hear(&mut self, data: &Object) -> Option<Errand> {
        let Value::Object(message) = data.get("message")? else {
            return None;
        };
        let object = ChatObject::of(message);
        if !self.is_ours(data, &object) || object.state.is_none() {
            return None;
        }
        if !self.chat.is_live() {
            self.early.push(data.clone());
            return None;
        }
        self.is_announced = true;
        let report = self.chat.pushed(&object);
        self.session = object.session.or(self.session.take());
        Some(Errand::Report(report))
    }

    /// What came too early, once it is known that the chat exists.
    pub(super) fn catch_up(&mut self) -> Vec<Errand> {
        if !self.chat.is_live() {
            return Vec::new();
        }
        let early = std::mem::take(&mut self.early);
        early.iter().filter_map(|data| self.hear(data)).collect()
    }

    /// Whether a push is about this chat: its tag ends with the service's id;
    /// without a tag, its `chatSessionId` is the one already known.
    fn is_ours(&self, data: &Object, object: &ChatObject) -> bool {
        match (json::text(data, "tag"), self.chat.service()) {
            (Some(tag), Some(service)) => tag
                .strip_suffix(service.as_str())
                .is_some_and(|rest| rest.ends_with('.')),
            _ => object.session.is_some() && object.session == self.session,
        }
    }
}
