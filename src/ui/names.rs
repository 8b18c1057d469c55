//! Names as people write them in a sentence.

use std::rc::Rc;

use causerie_core::text::is_blank;

use super::speech::{fill, write};
use super::tree::{Element, Node, element, text};
use super::word::Word;

/// One name, kept from turning the words around it (a name may be written from
/// right to left, or hold signs that turn the direction).
pub(super) fn name(nickname: &str) -> Box<Element> {
    let nameless = is_blank(nickname);
    element("bdi", &[]).hold(if nameless {
        Word::Agent.into()
    } else {
        text(nickname.to_owned())
    })
}

/// "Ann", "Ann and Bob", "Ann, Bob and Cleo".
pub(super) fn names(nicknames: &[Rc<str>]) -> Vec<Node> {
    let list = write("{list}", nicknames.len() as f64);
    let names = nicknames.iter().map(|nickname| name(nickname).into());
    fill(&list, names.collect())
}
