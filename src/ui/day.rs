//! The days of a conversation.

use causerie_core::time::Wall;
use causerie_core::transcript::Row;

use super::speech::write;
use super::tree::{Element, element, text};

/// A quarter of an hour, in milliseconds: no clock on Earth is set off by less, so that what is
/// within one is of one day.
const QUARTER: i64 = 900_000;

/// The line above `row`, where that opens another day than that of the row before. Who hears the page
/// hears of news alone.
pub(super) fn opened(before: Option<&Row>, row: &Row) -> Option<Box<Element>> {
    let at = row.at?;
    let words = |at: Wall| write("{day}", at.as_millis() as f64);
    if let Some(before) = before {
        let (was, quarter) = (before.at?, |at: Wall| at.as_millis().div_euclid(QUARTER));
        if quarter(was) == quarter(at) || words(was) == words(at) {
            return None;
        }
    }
    let line = element("p", &[("class", "day"), ("aria-live", "off")]);
    // What was said today was said yesterday tomorrow, so that nobody keeps it.
    Some(line.hold(text(words(at))))
}
