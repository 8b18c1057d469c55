//! One service: what a client creates before it starts a chat.

use crate::data;
use crate::id::{ChatId, ServiceId};
use crate::now::Now;
use crate::settings::Settings;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The two types of service of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServiceKind {
    /// A chat may be started at any time.
    Basic,
    /// `/status` says when a chat may be started.
    Advanced,
}

/// One service, which names the chat that belongs to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Service {
    pub(crate) id: ServiceId,
    pub(crate) kind: ServiceKind,
    pub(crate) created: Now,
    pub(crate) data: BTreeMap<String, String>,
    pub(crate) chat: Option<ChatId>,
}

impl Service {
    /// `_id`.
    pub fn id(&self) -> &ServiceId {
        &self.id
    }

    /// Basic or advanced.
    pub fn kind(&self) -> ServiceKind {
        self.kind
    }

    /// Business data attached at its creation and at the start of its chat; names, e-mail are
    /// attached as `fldnFirstName`, `fldnLastName`, `fldnEmailAddress`, as the document says.
    pub fn data(&self) -> &BTreeMap<String, String> {
        &self.data
    }

    /// The chat, once it was started.
    pub fn chat(&self) -> Option<&ChatId> {
        self.chat.as_ref()
    }

    /// Attaches more business data, where there is room for it; whether there is.
    pub(crate) fn attach(&mut self, more: BTreeMap<String, String>) -> bool {
        let mut all = self.data.clone();
        all.extend(more);
        let fits = data::size(&all) <= data::LIMIT;
        if fits {
            self.data = all;
        }
        fits
    }

    /// Whether a chat may be started now.
    pub(crate) fn is_available(&self, now: Now, settings: &Settings) -> bool {
        let waited = match self.kind {
            ServiceKind::Basic => true,
            ServiceKind::Advanced => now.since(self.created) >= settings.advanced_wait,
        };
        waited && settings.agent_available
    }
}
