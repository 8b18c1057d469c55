//! What is said beside the conversation, when nothing else is to be said.

use std::time::Duration;

use super::calls::Lane;
use super::deadlines::Due;
use super::{Announcement, Phase, Session};
use crate::protocol::{Cadence, Command, Outcome};

/// No two receipts come closer to each other, and none is waited for longer, since a
/// message may wait behind it.
pub(super) const PACE: Duration = Duration::from_secs(2);

impl Session {
    /// Tells how far the visitor has read, where the page wants that; of several
    /// places the last.
    pub(super) fn drive_receipt(&mut self) {
        self.deadlines.take(Due::Receipt, self.now.monotonic);
        let reads = self.config.read_receipts && self.seen && !self.hidden;
        let free = self.calls.none() && self.link.is_usable() && !self.deadlines.has(Due::Receipt);
        let last = self.transcript.heard();
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        // Nothing of the kind is documented for CometD.
        let heard = live.backend.cadence() == Cadence::Asked;
        if reads && heard && free && live.is_settled() && last > live.receipt {
            live.receipt = last;
            self.deadlines.set(Due::Receipt, self.now.monotonic + PACE);
            self.call(Lane::Aside, Command::Seen(last));
        }
    }

    pub(super) fn aside_told(&mut self, outcome: Outcome) {
        self.typing_told(&outcome);
        if let Outcome::Refused(trouble) = outcome {
            self.announce(Announcement::Unheard(trouble));
        }
    }
}
