//! One row of the conversation.

use causerie_core::chat::{FileLimits, Participant};
use causerie_core::time::Wall;
use causerie_core::transcript::{Entry, Row};

use super::text::TEXT;
use super::time::Hours;
use super::tree::{Element, element};
use super::{files, message, names};

/// A row with all that it takes to draw it.
pub(super) struct Line<'a> {
    pub(super) row: &'a Row,
    /// Whether the same person spoke just before.
    pub(super) follows: bool,
    /// Whether messages can be sent.
    pub(super) live: bool,
    /// What can be done with files, where anything can.
    pub(super) files: Option<&'a FileLimits>,
    pub(super) locale: Option<&'a str>,
    pub(super) hours: Hours,
}

impl Line<'_> {
    pub(super) fn draw(&self) -> Box<Element> {
        let drawn = match &self.row.entry {
            Entry::File {
                from,
                file,
                portion,
                ..
            } => message::message(self, from, files::file(self, from, file, *portion)),
            Entry::Joined(who) => movement(who, TEXT.came(true)),
            Entry::Left(who) => movement(who, TEXT.came(false)),
            Entry::Message { from, text, .. } => {
                message::message(self, from, message::words(text, from))
            }
            Entry::PushedUrl(from, url) => message::message(self, from, message::offer(from, url)),
            Entry::Renamed(who, name) => movement(who, TEXT.renamed).hold(names::name(name)),
        };
        drawn.key(self.row.key.0)
    }

    pub(super) fn time_of_day(&self, at: Wall) -> String {
        (self.hours)(at, self.locale)
    }
}

fn movement(who: &Participant, what: &'static str) -> Box<Element> {
    element("p", &[("class", "movement")])
        .hold(names::name(&who.nickname))
        .hold(what)
}
