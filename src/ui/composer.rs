//! Where messages are written.

use super::deed::{Deed, Entry};
use super::field::word;
use super::tree::{Element, Handler, element};
use super::window::Window;
use super::word::Word;
use super::{files, icon};

/// The field grows to so many lines, then it scrolls.
const MOST_LINES: [&str; 5] = ["1", "2", "3", "4", "5"];

/// Where messages are written. The session keeps the draft, so that closing the
/// window or leaving the page loses nothing.
pub(super) fn composer(window: &Window<'_>) -> Box<Element> {
    let draft = &*window.view.draft;
    let files = window.limits();
    let choosing = files.filter(|_| window.desk.choosing);
    let line = element("div", &[("class", "composer-line")])
        .hold(files.map(|_| attach(window.desk.choosing)))
        .hold(field(draft))
        .hold(send(window.view.capabilities.send));
    element("div", &[("class", "composer")])
        .hold(choosing.map(files::chooser))
        .hold(line)
}

fn field(draft: &str) -> Box<Element> {
    element(
        "textarea",
        &[
            ("dir", "auto"),
            ("enterkeyhint", "send"),
            ("autocomplete", "off"),
        ],
    )
    .with("aria-label", Word::Message)
    .with("placeholder", Word::MessageHint)
    .with("rows", lines(draft))
    .value(draft)
    .on(Handler::Input(Entry::Composer))
    .on(Handler::Enter(Deed::Send))
}

/// What was written stays where it is while nothing can be sent.
fn send(possible: bool) -> Box<Element> {
    let send = element("button", &[("type", "button"), ("class", "send")])
        .with("aria-label", Word::Send)
        .on(Handler::Click(Deed::Send))
        .hold(icon::paper_plane());
    if possible {
        send
    } else {
        send.with("aria-disabled", "true")
    }
}

fn attach(choosing: bool) -> Box<Element> {
    element("button", &[("type", "button"), ("class", "bare attach")])
        .with("aria-label", Word::Attach)
        .with("aria-expanded", word(choosing))
        .on(Handler::Click(Deed::Choose(!choosing)))
        .hold(icon::paper_clip())
}

fn lines(draft: &str) -> &'static str {
    let breaks = draft.bytes().filter(|byte| *byte == b'\n').count();
    let [.., most] = MOST_LINES;
    MOST_LINES.get(breaks).copied().unwrap_or(most)
}
