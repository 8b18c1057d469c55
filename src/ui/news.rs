//! What has changed in the conversation since it was looked at last.

use causerie_core::session::Rows;

/// The conversation as it was, and as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct News<'a> {
    pub(super) before: &'a Rows,
    pub(super) now: &'a Rows,
    /// With how many rows both begin.
    pub(super) same: usize,
}

impl<'a> News<'a> {
    pub(super) fn of(before: &'a Rows, now: &'a Rows) -> Self {
        let same = before.common(now);
        Self { before, now, same }
    }

    /// Whether there is anything.
    pub(super) fn is_any(&self) -> bool {
        self.same < self.before.0.len().max(self.now.0.len())
    }
}
