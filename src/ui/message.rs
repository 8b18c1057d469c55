//! One message: who, what, when, and how far it has come.

use causerie_core::chat::{Participant, Role, WebUrl};
use causerie_core::session::Act;
use causerie_core::transcript::{Delivery, Entry, Portion, Row, RowKey, Setback};

use super::button::{Weight, button};
use super::deed::Deed;
use super::row::Line;
use super::text::TEXT;
use super::tree::{Element, Node, element, text};
use super::{link, names, time};

pub(super) fn message(line: &Line<'_>, from: &Participant, words: Vec<Node>) -> Box<Element> {
    let row = line.row;
    let meta = element("div", &[("class", "meta")])
        .hold(row.at.map(|at| time::time(at, line.time_of_day(at))))
        .hold(row.delivery().map(|delivery| state(delivery, &row.entry)));
    let failure = match row.delivery() {
        Some(Delivery::Failed(setback)) => Some(failure(setback, row.key, line.live)),
        _ => None,
    };
    element("div", &[])
        .with("class", class(row, from.role, line.follows))
        .hold(speaker(from))
        .hold(element("div", &[("class", "bubble"), ("dir", "auto")]).hold_all(words))
        .hold(meta)
        .hold(failure)
}

fn class(row: &Row, role: Role, follows: bool) -> String {
    let mut class = String::from(match role {
        Role::Agent => "message by-agent",
        Role::System => "message by-system",
        Role::Visitor => "message by-visitor",
    });
    if follows {
        class.push_str(" follows");
    }
    if row.is_failed() {
        class.push_str(" failed");
    }
    class
}

fn speaker(from: &Participant) -> Box<Element> {
    match from.role {
        Role::Visitor => element("p", &[("class", "unseen")]).hold(TEXT.you_said),
        Role::System => element("p", &[("class", "speaker")]).hold(TEXT.system),
        Role::Agent => element("p", &[("class", "speaker")])
            .hold(names::name(&from.nickname))
            .hold(element("span", &[("class", "unseen")]).hold(TEXT.said())),
    }
}

/// What was said. Addresses in the contact centre's words can be opened.
pub(super) fn words(words: &str, from: &Participant) -> Vec<Node> {
    match from.role {
        Role::Visitor => vec![text(words.to_owned())],
        Role::Agent | Role::System => link::text_with_links(words),
    }
}

/// An address that somebody asks the visitor to open.
pub(super) fn offer(from: &Participant, url: &WebUrl) -> Vec<Node> {
    let offer = element("span", &[("class", "offer")])
        .hold(names::name(&from.nickname))
        .hold(TEXT.shares());
    vec![offer.into(), link::link(url).into()]
}

fn state(delivery: Delivery, entry: &Entry) -> Box<Element> {
    let words = match (delivery, entry) {
        (
            Delivery::Sending,
            Entry::File {
                portion: Portion::Sent(percent),
                ..
            },
        ) => text(TEXT.sent(*percent)),
        _ => text(TEXT.delivery(delivery)),
    };
    element("span", &[("class", "delivery")]).hold(words)
}

fn failure(setback: Setback, key: RowKey, live: bool) -> Box<Element> {
    let way = |words, act| button(Weight::Link, words, Deed::Act(act));
    // What does not fit will not fit the next time.
    let again = live && !matches!(setback, Setback::File(_));
    element("div", &[("class", "failure")])
        .hold(element("span", &[("role", "alert")]).hold(text(TEXT.not_sent(setback))))
        .hold(again.then(|| way(TEXT.try_again, Act::Retry(key))))
        .hold(way(TEXT.discard, Act::Discard(key)))
}
