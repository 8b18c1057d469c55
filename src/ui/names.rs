//! Names as people write them in a sentence.

use std::rc::Rc;

use super::text::TEXT;
use super::tree::{Element, Node, element, text};

/// One name, kept from turning the words around it (a name may be written from
/// right to left, or hold signs that turn the direction).
pub(super) fn name(nickname: &str) -> Box<Element> {
    element("bdi", &[]).hold(text(TEXT.nickname(nickname).to_owned()))
}

/// "Ann", "Ann and Bob", "Ann, Bob and Cleo".
pub(super) fn names(nicknames: &[Rc<str>]) -> Vec<Node> {
    let mut words = Vec::new();
    for (place, nickname) in nicknames.iter().enumerate() {
        words.push(text(TEXT.between(place, nicknames.len())));
        words.push(name(nickname).into());
    }
    words
}
