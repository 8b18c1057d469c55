//! How many messages came while nobody looked.

use std::cell::Cell;

use causerie_core::session::{Stage, View};
use causerie_core::transcript::{Entry, Row};

/// How many messages came while nobody looked.
#[derive(Default)]
pub(super) struct Unread {
    /// How many had come when somebody last looked.
    seen: Cell<usize>,
    /// Whether the conversation is one from before the page was loaded, which
    /// the visitor knows already.
    resuming: Cell<bool>,
}

impl Unread {
    /// Looks at what has come; an open window leaves nothing unread.
    pub(super) fn look(&self, view: &View, open: bool) -> usize {
        let heard = view.rows.0.iter().filter(|row| speaks(row)).count();
        let resumed = self.resuming.replace(view.stage == Stage::Resuming);
        if open || resumed || heard < self.seen.get() {
            self.seen.set(heard);
        }
        heard - self.seen.get()
    }
}

/// Whether somebody else says something in it.
fn speaks(row: &Row) -> bool {
    let words = matches!(row.entry, Entry::Message { .. } | Entry::PushedUrl(..));
    words && !row.is_own()
}
