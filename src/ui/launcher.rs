//! The button that opens the window.

use super::deed::Deed;
use super::field::word;
use super::icon;
use super::text::TEXT;
use super::tree::{Element, Handler, element, text};

pub(super) fn launcher(open: bool, unread: usize) -> Box<Element> {
    let badge =
        (unread > 0).then(|| element("span", &[("class", "badge")]).hold(text(unread.to_string())));
    let class = if open { "launcher is-open" } else { "launcher" };
    element("button", &[("type", "button"), ("aria-haspopup", "dialog")])
        .with("class", class)
        .with("aria-label", TEXT.launcher_with(unread))
        .with("aria-expanded", word(open))
        .on(Handler::Click(Deed::Open(!open)))
        .hold(icon::bubble())
        .hold(element("span", &[]).hold(TEXT.launcher))
        .hold(badge)
}
