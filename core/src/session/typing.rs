//! Whether the visitor is typing, and what the server knows of it.

use std::time::Duration;

use crate::time::Monotonic;

/// What is being written is shown so often over CometD, as the official clients do.
const PREVIEWS: Duration = Duration::from_secs(5);

/// Whether the visitor is typing, and what the server knows of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnTyping {
    typing: bool,
    told: bool,
    /// When it was last to be told that more was written, and whether it still is.
    more: (Monotonic, bool),
}

impl OwnTyping {
    /// The composer changed.
    pub(super) const fn drafts(&mut self, empty: bool) {
        self.typing = !empty;
    }

    /// More was written, which somebody wants to see; but not all the time.
    pub(super) fn writes(&mut self, now: Monotonic) {
        if now.since(self.more.0) >= PREVIEWS {
            self.more = (now, true);
        }
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
        let more = self.typing && self.more.1;
        self.more.1 = false;
        if self.typing == self.told && !more {
            return None;
        }
        self.told = self.typing;
        Some(self.typing)
    }
}
