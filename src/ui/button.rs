//! A button with words on it.

use super::deed::Deed;
use super::tree::{Attribute, Element, Handler, element};
use super::word::Word;

/// How much a button asks for attention.
#[derive(Clone, Copy)]
pub(super) enum Weight {
    /// It does what cannot be undone.
    Danger,
    /// It is part of a sentence.
    Link,
    /// It does what the visitor most likely wants.
    Primary,
    /// It does something else.
    Quiet,
}

pub(super) fn button(weight: Weight, words: Word, deed: Deed) -> Box<Element> {
    let fixed: &'static [Attribute] = match weight {
        Weight::Danger => &[("type", "button"), ("class", "danger")],
        Weight::Link => &[("type", "button"), ("class", "link")],
        Weight::Primary => &[("type", "button"), ("class", "primary")],
        Weight::Quiet => &[("type", "button"), ("class", "quiet")],
    };
    element("button", fixed)
        .on(Handler::Click(deed))
        .hold(words)
}
