//! The top of the window: title, agents, ending and closing.

use super::button::{Weight, button};
use super::deed::Deed;
use super::text::TEXT;
use super::tree::{Element, Handler, element, text};
use super::window::Window;
use super::{icon, names};

pub(super) fn header(window: &Window<'_>) -> Box<Element> {
    let title = window.config.presentation.title.clone();
    let title = title.map_or_else(|| text(TEXT.title), text);
    let agents = &window.view.agents;
    let agents = (!agents.is_empty())
        .then(|| element("p", &[("class", "agents")]).hold_all(names::names(agents)));
    let heading = element("div", &[("class", "heading")])
        .hold(element("h2", &[("class", "title")]).hold(title))
        .hold(agents);
    let end = window.is_live() && !window.is_asking();
    let end = end.then(|| button(Weight::Quiet, TEXT.end_chat, Deed::Ask(true)));
    let close = element("button", &[("type", "button"), ("class", "bare")])
        .with("aria-label", TEXT.close_window)
        .on(Handler::Click(Deed::Open(false)))
        .hold(icon::minimise());
    element("div", &[("class", "header")])
        .hold(heading)
        .hold(end)
        .hold(close)
}
