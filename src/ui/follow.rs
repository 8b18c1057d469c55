//! Whether the end of the conversation is being read.

use causerie_core::session::Rows;

/// Stays at the end of the conversation while the visitor is there.
#[derive(Debug, Default)]
pub(super) struct Follow {
    /// The conversation as it was last shown; `None` while it is not.
    shown: Option<Rows>,
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

    /// Whether the end is to be seen.
    pub(super) const fn sees_end(&self) -> bool {
        self.at_end && self.shown.is_some()
    }

    /// Whether to go to the end, now that these rows are to be seen: when the
    /// visitor is there already, says something, or has just come.
    pub(super) fn look(&mut self, rows: Option<&Rows>) -> bool {
        if rows == self.shown.as_ref() {
            return false;
        }
        let before = std::mem::replace(&mut self.shown, rows.cloned());
        let Some(rows) = rows else {
            return false;
        };
        let last = |rows: &Rows| rows.0.last().map(|row| row.key);
        let news = before
            .as_ref()
            .is_none_or(|before| last(before) != last(rows));
        let own = rows.0.last().is_some_and(|row| row.is_own());
        if before.is_none() || self.at_end || (news && own) {
            self.read(true);
            return true;
        }
        self.behind |= news;
        false
    }
}

#[cfg(test)]
mod tests {
    use causerie_core::transcript::{Delivery, Transcript};

    use super::super::unread::tests::hear;
    use super::*;

    fn rows(transcript: &Transcript) -> Rows {
        Rows(transcript.rows().into())
    }

    /// A conversation of two messages whose end is seen.
    fn read() -> (Transcript, Follow) {
        let (mut transcript, mut follow) = (Transcript::default(), Follow::default());
        hear(&mut transcript, 2);
        assert!(follow.look(Some(&rows(&transcript))));
        (transcript, follow)
    }

    #[test]
    fn the_end_stays_in_sight_while_it_is_read() {
        let (mut transcript, mut follow) = read();
        hear(&mut transcript, 3);
        assert!(follow.look(Some(&rows(&transcript))));
        assert!(!follow.look(Some(&rows(&transcript))));
    }

    #[test]
    fn nothing_moves_under_those_who_read_above() {
        let (mut transcript, mut follow) = read();
        follow.read(false);
        hear(&mut transcript, 3);
        assert!(!follow.look(Some(&rows(&transcript))));
        assert!(follow.is_behind());
        follow.read(true);
        assert!(!follow.is_behind());
    }

    #[test]
    fn who_says_something_is_at_the_end() {
        let (mut transcript, mut follow) = read();
        follow.read(false);
        transcript.write("mine", Delivery::Waiting, Default::default());
        assert!(follow.look(Some(&rows(&transcript))));
    }

    #[test]
    fn a_window_opens_at_the_end() {
        let (transcript, mut follow) = read();
        follow.read(false);
        assert!(!follow.look(None));
        assert!(follow.look(Some(&rows(&transcript))));
    }

    #[test]
    fn the_end_is_seen_where_it_is_shown_and_not_scrolled_away() {
        let (transcript, mut follow) = read();
        assert!(follow.sees_end());
        follow.read(false);
        assert!(!follow.sees_end());
        follow.read(true);
        follow.look(None);
        assert!(!follow.sees_end(), "nothing is shown");
        follow.look(Some(&rows(&transcript)));
        assert!(follow.sees_end());
    }
}
