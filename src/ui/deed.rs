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
    Read(Sight),
    /// Leaves a chat that is over.
    Restart,
    /// Sends what the composer holds.
    Send,
    /// Sends the form.
    Submit,
    /// Goes to the end of the conversation.
    ToEnd,
    /// Has the whole conversation drawn, however long it is (`true`), or what is near again.
    Whole(bool),
    /// Enters text.
    Write(Entry, String),
}

/// What is seen of the conversation as it was painted last, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Whether the end is seen.
    pub at_end: bool,
    /// How much of it is above what is seen.
    pub top: i32,
    /// How far the gap below begins from what is seen; negative inside of it, and as far as can be
    /// where there is none.
    pub below: i32,
    /// Whether the keyboard is on something in it, or something is selected.
    pub held: bool,
}

/// Where a person enters text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The composer.
    Composer,
    /// The field of the form that has this option name.
    Field(String),
}
