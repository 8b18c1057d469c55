//! How many messages came while nobody looked.

use causerie_core::session::{Stage, View};
use causerie_core::transcript::{Entry, Row};

/// How many messages came while nobody looked.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// How many had come when somebody last looked.
    seen: usize,
    /// Whether the conversation is one from before the page was loaded, which
    /// the visitor knows already.
    resuming: bool,
}

impl Unread {
    /// Looks at what has come; an open window leaves nothing unread.
    pub(super) fn look(&mut self, view: &View, open: bool) -> usize {
        let heard = view.rows.0.iter().filter(|row| speaks(row)).count();
        let resumed = std::mem::replace(&mut self.resuming, view.stage == Stage::Resuming);
        if open || resumed || heard < self.seen {
            self.seen = heard;
        }
        heard - self.seen
    }

    /// How many were seen.
    pub(super) const fn seen(&self) -> u64 {
        self.seen as u64
    }

    /// So many were seen in another tab.
    pub(super) fn follow(&mut self, seen: u64) {
        self.seen = usize::try_from(seen).unwrap_or(self.seen);
    }
}

/// Whether somebody else says something in it.
fn speaks(row: &Row) -> bool {
    let movement = matches!(
        row.entry,
        Entry::Joined(_) | Entry::Left(_) | Entry::Renamed(..)
    );
    !movement && !row.is_own()
}

#[cfg(test)]
pub(super) mod tests {
    use std::rc::Rc;

    use causerie_core::chat::{Content, Event, Form, Notice, Participant, Position, Role};
    use causerie_core::session::{Connection, Rows};
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

    /// A chat in which an agent has said so many things and the visitor one.
    fn heard(stage: Stage, count: u64) -> View {
        let mut transcript = Transcript::default();
        hear(&mut transcript, count);
        transcript.write("mine", Delivery::Sent, Default::default());
        View {
            stage,
            ..view(&transcript)
        }
    }

    #[test]
    fn what_came_while_the_window_was_closed_is_unread_until_it_opens() {
        let mut unread = Unread::default();
        assert_eq!(unread.look(&heard(Stage::Chatting, 1), true), 0);
        assert_eq!(unread.look(&heard(Stage::Chatting, 3), false), 2);
        assert_eq!(unread.look(&heard(Stage::Chatting, 3), true), 0);
        assert_eq!(unread.look(&heard(Stage::Chatting, 4), false), 1);
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
        assert_eq!(Unread::default().look(&view(&transcript), false), 0);
    }

    #[test]
    fn what_was_there_before_the_page_was_loaded_is_not_news() {
        let mut unread = Unread::default();
        assert_eq!(unread.look(&heard(Stage::Resuming, 0), false), 0);
        assert_eq!(unread.look(&heard(Stage::Chatting, 5), false), 0);
        assert_eq!(unread.look(&heard(Stage::Chatting, 6), false), 1);
    }

    #[test]
    fn the_next_chat_begins_with_nothing_unread() {
        let mut unread = Unread::default();
        assert_eq!(unread.look(&heard(Stage::Chatting, 5), true), 0);
        assert_eq!(unread.look(&heard(Stage::Form(None), 0), false), 0);
        assert_eq!(unread.look(&heard(Stage::Chatting, 1), false), 1);
    }
}
