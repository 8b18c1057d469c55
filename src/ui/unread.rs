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

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use causerie_core::chat::{Content, Event, Form, Participant, Position, Role};
    use causerie_core::session::{Connection, Rows};
    use causerie_core::transcript::{Delivery, Transcript};

    use super::*;

    /// A chat in which an agent has said so many things and the visitor one.
    fn view(stage: Stage, heard: u64) -> View {
        let mut transcript = Transcript::default();
        for place in 1..=heard {
            let event = Event {
                position: Some(Position(place)),
                at: None,
                from: Participant {
                    role: Role::Agent,
                    nickname: "Alice".into(),
                },
                content: Content::Text("x".into()),
            };
            transcript.merge(&event, Default::default());
        }
        transcript.write("mine", Delivery::Sent, Default::default());
        View {
            stage,
            rows: Rows(transcript.rows().into()),
            agents: Vec::new(),
            typing: Vec::new(),
            connection: Connection::Good,
            form: Rc::new(Form::default()),
            draft: "".into(),
        }
    }

    #[test]
    fn what_came_while_the_window_was_closed_is_unread_until_it_opens() {
        let unread = Unread::default();
        assert_eq!(unread.look(&view(Stage::Chatting, 1), true), 0);
        assert_eq!(unread.look(&view(Stage::Chatting, 3), false), 2);
        assert_eq!(unread.look(&view(Stage::Chatting, 3), true), 0);
        assert_eq!(unread.look(&view(Stage::Chatting, 4), false), 1);
    }

    #[test]
    fn what_was_there_before_the_page_was_loaded_is_not_news() {
        let unread = Unread::default();
        assert_eq!(unread.look(&view(Stage::Resuming, 0), false), 0);
        assert_eq!(unread.look(&view(Stage::Chatting, 5), false), 0);
        assert_eq!(unread.look(&view(Stage::Chatting, 6), false), 1);
    }

    #[test]
    fn the_next_chat_begins_with_nothing_unread() {
        let unread = Unread::default();
        assert_eq!(unread.look(&view(Stage::Chatting, 5), true), 0);
        assert_eq!(unread.look(&view(Stage::Form(None), 0), false), 0);
        assert_eq!(unread.look(&view(Stage::Chatting, 1), false), 1);
    }
}
