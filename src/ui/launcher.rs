//! The button that opens the window.

use super::deed::Deed;
use super::field::word;
use super::icon;
use super::speech::{say, say_number, write};
use super::tree::{Element, Handler, element, text};
use super::word::Word;

pub(super) fn launcher(label: Option<&str>, open: bool, unread: usize) -> Box<Element> {
    let label = label.map_or_else(|| say(Word::Launcher), str::to_owned);
    let count = unread as f64;
    let mut name = label.clone();
    let badge = (unread > 0).then(|| {
        name += &say_number(Word::Unread, count);
        element("span", &[("class", "badge")]).hold(text(write("{count}", count)))
    });
    let class = if open { "launcher is-open" } else { "launcher" };
    element("button", &[("type", "button"), ("aria-haspopup", "dialog")])
        .with("class", class)
        .with("aria-label", name)
        .with("aria-expanded", word(open))
        .on(Handler::Click(Deed::Open(!open)))
        .hold(icon::bubble())
        .hold(element("span", &[]).hold(text(label)))
        .hold(badge)
}
