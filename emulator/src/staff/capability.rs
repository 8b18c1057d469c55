//! What an agent may do in a chat as it stands.

use crate::chat::Chat;
use crate::id::AgentId;
use serde::Serialize;

/// An operation, by its name in the newer form: "capabilities" of the chat pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum Capability {
    Accept,
    Reject,
    Transfer,
    Complete,
    Leave,
    StopProcessing,
    InFocus,
    SendMessage,
    SendStartTypingNotification,
    SendStopTypingNotification,
    SendStartTypingToAgentsNotification,
    SendStopTypingToAgentsNotification,
    SendCustomNotice,
    SendCustomNoticeToAgents,
    SendUrl,
    AddAttachment,
    Invite,
    Consult,
    CompleteTransfer,
    CompleteConference,
    RequestChatHistory,
    SetDisposition,
    AttachUserData,
    UpdateUserData,
    DeleteUserData,
}

use Capability::{
    Accept, AddAttachment, AttachUserData, Complete, CompleteConference, CompleteTransfer, Consult,
    DeleteUserData, InFocus, Invite, Leave, Reject, RequestChatHistory, SendCustomNotice,
    SendCustomNoticeToAgents, SendMessage, SendStartTypingNotification,
    SendStartTypingToAgentsNotification, SendStopTypingNotification,
    SendStopTypingToAgentsNotification, SendUrl, SetDisposition, StopProcessing, Transfer,
    UpdateUserData,
};

/// What one to whom a chat is offered can do.
const OFFERED: [Capability; 2] = [Accept, Reject];

/// What everybody in a chat can do, even when it has ended.
const READING: [Capability; 3] = [StopProcessing, InFocus, RequestChatHistory];

/// The same as long as it goes on; a consultant, who can do no more, speaks to agents only.
const SPEAKING: [Capability; 7] = [
    Leave,
    SendMessage,
    SendStartTypingNotification,
    SendStopTypingNotification,
    SendStartTypingToAgentsNotification,
    SendStopTypingToAgentsNotification,
    SendCustomNoticeToAgents,
];

/// What is left to those whom the customer has seen, even when it has ended.
const PAPERWORK: [Capability; 4] = [
    SetDisposition,
    AttachUserData,
    UpdateUserData,
    DeleteUserData,
];

/// What those whom the customer sees can do as long as it goes on.
const SERVING: [Capability; 6] = [
    Transfer,
    Complete,
    Invite,
    SendCustomNotice,
    SendUrl,
    AddAttachment,
];

impl Chat {
    /// "Operation names that are valid for the current state", for one agent; none for one who has
    /// nothing to do with the chat.
    pub(crate) fn capabilities(&self, agent: &AgentId) -> Vec<Capability> {
        let Some(seat) = self.handling.seat_of(agent) else {
            let offer = self.handling.offer_to(agent);
            return offer.map_or_else(Vec::new, |_| OFFERED.to_vec());
        };
        let mut able = READING.to_vec();
        if self.is_live() {
            able.extend(SPEAKING);
        }
        if !seat.is_hidden() {
            able.extend(PAPERWORK);
            if self.is_live() {
                able.extend(SERVING);
                able.extend(self.consulting(agent));
            }
        }
        able
    }

    /// What an agent whom the customer sees can do about a consultation.
    fn consulting(&self, agent: &AgentId) -> &'static [Capability] {
        if self.handling.consultant_of(agent).is_some() {
            &[CompleteTransfer, CompleteConference]
        } else if self.handling.asks_advice(agent) {
            &[]
        } else {
            &[Consult]
        }
    }
}
