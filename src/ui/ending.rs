//! The question whether the chat is to end.

use super::button::{Weight, button};
use super::deed::Deed;
use super::text::TEXT;
use super::tree::{Element, element};

pub(super) fn question() -> Box<Element> {
    let ways = element("div", &[("class", "question-ways"), ("data-first", "")])
        .hold(button(Weight::Quiet, TEXT.keep_chatting, Deed::Ask(false)))
        .hold(button(Weight::Danger, TEXT.end_chat, Deed::End));
    element("div", &[("class", "question"), ("role", "group")])
        .with("aria-label", TEXT.end_question)
        .hold(element("p", &[]).hold(TEXT.end_question))
        .hold(ways)
}
