//! The question whether the chat is to end.

use super::button::{Weight, button};
use super::deed::Deed;
use super::tree::{Element, element};
use super::word::Word;

pub(super) fn question() -> Box<Element> {
    let ways = element("div", &[("class", "question-ways"), ("data-first", "")])
        .hold(button(Weight::Quiet, Word::KeepChatting, Deed::Ask(false)))
        .hold(button(Weight::Danger, Word::EndChat, Deed::End));
    element("div", &[("class", "question"), ("role", "group")])
        .with("aria-label", Word::EndQuestion)
        .hold(element("p", &[]).hold(Word::EndQuestion))
        .hold(ways)
}
