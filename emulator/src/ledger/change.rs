//! One thing to write down.

use crate::id::{ChatId, FileId, ServiceId};

/// Which record it is. Names sort such that a record comes after those that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// What is there once: dice, counters, agents.
    Centre,
    /// A service of v1.
    Service(ServiceId),
    /// A chat, without what follows.
    Chat(ChatId),
    /// An event of its transcript, by its position from 1.
    Event(ChatId, u32),
    /// What only agents see of it, counted from 1.
    Aside(ChatId, u32),
    /// A file of it.
    File(ChatId, FileId),
}

/// A record that is new, changed or gone. With a chat goes everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which record.
    pub name: Name,
    /// What is in it now, as JSON; none where it is gone.
    pub body: Option<String>,
    /// What is in the file, for a file.
    pub bytes: Vec<u8>,
}

impl Change {
    pub(super) fn to(name: Name, body: String) -> Self {
        Self {
            name,
            body: Some(body),
            bytes: Vec::new(),
        }
    }

    pub(super) fn gone(name: Name) -> Self {
        Self {
            name,
            body: None,
            bytes: Vec::new(),
        }
    }
}
