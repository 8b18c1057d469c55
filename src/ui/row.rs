//! One row of the conversation.

use causerie_core::chat::{FileLimits, Participant};
use causerie_core::time::Wall;
use causerie_core::transcript::{Entry, Row};

use super::speech::{say_nodes, write};
use super::tree::{Element, Node, element};
use super::word::Word;
use super::{files, message, names};

/// Where a row stands in what the same person says without a pause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Turn {
    /// Whether they spoke just before.
    pub(super) follows: bool,
    /// Whether they go on.
    pub(super) followed: bool,
}

/// A row with all that it takes to draw it.
pub(super) struct Line<'a> {
    pub(super) row: &'a Row,
    pub(super) turn: Turn,
    /// Whether it was there before; then it is read again, and no news to who hears the page.
    pub(super) known: bool,
    /// Whether messages can be sent.
    pub(super) live: bool,
    /// What can be done with files, where anything can.
    pub(super) files: Option<&'a FileLimits>,
}

impl Line<'_> {
    pub(super) fn draw(&self) -> Box<Element> {
        let mut drawn = match &self.row.entry {
            Entry::File {
                from,
                file,
                portion,
                ..
            } => message::message(self, from, files::file(self, from, file, *portion)),
            Entry::Joined(who) => movement(who, Word::Joined, None),
            Entry::Left(who) => movement(who, Word::Left, None),
            Entry::Message { from, text, .. } => {
                message::message(self, from, message::words(text, from))
            }
            Entry::PushedUrl(from, url) => message::message(self, from, message::offer(from, url)),
            Entry::Renamed(who, name) => movement(who, Word::Renamed, Some(name)),
        };
        if self.known {
            drawn.varying.push(("aria-live", "off".into()));
        }
        drawn.key(self.row.key.0)
    }

    pub(super) fn time_of_day(&self, at: Wall) -> String {
        write("{time}", at.as_millis() as f64)
    }
}

fn movement(who: &Participant, what: Word, now: Option<&str>) -> Box<Element> {
    let mut nodes: Vec<Node> = vec![names::called(who).into()];
    nodes.extend(now.map(|now| names::name(now).into()));
    element("p", &[("class", "movement")]).hold_all(say_nodes(what, nodes))
}
