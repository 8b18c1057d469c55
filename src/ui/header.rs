//! The top of the window: title, agents, ending and closing.

use super::button::{Weight, button};
use super::deed::Deed;
use super::tree::{Attribute, Element, Handler, element, text};
use super::window::Window;
use super::word::Word;
use super::{icon, names};

/// What it opens is in `www/menu.js`, which is fetched when somebody wants it.
const MENU: &[Attribute] = &[
    ("type", "button"),
    ("class", "bare more"),
    ("aria-expanded", "false"),
];

pub(super) fn header(window: &Window<'_>) -> Box<Element> {
    let title = window.config.presentation.title.clone();
    let title = title.map_or_else(|| Word::Launcher.into(), text);
    let agents = &window.view.agents;
    let agents = (!agents.is_empty())
        .then(|| element("p", &[("class", "agents")]).hold_all(names::names(agents)));
    let heading = element("div", &[("class", "heading")])
        .hold(element("h2", &[("class", "title")]).hold(title))
        .hold(agents);
    let end = window.is_live() && !window.is_asking();
    let end = end.then(|| button(Weight::Quiet, Word::EndChat, Deed::Ask(true)));
    let menu = window.config.presentation.menu && window.view.stage.has_conversation();
    let menu = menu.then(|| {
        element("button", MENU)
            .with("aria-label", Word::More)
            .hold(icon::dots())
    });
    let close = element("button", &[("type", "button"), ("class", "bare")])
        .with("aria-label", Word::CloseWindow)
        .on(Handler::Click(Deed::Open(false)))
        .hold(icon::minimise());
    element("div", &[("class", "header")])
        .hold(heading)
        .hold(end)
        .hold(menu)
        .hold(close)
}
