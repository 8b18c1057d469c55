//! What is to happen when, all in one table.

use crate::time::Monotonic;

/// Why to wake up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// Try to create the chat (again).
    Open,
    /// Ask for news.
    Poll,
    /// The next receipt may leave.
    Receipt,
    /// Say the next remark (again).
    Remark,
    /// Send the next message.
    Send,
    /// Tell the server that the visitor leaves (again).
    End,
    /// The visitor has not touched a key for a while.
    TypingStops,
    /// The words about the connection change.
    Connection,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Deadlines(Vec<(Due, Monotonic)>);

impl Deadlines {
    pub(super) fn set(&mut self, due: Due, at: Monotonic) {
        self.clear(due);
        self.0.push((due, at));
    }

    pub(super) fn clear(&mut self, due: Due) {
        self.0.retain(|(other, _)| *other != due);
    }

    pub(super) fn clear_all(&mut self) {
        self.0.clear();
    }

    pub(super) fn has(&self, due: Due) -> bool {
        self.0.iter().any(|(other, _)| *other == due)
    }

    /// Whether it is time; if so the deadline is spent.
    pub(super) fn take(&mut self, due: Due, now: Monotonic) -> bool {
        let before = self.0.len();
        self.0.retain(|(other, at)| *other != due || *at > now);
        self.0.len() < before
    }

    pub(super) fn next(&self) -> Option<Monotonic> {
        self.0.iter().map(|(_, at)| *at).min()
    }
}
