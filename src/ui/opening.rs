//! The time until a chat exists.

use causerie_core::session::Act;

use super::button::{Weight, button};
use super::deed::Deed;
use super::text::TEXT;
use super::tree::{Element, element};

pub(super) fn opening(waiting: bool) -> Box<Element> {
    let words = if waiting {
        TEXT.waiting
    } else {
        TEXT.connecting
    };
    element("div", &[("class", "opening")])
        .hold(element(
            "span",
            &[("class", "spinner"), ("aria-hidden", "true")],
        ))
        .hold(element("p", &[("role", "status")]).hold(words))
        .hold(button(Weight::Quiet, TEXT.cancel, Deed::Act(Act::End)))
}
