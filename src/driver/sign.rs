//! The sign that a chat goes on in this browser, for tabs that are new.

use causerie_core::config::Config;
use causerie_core::text::decimal;
use causerie_core::time::Wall;

use crate::transport::Slot;

const HOUR_MILLIS: u64 = 3_600_000;

/// The sign that a chat goes on in this browser, for tabs that are new: nothing but the hour in
/// which it was last put up, counted since 1970. The tab that leads takes care of it.
pub(super) struct Sign {
    slot: Slot,
    /// When this tab has put it up, or 0 where it has taken it down; `None` while it does not lead.
    left: Option<u64>,
}

impl Sign {
    pub(super) fn of(config: &Config) -> Self {
        Self {
            slot: Slot::of_all(config),
            left: None,
        }
    }

    /// Whether another tab has put it up in this hour or the last one; what is older was left
    /// by a browser that has crashed.
    pub(super) fn is_up(&self, now: Wall) -> bool {
        let now = hour(now);
        let left = self.slot.read();
        left.is_some_and(|left| left == decimal(now) || left == decimal(now.saturating_sub(1)))
    }

    /// This tab leads, and has a chat or none.
    pub(super) fn tend(&mut self, chats: bool, now: Wall) {
        let due = if chats { hour(now) } else { 0 };
        if self.left.replace(due) != Some(due) {
            self.slot.write(chats.then(|| decimal(due)));
        }
    }

    /// This tab does not lead; where its page was left, another that does will put it up again.
    pub(super) fn leave(&mut self, left: bool) {
        if self.left.take().is_some() && left {
            self.slot.write(None);
        }
    }
}

const fn hour(now: Wall) -> u64 {
    now.as_millis().unsigned_abs() / HOUR_MILLIS
}
