//! Words for the page's developers, in the browser's console.

/// Something is wrong and somebody must act.
pub(crate) fn error(text: &str) {
    web_sys::console::error_1(&line(text).into());
}

/// Something looks wrong.
pub(crate) fn warn(text: &str) {
    web_sys::console::warn_1(&line(text).into());
}

fn line(text: &str) -> String {
    format!("causerie: {text}")
}
