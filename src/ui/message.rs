//! One message: who, what, when, and how far it has come.

use causerie_core::chat::{Participant, Role, WebUrl};
use causerie_core::session::Act;
use causerie_core::transcript::{Delivery, Entry, Portion, Row, RowKey, Setback};

use super::button::{Weight, button};
use super::deed::Deed;
use super::row::{Line, Turn};
use super::speech::{around, say, say_nodes, say_number};
use super::tree::{Element, Node, Words, element, text};
use super::word::Word;
use super::{files, link, names, time};

pub(super) fn message(line: &Line<'_>, from: &Participant, words: Vec<Node>) -> Box<Element> {
    let row = line.row;
    // What stays to be said is seen whatever comes after it.
    let said = matches!(row.delivery(), None | Some(Delivery::Sent));
    let meta: &[_] = match said {
        true => &[("class", "meta said")],
        false => &[("class", "meta")],
    };
    let meta = element("div", meta)
        .hold(row.at.map(|at| time::time(at, line.time_of_day(at))))
        .hold(row.delivery().map(|delivery| state(delivery, &row.entry)));
    let failure = match row.delivery() {
        Some(Delivery::Failed(setback)) => Some(failure(setback, row.key, line.live)),
        _ => None,
    };
    element("div", &[])
        .with("class", class(row, from.role, line.turn))
        .hold(speaker(from))
        .hold(element("div", &[("class", "bubble"), ("dir", "auto")]).hold_all(words))
        .hold(meta)
        .hold(failure)
}

fn class(row: &Row, role: Role, turn: Turn) -> String {
    let mut class = String::from(match role {
        Role::Agent => "message by-agent",
        Role::Supervisor => "message by-agent by-supervisor",
        Role::System => "message by-system",
        Role::Visitor => "message by-visitor",
    });
    if turn.follows {
        class.push_str(" follows");
    }
    if turn.followed {
        class.push_str(" followed");
    }
    if row.is_failed() {
        class.push_str(" failed");
    }
    class
}

fn speaker(from: &Participant) -> Box<Element> {
    match from.role {
        Role::Visitor => element("p", &[("class", "unseen")]).hold(Word::YouSaid),
        Role::System => element("p", &[("class", "speaker")]).hold(Word::System),
        Role::Agent | Role::Supervisor => {
            let pattern = say(Word::Said);
            let (before, behind) = around(&pattern);
            element("p", &[("class", "speaker")])
                .with("data-name", (*from.nickname).to_owned())
                .hold(unseen(before))
                .hold(names::called(from))
                .hold(unseen(behind))
        }
    }
}

/// Words for those who hear the page.
fn unseen(words: &str) -> Option<Box<Element>> {
    let heard = || element("span", &[("class", "unseen")]).hold(text(words.to_owned()));
    (!words.is_empty()).then(heard)
}

/// What was said. Addresses in the contact centre's words can be opened.
pub(super) fn words(words: &str, from: &Participant) -> Vec<Node> {
    match from.role {
        Role::Visitor => vec![text(words.to_owned())],
        _ => link::text_with_links(words),
    }
}

/// An address that somebody asks the visitor to open.
pub(super) fn offer(from: &Participant, url: &WebUrl) -> Vec<Node> {
    let name = vec![names::called(from).into()];
    let offer = element("span", &[("class", "offer")]).hold_all(say_nodes(Word::SharedLink, name));
    vec![offer.into(), link::link(url.as_str()).into()]
}

fn state(delivery: Delivery, entry: &Entry) -> Box<Element> {
    let words = match (delivery, entry) {
        (
            Delivery::Sending,
            Entry::File {
                portion: Portion::Sent(percent),
                ..
            },
        ) => text(say_number(Word::SendingPart, f64::from(*percent))),
        _ => told(delivery).into(),
    };
    element("span", &[("class", "delivery")]).hold(words)
}

/// How far an own message has come.
const fn told(delivery: Delivery) -> Word {
    match delivery {
        Delivery::Failed(Setback::Unknown) => Word::NotConfirmed,
        Delivery::Failed(_) => Word::NotSent,
        Delivery::Sending => Word::Sending,
        Delivery::Sent => Word::Sent,
        Delivery::Uncertain => Word::Checking,
        Delivery::Waiting => Word::WaitingToSend,
    }
}

/// Why an own message or file was not sent.
fn reason(setback: Setback) -> Words {
    let word = match setback {
        Setback::ChatEnded => Word::ChatHadEnded,
        Setback::File(fault) => return files::unfit(fault),
        Setback::Lost => Word::NotArrived,
        Setback::Unknown => Word::NotKnown,
        Setback::Rejected => Word::NotAccepted,
    };
    word.into()
}

fn failure(setback: Setback, key: RowKey, live: bool) -> Box<Element> {
    let way = |words, act| button(Weight::Link, words, Deed::Act(act));
    // What does not fit will not fit the next time.
    let again = live && !matches!(setback, Setback::File(_));
    element("div", &[("class", "failure")])
        .hold(element("span", &[("role", "alert")]).hold(text(reason(setback))))
        .hold(again.then(|| way(Word::TryAgain, Act::Retry(key))))
        .hold(way(Word::Discard, Act::Discard(key)))
}
