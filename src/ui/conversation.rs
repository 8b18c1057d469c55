//! The conversation and what stands below it.

use std::rc::Rc;

use causerie_core::session::{Stage, View};

use super::speech::{fill, say_number};
use super::transcript::Lines;
use super::tree::{Element, Node, element};
use super::window::Window;
use super::word::Word;
use super::{composer, ended, ending, names, opening};

pub(super) fn conversation(window: &Window<'_>, lines: &mut Lines) -> Box<Element> {
    let activity = element("div", &[("class", "activity"), ("role", "status")]);
    let opening = match &window.view.stage {
        Stage::Opening { waiting, words } => Some(opening::opening(*waiting, words.as_deref())),
        _ => None,
    };
    // One place for the composer, so that nobody is interrupted when the chat begins.
    element("div", &[("class", "conversation")])
        .hold(opening)
        .hold(lines.transcript(window))
        .hold(activity.hold_all(activity_of(window.view)))
        .hold(foot(window))
}

/// What goes on at this moment.
fn activity_of(view: &View) -> Vec<Node> {
    let words = match view.stage {
        Stage::Ending => Word::Ending,
        Stage::Resuming => Word::Resuming,
        Stage::Chatting if !view.typing.is_empty() => return typing(&view.typing),
        Stage::Chatting if view.agents.is_empty() => Word::WaitingForAgent,
        _ => return Vec::new(),
    };
    vec![dots().into(), element("span", &[]).hold(words).into()]
}

fn typing(nicknames: &[Rc<str>]) -> Vec<Node> {
    let names = element("span", &[]).hold_all(names::names(nicknames));
    let words = say_number(Word::Typing, nicknames.len() as f64);
    let words = element("span", &[]).hold_all(fill(&words, vec![names.into()]));
    vec![dots().into(), words.into()]
}

fn dots() -> Box<Element> {
    element("span", &[("class", "dots"), ("aria-hidden", "true")])
        .hold(element("i", &[]))
        .hold(element("i", &[]))
        .hold(element("i", &[]))
}

fn foot(window: &Window<'_>) -> Option<Box<Element>> {
    match window.view.stage {
        Stage::Ended(how) => Some(ended::ended(how)),
        Stage::Ending => None,
        _ if window.is_asking() => Some(ending::question()),
        _ => Some(composer::composer(window)),
    }
}
