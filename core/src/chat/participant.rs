//! Who takes part.

use std::rc::Rc;

/// What a participant is in the chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A person (or a bot that answers as one) of the contact centre.
    Agent,
    /// The contact centre itself: announcements, routing strategies.
    System,
    /// The person in front of this window.
    Visitor,
}

/// One participant. Nicknames are not unique; the role is part of the identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// What the participant is.
    pub role: Role,
    /// The name to show; plain text from the server, possibly empty.
    pub nickname: Rc<str>,
}
