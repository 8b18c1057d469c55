//! Words for the page's developers, in the browser's console.

use std::panic::PanicHookInfo;

use causerie_core::text::concat;

/// Something is wrong and somebody must act.
pub(crate) fn error(text: &str) {
    web_sys::console::error_1(&line(text).into());
}

/// Something looks wrong.
pub(crate) fn warn(text: &str) {
    web_sys::console::warn_1(&line(text).into());
}

/// The widget panics. What a panic says may quote what people said; its place does not.
pub(crate) fn panicked(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    error(&concat(&[
        "the widget failed and was taken down; this is a fault of the widget (",
        &place.unwrap_or_default(),
        ")",
    ]));
}

fn line(text: &str) -> String {
    concat(&["causerie: ", text])
}
