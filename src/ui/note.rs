//! What is shown where no chat can be.

use causerie_core::config::Presentation;

use super::app::theme;
use super::problem::contact_link;
use super::text::TEXT;
use super::tree::{Node, element};

/// A note that chat is unavailable, with the way to the company.
pub fn note(presentation: &Presentation) -> Node {
    let words = element("p", &[("class", "note-title")]).hold(TEXT.unavailable);
    let note = element("div", &[("class", "note"), ("role", "status")])
        .hold(words)
        .hold(presentation.contact_url.as_deref().map(contact_link));
    element("div", &[("class", "causerie"), ("lang", "en")])
        .with("data-theme", theme(presentation))
        .hold(note)
        .into()
}
