//! Whether the end of the conversation is being read.

use super::news::News;

/// Stays at the end of the conversation while the visitor is there.
#[derive(Debug, Default)]
pub(super) struct Follow {
    /// Whether the conversation is shown.
    shown: bool,
    at_end: bool,
    /// Whether something came while the visitor was reading above.
    behind: bool,
}

impl Follow {
    /// The visitor has scrolled, or the browser has.
    pub(super) const fn read(&mut self, at_end: bool) {
        self.at_end = at_end;
        self.behind &= !at_end;
    }

    pub(super) const fn is_behind(&self) -> bool {
        self.behind
    }

    pub(super) const fn is_at_end(&self) -> bool {
        self.at_end
    }

    /// Whether the end is to be seen.
    pub(super) const fn sees_end(&self) -> bool {
        self.at_end && self.shown
    }

    /// Whether to go to the end, now that the conversation is shown, or is not, and there may be
    /// news: when the visitor is there already, says something, or has just come.
    pub(super) fn look(&mut self, shown: bool, news: News<'_>) -> bool {
        let came = !std::mem::replace(&mut self.shown, shown);
        if !shown || !(came || news.is_any()) {
            return false;
        }
        let last = news.now.0.last();
        let comes = news.before.0.last().map(|row| row.key) != last.map(|row| row.key);
        if came || self.at_end || (comes && last.is_some_and(|row| row.is_own())) {
            self.read(true);
            return true;
        }
        self.behind |= comes;
        false
    }
}

#[cfg(test)]
mod tests {
    use causerie_core::session::Rows;
    use causerie_core::transcript::{Delivery, Transcript};

    use super::super::unread::tests::hear;
    use super::*;

    /// What is looked at, and by whom.
    #[derive(Default)]
    struct Reader {
        transcript: Transcript,
        known: Rows,
        follow: Follow,
    }

    impl Reader {
        /// Of a conversation of two messages whose end is seen.
        fn at_end() -> Self {
            let mut reader = Self::default();
            hear(&mut reader.transcript, 2);
            assert!(reader.looks());
            reader
        }

        fn hears(&mut self, count: u64) {
            hear(&mut self.transcript, count);
        }

        fn looks(&mut self) -> bool {
            self.look(true)
        }

        fn look(&mut self, shown: bool) -> bool {
            let rows = Rows(self.transcript.rows().into());
            let goes = self.follow.look(shown, News::of(&self.known, &rows));
            self.known = rows;
            goes
        }
    }

    #[test]
    fn the_end_stays_in_sight_while_it_is_read() {
        let mut reader = Reader::at_end();
        reader.hears(3);
        assert!(reader.looks());
        assert!(!reader.looks());
    }

    #[test]
    fn nothing_moves_under_those_who_read_above() {
        let mut reader = Reader::at_end();
        reader.follow.read(false);
        reader.hears(3);
        assert!(!reader.looks());
        assert!(reader.follow.is_behind());
        reader.follow.read(true);
        assert!(!reader.follow.is_behind());
    }

    #[test]
    fn who_says_something_is_at_the_end() {
        let mut reader = Reader::at_end();
        reader.follow.read(false);
        let now = Default::default();
        reader.transcript.write("mine", Delivery::Waiting, now);
        assert!(reader.looks());
    }

    #[test]
    fn a_window_opens_at_the_end() {
        let mut reader = Reader::at_end();
        reader.follow.read(false);
        assert!(!reader.look(false));
        assert!(reader.looks());
    }

    #[test]
    fn the_end_is_seen_where_it_is_shown_and_not_scrolled_away() {
        let mut reader = Reader::at_end();
        assert!(reader.follow.sees_end());
        reader.follow.read(false);
        assert!(!reader.follow.sees_end());
        reader.follow.read(true);
        reader.look(false);
        assert!(!reader.follow.sees_end(), "nothing is shown");
        reader.looks();
        assert!(reader.follow.sees_end());
    }
}
