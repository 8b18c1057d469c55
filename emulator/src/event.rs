//! One event of a transcript.

use crate::chat::Party;
use crate::id::ParticipantId;
use crate::now::Now;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Index of an event, from 1; 0 stands before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position(pub u32);

impl Position {
    /// Before everything.
    pub const START: Self = Self(0);
    /// The position of the customer's own join, with which every chat starts.
    pub const JOINED: Self = Self(1);

    /// The position behind this one: `nextPosition`, seen from the last event.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The position before this one. To list everything from a position on is to list everything
    /// after this.
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

/// What happened. Each API has its own word for it; those of v1 stand here, and v2's where v1
/// has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventType {
    /// `Notice.Joined`
    Joined,
    /// `Notice.Left`
    Left,
    /// `Notice.PushUrl`: the text is the address.
    PushUrl,
    /// `Message.Text`
    Text,
    /// `Notice.TypingStarted`
    TypingStarted,
    /// `Notice.TypingStopped`
    TypingStopped,
    /// `Notice.Custom`: the text is for programs.
    CustomNotice,
    /// `NicknameUpdated`: the text is the new name.
    NicknameUpdated,
    /// `FileUploaded`: the data tells the file, the text is its name.
    FileUploaded,
    /// `FileDeleted`: the data tells the file, the text is its name.
    FileDeleted,
    /// Any other, spelled in full; for tests of clients.
    Other(String),
}

/// On which side somebody is; v1's "Type of user".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UserType {
    /// `AGENT`
    Agent,
    /// `CLIENT`: the customer.
    Client,
    /// `EXTERNAL`: the system, for instance a routing strategy.
    External,
    /// An agent's supervisor, whom v1 shows as an agent.
    Supervisor,
}

impl UserType {
    /// The word on the wire of v1.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agent | Self::Supervisor => "AGENT",
            Self::Client => "CLIENT",
            Self::External => "EXTERNAL",
        }
    }

    /// Whether it is the contact centre's own people.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Agent | Self::Supervisor)
    }
}

/// One event, as the server has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its index, from 1, without gaps.
    pub position: Position,
    /// When it happened; never earlier than the event before.
    pub at: Now,
    /// What happened.
    pub kind: EventType,
    /// Who did it.
    pub participant: ParticipantId,
    /// The name under which they were seen then.
    pub nickname: String,
    /// On which side.
    pub user_type: UserType,
    /// Message, address, or the words of a notice ("has joined the session").
    pub text: String,
    /// `messageType`: whatever the customer's client called its message, where it did.
    pub message_type: Option<String>,
    /// `userData`: what the event tells in pairs, such as a file's id, name and size.
    pub data: BTreeMap<String, String>,
}

impl Event {
    pub(crate) fn of(
        position: Position,
        at: Now,
        kind: EventType,
        who: &Party,
        content: Content,
    ) -> Self {
        Self {
            position,
            at,
            kind,
            participant: who.id,
            nickname: who.nickname.clone(),
            user_type: who.user_type,
            text: content.text,
            message_type: content.message_type,
            data: content.data,
        }
    }
}

/// What an event says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) message_type: Option<String>,
    pub(crate) data: BTreeMap<String, String>,
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}
