//! Whose turn it is among replies to the same.

use super::book::Reply;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A list of replies in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Talk {
    Greetings,
    Takeovers,
    Introductions,
    /// Those of one answer, by its place.
    Answer(usize),
}

/// How often each list was used, so that none repeats itself at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Turns {
    greetings: usize,
    takeovers: usize,
    introductions: usize,
    answers: BTreeMap<usize, usize>,
}

impl Turns {
    /// The next of these replies, which are those of `talk`.
    pub(super) fn next<'book>(
        &mut self,
        talk: Talk,
        replies: &'book [Reply],
    ) -> Option<&'book Reply> {
        let used = match talk {
            Talk::Greetings => &mut self.greetings,
            Talk::Takeovers => &mut self.takeovers,
            Talk::Introductions => &mut self.introductions,
            Talk::Answer(index) => self.answers.entry(index).or_default(),
        };
        let turn = used.checked_rem(replies.len())?;
        *used = used.wrapping_add(1);
        replies.get(turn)
    }
}
