//! The questions before a chat.

use causerie_core::config::Kind;
use causerie_core::error::{Rejection, Trouble};

use super::deed::Deed;
use super::tree::{Element, Handler, Node, element};
use super::window::Window;
use super::word::Word;
use super::{field, problem};

/// The questions before a chat, and why the last attempt failed.
pub(super) fn form(window: &Window<'_>, trouble: Option<&Trouble>) -> Box<Element> {
    let contact = window.config.presentation.contact_url.as_deref();
    let fields = window.config.fields.iter().enumerate();
    let fields = fields.filter(|(_, one)| one.kind != Kind::Hidden);
    let refused = trouble.and_then(refused);
    let fields: Vec<Node> = fields
        .map(|(place, one)| field::field(place, one, window.desk, refused).into())
        .collect();
    let opening = match trouble {
        Some(trouble) => Some(problem::problem(trouble, contact)),
        None if fields.is_empty() => None,
        None => Some(element("p", &[("class", "introduction")]).hold(Word::Introduction)),
    };
    let start = element("button", &[("type", "submit"), ("class", "primary")]);
    element("form", &[("class", "form"), ("novalidate", "")])
        .on(Handler::Submit(Deed::Submit))
        .hold(opening)
        .hold_all(fields)
        .hold(start.hold(Word::StartChat))
}

/// What the server found fault with, if it says at which answer.
pub(super) const fn refused(trouble: &Trouble) -> Option<&Rejection> {
    match trouble {
        Trouble::Rejected(rejection) if rejection.field.is_some() => Some(rejection),
        _ => None,
    }
}
