//! Names as people write them in a sentence.

use std::rc::Rc;

use causerie_core::chat::{Participant, Role};
use causerie_core::text::is_blank;

use super::speech::{fill, say_nodes, write};
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

/// The name of somebody, with what they are where that is more than an agent.
pub(super) fn called(who: &Participant) -> Box<Element> {
    let name = name(&who.nickname);
    match who.role {
        Role::Supervisor => {
            let nodes = say_nodes(Word::Supervisor, vec![name.into()]);
            element("bdi", &[]).hold_all(nodes)
        }
        _ => name,
    }
}

/// "Ann", "Ann and Bob", "Ann, Bob and Cleo".
pub(super) fn names(nicknames: &[Rc<str>]) -> Vec<Node> {
    let list = write("{list}", nicknames.len() as f64);
    let names = nicknames.iter().map(|nickname| name(nickname).into());
    fill(&list, names.collect())
}
