//! How many messages came while nobody looked.

use causerie_core::session::Rows;
use causerie_core::transcript::{Entry, Row};

use super::news::News;

/// How many messages came while nobody looked.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// How many had come when somebody last looked.
    seen: usize,
    /// How many have come.
    heard: usize,
}

impl Unread {
    /// Looks at what has come; an open window leaves nothing unread, nor is what is taken up from
    /// before the page was loaded (`old`), which the visitor knows already where nothing else was
    /// kept.
    pub(super) fn look(&mut self, news: News<'_>, old: bool, open: bool) -> usize {
        let count = |rows: &Rows| {
            let rows = rows.0.iter().skip(news.same);
            rows.filter(|row| is_said(row) && !row.is_own()).count()
        };
        self.heard = self.heard - count(news.before) + count(news.now);
        if open || old || self.heard < self.seen {
            self.seen = self.heard;
        }
        self.heard - self.seen
    }

    /// How many were seen.
    pub(super) const fn seen(&self) -> u64 {
        self.seen as u64
    }

    /// So many were seen in another tab, or on another page, if that is known.
    pub(super) fn follow(&mut self, seen: Option<u64>) {
        self.seen = seen.map_or(self.seen, |seen| seen as usize);
    }
}

/// Whether somebody says something in it, and does not only come or go.
pub(super) const fn is_said(row: &Row) -> bool {
    !matches!(
        row.entry,
        Entry::Joined(_) | Entry::Left(_) | Entry::Renamed(..)
    )
}

#[cfg(test)]
pub(super) mod tests {
    use std::rc::Rc;

    use causerie_core::chat::{Content, Event, Form, Notice, Participant, Position, Role};
    use causerie_core::session::{Connection, Stage, View};
    use causerie_core::transcript::{Delivery, Transcript};

    use super::*;

    /// An agent has said so many things in all.
    pub(in super::super) fn hear(transcript: &mut Transcript, count: u64) {
        for place in 1..=count {
            let event = Event {
                position: Some(Position(place)),
                at: None,
                from: Participant {
                    role: Role::Agent,
                    id: None,
                    nickname: "Alice".into(),
                },
                content: Content::Text("x".into()),
            };
            transcript.merge(&event, Default::default());
        }
    }

    /// A chat that goes on with this conversation.
    pub(in super::super) fn view(transcript: &Transcript) -> View {
        View {
            stage: Stage::Chatting,
            rows: Rows(transcript.rows().into()),
            agents: Vec::new(),
            typing: Vec::new(),
            connection: Connection::Good,
            capabilities: Default::default(),
            form: Rc::new(Form::default()),
            draft: "".into(),
            files: None,
        }
    }

    /// What is counted, and what was counted before.
    #[derive(Default)]
    struct Counter(Unread, Rows);

    impl Counter {
        /// An agent has said so many things and the visitor one.
        fn hears(&mut self, count: u64, old: bool, open: bool) -> usize {
            let mut transcript = Transcript::default();
            hear(&mut transcript, count);
            transcript.write("mine", Delivery::Sent, Default::default());
            self.look(&transcript, old, open)
        }

        fn look(&mut self, transcript: &Transcript, old: bool, open: bool) -> usize {
            let rows = view(transcript).rows;
            let unread = self.0.look(News::of(&self.1, &rows), old, open);
            self.1 = rows;
            unread
        }
    }

    #[test]
    fn what_came_while_the_window_was_closed_is_unread_until_it_opens() {
        let mut unread = Counter::default();
        assert_eq!(unread.hears(1, false, true), 0);
        assert_eq!(unread.hears(3, false, false), 2);
        assert_eq!(unread.hears(3, false, true), 0);
        assert_eq!(unread.hears(4, false, false), 1);
    }

    #[test]
    fn who_comes_and_what_somebody_is_called_is_not_to_be_read() {
        let agent = |name: &str| Participant {
            role: Role::Agent,
            id: None,
            nickname: name.into(),
        };
        let mut transcript = Transcript::default();
        for (place, notice) in [
            (1, Notice::Joined),
            (2, Notice::Renamed("Alice B.".into())),
            (3, Notice::Left),
        ] {
            let event = Event {
                position: Some(Position(place)),
                at: None,
                from: agent("Alice"),
                content: Content::Notice(notice),
            };
            assert!(transcript.merge(&event, Default::default()).is_some());
        }
        assert_eq!(Counter::default().look(&transcript, false, false), 0);
    }

    #[test]
    fn what_was_there_before_the_page_was_loaded_is_not_news() {
        let mut unread = Counter::default();
        assert_eq!(unread.hears(5, true, false), 0);
        assert_eq!(unread.hears(6, false, false), 1);
    }

    #[test]
    fn the_next_chat_begins_with_nothing_unread() {
        let mut unread = Counter::default();
        assert_eq!(unread.hears(5, false, true), 0);
        assert_eq!(unread.hears(0, false, false), 0);
        assert_eq!(unread.hears(1, false, false), 1);
    }

    #[test]
    fn only_what_changed_is_counted_and_it_comes_to_the_same() {
        let mut transcript = Transcript::default();
        let mut unread = Counter::default();
        for count in 1..=20 {
            hear(&mut transcript, count);
            let own = transcript.write("mine", Delivery::Waiting, Default::default());
            assert_eq!(unread.look(&transcript, false, false), count as usize);
            transcript.deliver(own, Delivery::Sent);
            assert_eq!(unread.look(&transcript, false, false), count as usize);
        }
    }
}
