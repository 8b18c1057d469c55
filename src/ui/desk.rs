//! What only a window has: whether it is open, what was typed into the form.

use causerie_core::chat::Form;

/// What only a window has; closing it loses nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Desk {
    pub(super) open: bool,
    /// Whether the visitor is asked if the chat is to end.
    pub(super) asking: bool,
    /// Whether the visitor is choosing files.
    pub(super) choosing: bool,
    /// How often the visitor tried to send a form that will not do; from the
    /// first time on, faults are shown.
    pub(super) tries: u32,
    pub(super) answers: Form,
}

impl Desk {
    /// A chat begins, or makes way for another.
    pub(super) const fn begin(&mut self) {
        self.asking = false;
        self.choosing = false;
        self.tries = 0;
    }
}
