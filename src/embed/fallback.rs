//! What is shown where no chat can be: plain DOM, no state.

use causerie_core::config::{Presentation, Theme};
use web_sys::{Document, Element};

use super::shadow::Shadow;
use crate::ui::text::TEXT;

/// Fills an empty shadow root with the note.
pub(super) fn fill(shadow: &Shadow, presentation: &Presentation) {
    let place = shadow.place();
    // Where even this fails there is nothing left to try.
    let _ = place
        .owner_document()
        .and_then(|document| note(&document, &place, presentation));
}

/// Puts the note in the place of a widget that cannot go on.
pub(super) fn replace(host: &Element, presentation: &Presentation) {
    let document = host.owner_document();
    let fresh = document.and_then(|document| document.create_element("causerie-chat").ok());
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

fn note(document: &Document, place: &Element, presentation: &Presentation) -> Option<()> {
    let theme = match presentation.theme {
        Theme::Auto => "auto",
        Theme::Dark => "dark",
        Theme::Light => "light",
    };
    place.set_class_name("causerie");
    place.set_attribute("data-theme", theme).ok()?;
    place.set_attribute("lang", "en").ok()?;
    let note = add(document, place, "div", "note", None)?;
    note.set_attribute("role", "status").ok()?;
    add(document, &note, "p", "note-title", Some(TEXT.unavailable))?;
    if let Some(url) = &presentation.contact_url {
        let link = add(document, &note, "a", "link", Some(TEXT.contact))?;
        link.set_attribute("href", url).ok()?;
    }
    Some(())
}

fn add(
    document: &Document,
    parent: &Element,
    tag: &str,
    class: &str,
    text: Option<&str>,
) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    element.set_class_name(class);
    element.set_text_content(text);
    parent.append_child(&element).ok()?;
    Some(element)
}
