//! The end of a chat, and the way to the next one.

use causerie_core::chat::Ended;

use super::button::{Weight, button};
use super::deed::Deed;
use super::tree::{Element, element};
use super::word::Word;

pub(super) fn ended(how: Ended) -> Box<Element> {
    let words = element("p", &[("role", "status")])
        .hold(element("strong", &[]).hold(Word::Ended))
        .hold(element("span", &[]).hold(by(how)));
    element("div", &[("class", "ended")])
        .hold(words)
        .hold(button(Weight::Primary, Word::Restart, Deed::Restart))
}

const fn by(how: Ended) -> Word {
    match how {
        Ended::ByContactCentre => Word::EndedByCentre,
        Ended::ByVisitor => Word::EndedByYou,
        Ended::Lost => Word::EndedIdle,
    }
}
