//! How far a chat has been told over CometD.

use crate::event::Position;
use serde::{Deserialize, Serialize};

/// What one push carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parcel {
    /// Events after this position.
    pub(crate) after: Position,
    /// Whether the verbose fields come along.
    pub(crate) verbose: bool,
}

/// The server's side of the channel, for one chat.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Courier {
    /// The last event that was pushed; none before the first push, which may be empty.
    pushed: Option<Position>,
    /// Whether it was told that the chat has ended.
    ended: bool,
    /// A customer's wish to have everything after a position again.
    repeat: Option<Position>,
    verbose: bool,
}

impl Courier {
    /// Everything after `position` is to be pushed, whether it was before or not.
    pub(crate) fn repeat_after(&mut self, position: Position) {
        self.repeat = Some(position);
    }

    /// The next push carries the verbose fields.
    pub(crate) fn be_verbose(&mut self) {
        self.verbose = true;
    }

    /// A direct reply has told everything up to `last`, and whether the chat goes on: nothing is
    /// left to push.
    pub(crate) fn told(&mut self, last: Position, live: bool) {
        self.pushed = Some(last);
        self.ended = !live;
    }

    /// What is to be pushed of a transcript that goes up to `last`.
    pub(crate) fn take(&mut self, last: Position, live: bool) -> Option<Parcel> {
        let pushed = self.pushed.unwrap_or(Position::JOINED);
        let repeat = self.repeat.take();
        let is_due = self.pushed.is_none() || pushed < last || repeat.is_some();
        if !is_due && (live || self.ended) {
            return None;
        }
        self.pushed = Some(last);
        self.ended = !live;
        Some(Parcel {
            after: repeat.map_or(pushed, |from| from.min(pushed)),
            verbose: std::mem::take(&mut self.verbose),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(parcel: Option<Parcel>) -> Option<u32> {
        parcel.map(|parcel| parcel.after.0)
    }

    #[test]
    fn the_first_push_may_be_empty_and_later_ones_carry_news() {
        let mut courier = Courier::default();
        assert_eq!(after(courier.take(Position(1), true)), Some(1));
        assert_eq!(courier.take(Position(1), true), None);
        assert_eq!(after(courier.take(Position(3), true)), Some(1));
        assert_eq!(after(courier.take(Position(4), true)), Some(3));
    }

    #[test]
    fn a_repetition_takes_the_news_along_and_happens_once() {
        let mut courier = Courier::default();
        courier.take(Position(4), true);
        courier.repeat_after(Position(2));
        assert_eq!(after(courier.take(Position(5), true)), Some(2));
        courier.repeat_after(Position(9));
        assert_eq!(after(courier.take(Position(6), true)), Some(5));
        assert_eq!(courier.take(Position(6), true), None);
    }

    #[test]
    fn an_end_is_told_once_even_without_an_event() {
        let mut courier = Courier::default();
        courier.take(Position(1), true);
        assert_eq!(after(courier.take(Position(1), false)), Some(1));
        assert_eq!(courier.take(Position(1), false), None);
        let mut direct = Courier::default();
        direct.told(Position(2), false);
        assert_eq!(direct.take(Position(2), false), None);
    }

    #[test]
    fn what_was_told_directly_is_not_pushed() {
        let mut courier = Courier::default();
        courier.told(Position(2), true);
        assert_eq!(courier.take(Position(2), true), None);
        assert_eq!(after(courier.take(Position(3), true)), Some(2));
        assert_eq!(after(courier.take(Position(3), false)), Some(3));
    }
}
