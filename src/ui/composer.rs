//! Where messages are written.

use super::deed::{Deed, Entry};
use super::icon;
use super::text::TEXT;
use super::tree::{Element, Handler, element};

/// The field grows to so many lines, then it scrolls.
const MOST_LINES: [&str; 5] = ["1", "2", "3", "4", "5"];

/// Where messages are written. The session keeps the draft, so that closing the
/// window or leaving the page loses nothing.
pub(super) fn composer(draft: &str) -> Box<Element> {
    let field = element(
        "textarea",
        &[
            ("dir", "auto"),
            ("enterkeyhint", "send"),
            ("autocomplete", "off"),
        ],
    );
    let field = field
        .with("aria-label", TEXT.message)
        .with("placeholder", TEXT.message_hint)
        .with("rows", lines(draft))
        .value(draft)
        .on(Handler::Input(Entry::Composer))
        .on(Handler::Enter(Deed::Send));
    let send = element("button", &[("type", "button"), ("class", "send")])
        .with("aria-label", TEXT.send)
        .on(Handler::Click(Deed::Send))
        .hold(icon::paper_plane());
    element("div", &[("class", "composer")])
        .hold(field)
        .hold(send)
}

fn lines(draft: &str) -> &'static str {
    let breaks = draft.bytes().filter(|byte| *byte == b'\n').count();
    let [.., most] = MOST_LINES;
    MOST_LINES.get(breaks).copied().unwrap_or(most)
}
