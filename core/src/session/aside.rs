//! What is said beside the conversation, when nothing else is to be said.

use std::rc::Rc;
use std::time::Duration;

use super::calls::Lane;
use super::deadlines::Due;
use super::{Announcement, Phase, Session};
use crate::chat::Remark;
use crate::error::Trouble;
use crate::protocol::{Cadence, Command, Outcome};
use crate::queue::Queue;

/// How often to say a remark that may be repeated.
const TRIES: u32 = 3;

/// No two receipts come closer to each other, and none is waited for longer, since a
/// message may wait behind it.
pub(super) const PACE: Duration = Duration::from_secs(2);

/// What the page wants said, in order.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    waiting: Queue<Rc<Remark>>,
    /// How often the first of them was said in vain.
    tries: u32,
}

impl Session {
    /// The page has something to say.
    pub(super) fn tell(&mut self, remark: Rc<Remark>) {
        let dialect = self.config.dialect;
        if !dialect.hears_remarks() {
            let unsupported = Trouble::Unsupported(dialect.name());
            return self.announce(Announcement::Error(unsupported));
        }
        if let Phase::Live(live) = &mut self.phase {
            live.remarks.waiting.push(remark);
        }
    }

    /// Says what the page wants said, one remark at a time.
    pub(super) fn drive_remarks(&mut self) {
        self.deadlines.take(Due::Remark, self.now.monotonic);
        let free = self.is_free() && !self.deadlines.has(Due::Remark);
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        if !free || !live.is_settled() {
            return;
        }
        if let Some(remark) = live.remarks.waiting.pop() {
            self.call(Lane::Aside, Command::Tell(remark));
        }
    }

    /// Tells how far the visitor has read, where the page wants that; of several
    /// places the last.
    pub(super) fn drive_receipt(&mut self) {
        self.deadlines.take(Due::Receipt, self.now.monotonic);
        let reads = self.config.read_receipts && self.seen && !self.hidden;
        let free = self.is_free() && !self.deadlines.has(Due::Receipt);
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

    /// Whether nothing else is under way.
    fn is_free(&self) -> bool {
        self.calls.none() && self.link.is_usable()
    }

    pub(super) fn aside_told(&mut self, command: &Command, outcome: Outcome) {
        self.typing_told(&outcome);
        let tries = match (&mut self.phase, command) {
            (Phase::Live(live), Command::Tell(_)) => std::mem::take(&mut live.remarks.tries) + 1,
            _ => 0,
        };
        match (command, outcome) {
            (Command::Tell(remark), Outcome::Refused(trouble)) => {
                self.remark_refused(remark, trouble, tries);
            }
            (_, Outcome::Refused(trouble)) => self.announce(Announcement::Unheard(trouble)),
            _ => {}
        }
    }

    /// A remark was said so many times in vain.
    fn remark_refused(&mut self, remark: &Rc<Remark>, trouble: Trouble, tries: u32) {
        let passes = trouble.is_uncertain() || trouble == Trouble::Busy;
        let retry = self.retry_at(tries);
        match &mut self.phase {
            Phase::Live(live) if passes && tries < TRIES && remark.may_be_repeated() => {
                live.remarks.tries = tries;
                live.remarks.waiting.push_first(Rc::clone(remark));
                self.deadlines.set(Due::Remark, retry);
            }
            _ => self.announce(Announcement::Error(trouble)),
        }
    }
}
