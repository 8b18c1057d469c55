//! What is shown where no chat can be: a note, without state.

use causerie_core::config::Presentation;
use web_sys::Element;

use super::shadow::Shadow;
use crate::{screen, ui};

/// Fills an empty shadow root with the note.
pub(super) fn fill(shadow: &Shadow, presentation: &Presentation) {
    screen::paint_once(&shadow.place(), &ui::note(presentation, screen::written));
}

/// Puts the note in the place of a widget that cannot go on.
pub(super) fn replace(host: &Element, presentation: &Presentation) {
    let document = host.owner_document();
    let fresh = document.and_then(|document| document.create_element("causerie-widget").ok());
    let Some(fresh) = fresh else {
        return;
    };
    if host.replace_with_with_node_1(&fresh).is_ok() {
        let shadow = Shadow::attach(&fresh);
        shadow
            .into_iter()
            .for_each(|shadow| fill(&shadow, presentation));
    }
}
