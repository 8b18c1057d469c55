//! What a person does in the window.

use causerie_core::session::Act;

/// What a person does in the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Something that concerns the chat.
    Act(Act),
    /// Asks whether the chat is to end, or no longer.
    Ask(bool),
    /// Wants to choose files, or no longer.
    Choose(bool),
    /// Ends the chat, having been asked.
    End,
    /// Opens (`true`) or closes the window.
    Open(bool),
    /// Scrolls the conversation, to its end or elsewhere.
    Read {
        /// Whether the end is seen.
        at_end: bool,
    },
    /// Leaves a chat that is over.
    Restart,
    /// Sends what the composer holds.
    Send,
    /// Sends the form.
    Submit,
    /// Goes to the end of the conversation.
    ToEnd,
    /// Enters text.
    Write(Entry, String),
}

/// Where a person enters text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The composer.
    Composer,
    /// The field of the form that has this option name.
    Field(String),
}
