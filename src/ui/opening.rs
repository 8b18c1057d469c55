//! The time until a chat exists.

use causerie_core::session::Act;

use super::button::{Weight, button};
use super::deed::Deed;
use super::tree::{Element, element, text};
use super::word::Word;

/// What is waited for, with the service's own words where it has any.
pub(super) fn opening(waiting: bool, told: Option<&str>) -> Box<Element> {
    let words = if waiting {
        Word::WaitingForAgent
    } else {
        Word::Connecting
    };
    let told = told.map(|told| {
        element("p", &[("class", "told"), ("dir", "auto")]).hold(text(told.to_owned()))
    });
    let status = element("div", &[("role", "status")])
        .hold(element("p", &[]).hold(words))
        .hold(told);
    element("div", &[("class", "opening")])
        .hold(element(
            "span",
            &[("class", "spinner"), ("aria-hidden", "true")],
        ))
        .hold(status)
        .hold(button(Weight::Quiet, Word::Cancel, Deed::Act(Act::End)))
}
