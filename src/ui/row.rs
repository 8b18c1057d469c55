//! One row of the conversation.

use std::rc::Rc;

use causerie_core::chat::Participant;
use causerie_core::session::Act;
use causerie_core::transcript::{Entry, Row};
use yew::prelude::*;

use super::text::TEXT;
use super::{message, names};

/// A row; equal only to itself, so that a row that did not change is not
/// rendered again.
#[derive(Clone)]
pub(super) struct SharedRow(pub(super) Rc<Row>);

impl PartialEq for SharedRow {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct RowItemProps {
    pub(super) row: SharedRow,
    /// Whether the same person spoke just before.
    pub(super) follows: bool,
    /// Whether messages can be sent.
    pub(super) live: bool,
    pub(super) locale: Option<AttrValue>,
    pub(super) act: Callback<Act>,
}

/// One row of the conversation.
#[component]
pub(super) fn RowItem(props: &RowItemProps) -> Html {
    match &props.row.0.entry {
        Entry::Joined(who) => movement(who, true),
        Entry::Left(who) => movement(who, false),
        Entry::Message { from, text, .. } => {
            message::message(props, from, message::words(text, from))
        }
        Entry::PushedUrl(from, url) => message::message(props, from, message::offer(from, url)),
    }
}

fn movement(who: &Participant, joined: bool) -> Html {
    html! {
        <p class="movement">{ names::name(&who.nickname) }{ TEXT.came(joined) }</p>
    }
}

#[cfg(test)]
mod tests {
    use causerie_core::transcript::{Delivery, Transcript};

    use super::*;

    #[test]
    fn only_rows_that_changed_are_rendered_again() {
        let mut transcript = Transcript::default();
        let first = transcript.write("one", Delivery::Sent, Default::default());
        let second = transcript.write("two", Delivery::Waiting, Default::default());
        let before = transcript.rows().to_vec();
        transcript.deliver(
            second,
            Delivery::Failed(causerie_core::transcript::Setback::Lost),
        );
        let row = |rows: &[Rc<Row>], key| {
            let row = rows.iter().find(|row| row.key == key);
            SharedRow(Rc::clone(row.unwrap()))
        };
        let same = |key| row(&before, key) == row(transcript.rows(), key);
        assert!(same(first));
        assert!(!same(second));
    }
}
