//! Small drawings, for those who see them.

use super::tree::{Element, element};

fn icon(path: &'static str) -> Box<Element> {
    element(
        "svg",
        &[
            ("class", "icon"),
            ("viewBox", "0 0 24 24"),
            ("aria-hidden", "true"),
        ],
    )
    .hold(element("path", &[]).with("d", path))
}

pub(super) fn bubble() -> Box<Element> {
    icon(
        "M4.5 5h15a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H12l-4.5 3.6V17h-3a1.5 1.5 0 0 1-1.5-1.5v-9a1.5 1.5 0 0 1 1.5-1.5ZM8 9.5h8M8 13h5",
    )
}

pub(super) fn dots() -> Box<Element> {
    icon("M12 5v1M12 11.5v1M12 18v1")
}

pub(super) fn minimise() -> Box<Element> {
    icon("M6 9.5l6 6 6-6")
}

pub(super) fn paper_plane() -> Box<Element> {
    icon("M4 12 20 4.5 15.5 20 11.5 13.5ZM11.5 13.5 20 4.5")
}

pub(super) fn paper_clip() -> Box<Element> {
    icon(
        "M20 11.5 12.2 19.3a5 5 0 0 1-7-7L13 4.5a3.3 3.3 0 0 1 4.7 4.7L9.9 17a1.7 1.7 0 0 1-2.4-2.4l7-7",
    )
}

pub(super) fn arrow_down() -> Box<Element> {
    icon("M12 5v14M6 13l6 6 6-6")
}
