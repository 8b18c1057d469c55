//! The conversation so far.

use std::rc::Rc;

use causerie_core::transcript::Row;

use super::day;
use super::deed::Deed;
use super::icon;
use super::near::Near;
use super::row::Turn;
use super::tree::{Element, Handler, Node, element};
use super::unread::is_said;
use super::window::Window;
use super::word::Word;

/// How long one may be silent and still go on, in milliseconds.
const PAUSE: i64 = 300_000;

/// The rows as they were last drawn: one that did not change is not drawn again.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<Drawn>);

#[derive(Clone, Debug)]
struct Drawn {
    row: Rc<Row>,
    turn: Turn,
    live: bool,
    /// Whether anything can be done with files, and whether they can be removed.
    files: Option<bool>,
    node: Node,
}

impl Lines {
    /// The conversation so far, and a way to its end for those who read above.
    pub(super) fn transcript(&mut self, window: &Window<'_>) -> Box<Element> {
        let log = element(
            "div",
            &[
                ("class", "log"),
                ("role", "log"),
                ("aria-relevant", "additions"),
                ("tabindex", "0"),
            ],
        );
        let log = log
            .with("aria-label", Word::Conversation)
            .on(Handler::Scroll)
            .hold_all(self.draw(window));
        let news = window.behind.then(|| {
            element("button", &[("type", "button"), ("class", "news")])
                .on(Handler::Click(Deed::ToEnd))
                .hold(icon::arrow_down())
                .hold(Word::NewMessages)
        });
        element("div", &[("class", "transcript")])
            .hold(log)
            .hold(news)
    }

    fn draw(&mut self, window: &Window<'_>) -> Vec<Node> {
        let old = std::mem::take(&mut self.0);
        let rows = &window.view.rows;
        let (mut nodes, mut hint) = (Vec::new(), 0);
        let mut behind = 0;
        for (first, end) in window.near.stretches(rows.0.len()) {
            if first > behind {
                nodes.push(Near::gap(first - behind).into());
            }
            behind = end;
            let mut next = beginning(&rows.0, first);
            for place in first..end {
                let Some(row) = rows.0.get(place) else {
                    break;
                };
                let (day, follows) = next;
                next = beginning(&rows.0, place + 1);
                let followed = next.1;
                let turn = Turn { follows, followed };
                let live = window.is_live();
                let files = window.files().map(|limits| limits.removes);
                let same = |drawn: &Drawn| {
                    let state = (drawn.turn, drawn.live, drawn.files);
                    Rc::ptr_eq(&drawn.row, row) && state == (turn, live, files)
                };
                let found = find(&old, hint, same);
                hint = found.unwrap_or(hint) + 1;
                let drawn = match found.and_then(|place| old.get(place)) {
                    Some(drawn) => drawn.clone(),
                    None => Drawn {
                        row: Rc::clone(row),
                        turn,
                        live,
                        files,
                        node: window.line(row, turn, place < window.known).draw().into(),
                    },
                };
                // No row has such a key.
                nodes.extend(day.map(|day| day.key(!row.key.0).into()));
                nodes.push(drawn.node.clone());
                self.0.push(drawn);
            }
        }
        nodes
    }
}

/// Where there is such a one; most often it stands at `hint`.
fn find<T>(all: &[T], hint: usize, same: impl Fn(&T) -> bool) -> Option<usize> {
    let expected = all.get(hint).is_some_and(&same).then_some(hint);
    expected.or_else(|| all.iter().position(same))
}

/// The line of the day above that row, where one stands there, and whether the row follows the one
/// before it.
fn beginning(rows: &[Rc<Row>], place: usize) -> (Option<Box<Element>>, bool) {
    let Some(row) = rows.get(place) else {
        return (None, false);
    };
    let before = rows.get(place.wrapping_sub(1)).map(|before| &**before);
    let day = day::opened(before, row);
    let follows = day.is_none() && before.is_some_and(|before| goes_on(before, row));
    (day, follows)
}

/// Whether the second row goes on where the first ended, so that the name need
/// not be shown again.
fn goes_on(first: &Row, second: &Row) -> bool {
    let pause = match (first.at, second.at) {
        (Some(first), Some(second)) => second.as_millis() - first.as_millis(),
        _ => 0,
    };
    is_said(first) && is_said(second) && first.from() == second.from() && pause < PAUSE
}

#[cfg(test)]
mod tests {
    use causerie_core::session::View;
    use causerie_core::transcript::{Delivery, Setback, Transcript};

    use super::super::unread::tests::{hear, view};
    use super::super::window::tests::drawn;
    use super::*;

    /// What the messages are drawn as.
    fn nodes(lines: &mut Lines, view: &View) -> Vec<Rc<Element>> {
        let nodes = drawn(view, |window| lines.draw(window)).into_iter();
        nodes
            .filter_map(|node| match node {
                Node::Element(element) if element.tag == "div" => Some(element),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn only_rows_that_changed_are_drawn_again() {
        let mut transcript = Transcript::default();
        transcript.write("one", Delivery::Sent, Default::default());
        let second = transcript.write("two", Delivery::Waiting, Default::default());
        let mut lines = Lines::default();
        let before = nodes(&mut lines, &view(&transcript));
        transcript.deliver(second, Delivery::Failed(Setback::Lost));
        let after = nodes(&mut lines, &view(&transcript));
        assert!(Rc::ptr_eq(&before[0], &after[0]));
        assert!(!Rc::ptr_eq(&before[1], &after[1]));
    }

    #[test]
    fn a_row_that_comes_first_leaves_the_others_as_they_are() {
        let mut transcript = Transcript::default();
        hear(&mut transcript, 3);
        let mut lines = Lines::default();
        let whole = nodes(&mut lines, &view(&transcript));
        let mut later = view(&transcript);
        later.rows.0 = later.rows.0.iter().skip(1).cloned().collect();
        let rest = nodes(&mut lines, &later);
        assert!(!Rc::ptr_eq(&whole[1], &rest[0]), "it no longer follows");
        assert!(Rc::ptr_eq(&whole[2], &rest[1]));
    }
}
