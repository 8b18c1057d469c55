//! What is shown where no chat can be.

use causerie_core::config::Presentation;

use super::app::theme;
use super::problem::contact_link;
use super::speech::{Speech, Written};
use super::tree::{Node, element};
use super::word::Word;

/// A note that chat is unavailable, with the way to the company.
pub fn note(presentation: &Presentation, written: Written) -> Node {
    Speech::new(presentation, written).begin();
    let words = element("p", &[]).hold(element("strong", &[]).hold(Word::Unavailable));
    let note = element("div", &[("class", "note"), ("role", "status")])
        .hold(words)
        .hold(presentation.contact_url.as_deref().map(contact_link));
    element("div", &[("class", "causerie")])
        .with("lang", Word::Lang)
        .with("data-theme", theme(presentation))
        .hold(note)
        .into()
}
