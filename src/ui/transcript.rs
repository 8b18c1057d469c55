//! The conversation so far.

use std::rc::Rc;

use causerie_core::session::{Act, Rows};
use causerie_core::transcript::{Entry, Row};
use yew::prelude::*;

use super::icon;
use super::row::{RowItem, SharedRow};
use super::scroll::use_scroll;
use super::text::TEXT;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct TranscriptProps {
    pub(super) rows: Rows,
    /// Whether messages can be sent.
    pub(super) live: bool,
    pub(super) locale: Option<AttrValue>,
    pub(super) act: Callback<Act>,
}

/// The conversation so far; it stays at its end, unless the visitor reads above.
#[component]
pub(super) fn Transcript(props: &TranscriptProps) -> Html {
    let scroll = use_scroll(&props.rows);
    html! {
        <div class="transcript">
            <div class="log" role="log" aria-label={TEXT.conversation} aria-relevant="additions"
                tabindex="0" ref={scroll.node()} onscroll={scroll.moved()}>
                { for items(props) }
            </div>
            if scroll.is_behind() {
                <button type="button" class="news" onclick={scroll.to_end()}>
                    { icon::arrow_down() }{ TEXT.new_messages }
                </button>
            }
        </div>
    }
}

fn items(props: &TranscriptProps) -> impl Iterator<Item = Html> {
    let rows = &props.rows.0;
    let before = std::iter::once(None).chain(rows.iter().map(Some));
    rows.iter().zip(before).map(|(row, before)| {
        let follows = before.is_some_and(|before| same_speaker(before, row));
        html! {
            <RowItem key={row.key.0} row={SharedRow(Rc::clone(row))} {follows}
                live={props.live} locale={props.locale.clone()} act={props.act.clone()} />
        }
    })
}

/// Whether the second row goes on where the first ended, so that the name need
/// not be shown again.
fn same_speaker(first: &Row, second: &Row) -> bool {
    match (&first.entry, &second.entry) {
        (Entry::Message { from: one, .. }, Entry::Message { from: other, .. }) => one == other,
        _ => false,
    }
}
