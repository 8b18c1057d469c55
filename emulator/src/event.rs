//! One event of a transcript.

use crate::now::Now;

/// Index of an event, from 1; 0 stands before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u32);

impl Position {
    /// Before everything.
    pub const START: Self = Self(0);
    /// The position of the customer's own join, with which every chat starts.
    pub const JOINED: Self = Self(1);
}

/// What happened; the document's list of event types.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Any other, spelled in full; for tests of clients.
    Other(String),
}

/// Who did it; the document's "Type of user".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UserType {
    /// `AGENT`
    Agent,
    /// `CLIENT`: the customer.
    Client,
    /// `EXTERNAL`: the system, for instance a routing strategy.
    External,
}

impl UserType {
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "AGENT",
            Self::Client => "CLIENT",
            Self::External => "EXTERNAL",
        }
    }
}

/// One event, as the server has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its index, from 1, without gaps.
    pub position: Position,
    /// When it happened; never earlier than the event before.
    pub at: Now,
    /// What happened.
    pub kind: EventType,
    /// Who did it, by the name shown in the chat.
    pub nickname: String,
    /// Message, address, or the words of a notice ("has joined the session").
    pub text: String,
    /// On which side.
    pub user_type: UserType,
}
