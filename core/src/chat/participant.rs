//! Who takes part.

use std::rc::Rc;

/// What a participant is in the chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A person (or a bot that answers as one) of the contact centre.
    Agent,
    /// A person of the contact centre who looks after agents, where the dialect tells.
    Supervisor,
    /// The contact centre itself: announcements, routing strategies.
    System,
    /// The person in front of this window.
    Visitor,
}

impl Role {
    /// Whether it is somebody of the contact centre.
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Agent | Self::Supervisor)
    }
}

/// The server's number for a participant of one chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParticipantId(pub u64);

/// One participant, as it was called when something happened. Nicknames are neither
/// unique nor kept for ever; the role is part of the identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// What the participant is.
    pub role: Role,
    /// The server's number for the participant, where it gives one.
    pub id: Option<ParticipantId>,
    /// The name to show; plain text from the server, possibly empty.
    pub nickname: Rc<str>,
}

impl Participant {
    /// Whether both are the same one: by their numbers or, where there are none, by
    /// their names.
    pub fn is(&self, other: &Self) -> bool {
        let same = match (self.id, other.id) {
            (Some(own), Some(theirs)) => own == theirs,
            _ => self.nickname == other.nickname,
        };
        same && self.role == other.role
    }
}
