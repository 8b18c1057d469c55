//! The end of a chat, and the way to the next one.

use causerie_core::chat::Ended;

use super::button::{Weight, button};
use super::deed::Deed;
use super::text::TEXT;
use super::tree::{Element, element};

pub(super) fn ended(how: Ended) -> Box<Element> {
    let words = element("p", &[("role", "status")])
        .hold(element("strong", &[]).hold(TEXT.ended))
        .hold(element("span", &[]).hold(TEXT.ended_by(how)));
    element("div", &[("class", "ended")])
        .hold(words)
        .hold(button(Weight::Primary, TEXT.restart, Deed::Restart))
}
