//! The customer's side, beyond speaking and typing.

use crate::chat::{Chat, Party};
use crate::event::{Content, EventType, Position, UserType};
use crate::file::{File, Upload};
use crate::id::{ClientId, FileId};
use crate::now::Now;
use std::collections::BTreeMap;

/// So many of a customer's custom notices are kept, the latest. Ours.
const NOTICES: usize = 100;

/// What the contact centre's side sees of the customer.
impl Chat {
    /// Business data attached at the start and since, by APIs that have no service to attach it
    /// to; a nested key is spelled `outer[inner]`.
    pub fn data(&self) -> &BTreeMap<String, String> {
        &self.customer.data
    }

    /// `tenantName` of the Web API Server, where it was named at the start.
    pub fn tenant(&self) -> Option<&str> {
        self.customer.tenant.as_deref()
    }

    /// What the customer is typing, as far as the client tells; empty when it is nothing.
    pub fn preview(&self) -> &str {
        &self.customer.preview
    }

    /// The customer's latest custom notices, which are for the agent's desk and in no transcript.
    pub fn notices(&self) -> &[String] {
        &self.customer.notices
    }

    /// The last event that the customer has read, as far as the client tells.
    pub fn read(&self) -> Option<Position> {
        self.customer.read
    }

    /// The files that were sent and not deleted.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.kept.values()
    }
}

/// The customer's acts in a chat that is live.
impl Chat {
    /// As [`Chat::customer_says`], of a type that the client has named.
    pub(crate) fn customer_says_as(&mut self, text: &str, message_type: Option<&str>, now: Now) {
        self.customer.preview.clear();
        let content = Content {
            message_type: message_type.map(str::to_owned),
            ..Content::from(text)
        };
        self.customer_says(content, now);
    }

    pub(crate) fn customer_previews(&mut self, text: &str) {
        text.clone_into(&mut self.customer.preview);
    }

    pub(crate) fn customer_pushes(&mut self, url: &str, now: Now) {
        self.by_customer(EventType::PushUrl, url, now);
    }

    pub(crate) fn customer_renames(&mut self, nickname: &str, now: Now) {
        nickname.clone_into(&mut self.customer.nickname);
        let own = |party: &&mut Party| party.user_type == UserType::Client;
        if let Some(party) = self.parties.iter_mut().find(own) {
            nickname.clone_into(&mut party.nickname);
        }
        self.by_customer(EventType::NicknameUpdated, nickname, now);
    }

    pub(crate) fn customer_notes(&mut self, text: &str, now: Now) {
        let who = self.customer_party();
        self.aside(&who, EventType::CustomNotice, text, now);
        let notices = &mut self.customer.notices;
        notices.drain(..(notices.len() + 1).saturating_sub(NOTICES));
        notices.push(text.to_owned());
    }

    pub(crate) fn customer_attaches(&mut self, data: BTreeMap<String, String>) {
        self.customer.data.extend(data);
    }

    pub(crate) fn customer_has_read(&mut self, position: Position) {
        self.customer.read = Some(position);
    }

    /// A Bayeux session is to hear of everything from now on.
    pub(crate) fn listen(&mut self, client: &ClientId) {
        if !self.customer.listeners.contains(client) {
            self.customer.listeners.push(client.clone());
        }
    }

    /// A Bayeux session is gone.
    pub(crate) fn forget_listener(&mut self, client: &ClientId) {
        self.customer.listeners.retain(|other| other != client);
    }

    pub(crate) fn customer_uploads(&mut self, upload: Upload, now: Now) -> FileId {
        let who = self.customer_party();
        self.keep_file(upload, &who, now)
    }

    /// Deletes a file of the customer's own; whether it was there.
    pub(crate) fn customer_deletes(&mut self, id: &FileId, now: Now) -> bool {
        let own = self.files.kept.get(id);
        if own.is_none_or(|file| file.from != UserType::Client) {
            return false;
        }
        let Some(file) = self.files.kept.remove(id) else {
            return false;
        };
        self.by_customer(EventType::FileDeleted, about(&file), now);
        true
    }
}

/// What an event about a file says.
pub(crate) fn about(file: &File) -> Content {
    Content {
        data: file.told(),
        ..Content::from(file.upload.name.as_str())
    }
}
