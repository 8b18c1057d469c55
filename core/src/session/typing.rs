//! Whether the visitor is typing, and what the server knows of it.

/// Whether the visitor is typing, and what the server knows of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnTyping {
    typing: bool,
    told: bool,
}

impl OwnTyping {
    /// The composer changed.
    pub(super) const fn drafts(&mut self, empty: bool) {
        self.typing = !empty;
    }

    /// No key for a while.
    pub(super) const fn pauses(&mut self) {
        self.typing = false;
    }

    /// A message says by itself that its typing is over; unless the news that
    /// it began is still on its way and might come after the message.
    pub(super) const fn sends(&mut self, overtaken: bool) {
        self.typing = false;
        self.told = overtaken && self.told;
    }

    /// What the server should be told now, if anything; it counts as told.
    pub(super) const fn tell(&mut self) -> Option<bool> {
        if self.typing == self.told {
            return None;
        }
        self.told = self.typing;
        Some(self.typing)
    }
}
