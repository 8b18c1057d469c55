//! How the connection does, where it is worth a word.

use causerie_core::session::{Act, Connection};

use super::button::{Weight, button};
use super::deed::Deed;
use super::tree::{Element, Node, element};
use super::word::Word;

/// Two places: the first is there before its words, so that they are read out.
pub(super) fn connection(connection: Connection, live: bool) -> Vec<Node> {
    let status = element("div", &[("class", "connection"), ("role", "status")]);
    let status = match words(connection) {
        Some(words) => tell(status, words, live),
        None => status,
    };
    let lost = connection == Connection::Unavailable && live;
    let alert = lost.then(|| {
        let place = element("div", &[("class", "connection is-lost"), ("role", "alert")]);
        tell(place, Word::Unavailable, live)
    });
    vec![status.into(), alert.into()]
}

const fn words(connection: Connection) -> Option<Word> {
    match connection {
        Connection::Good | Connection::Unavailable => None,
        Connection::Offline => Some(Word::Offline),
        Connection::Reconnecting => Some(Word::Reconnecting),
    }
}

/// Words, and a way on where one helps.
fn tell(place: Box<Element>, words: Word, live: bool) -> Box<Element> {
    let again = live.then(|| button(Weight::Link, Word::TryAgain, Deed::Act(Act::TryAgain)));
    place.hold(element("span", &[]).hold(words)).hold(again)
}
