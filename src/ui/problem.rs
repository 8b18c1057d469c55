//! Why there is no chat, and what can be done about it.

use causerie_core::error::Trouble;

use super::button::{Weight, button};
use super::deed::Deed;
use super::tree::{Element, element, text};
use super::word::Word;

pub(super) fn problem(trouble: &Trouble, contact: Option<&str>) -> Box<Element> {
    let again = may_pass(trouble).then(|| button(Weight::Quiet, Word::TryAgain, Deed::Submit));
    let ways = element("div", &[("class", "problem-ways")])
        .hold(again)
        .hold(contact.map(contact_link));
    element("div", &[("class", "problem"), ("role", "alert")])
        .hold(element("p", &[("class", "problem-title")]).hold(title(trouble)))
        .hold(element("p", &[]).hold(reason(trouble)))
        .hold(explanation(trouble))
        .hold(ways)
}

/// The way to the company where there is no chat.
pub(super) fn contact_link(url: &str) -> Box<Element> {
    element("a", &[("class", "link")])
        .with("href", url.to_owned())
        .hold(Word::Contact)
}

/// Whether the same may succeed later.
const fn may_pass(trouble: &Trouble) -> bool {
    !matches!(
        trouble,
        Trouble::Rejected(_) | Trouble::Misconfigured { .. }
    )
}

const fn title(trouble: &Trouble) -> Word {
    match trouble {
        Trouble::Rejected(_) => Word::NotStarted,
        _ => Word::Unavailable,
    }
}

/// Why the last attempt to start a chat failed.
const fn reason(trouble: &Trouble) -> Word {
    match trouble {
        Trouble::Busy => Word::Busy,
        Trouble::Rejected(_) => Word::Rejected,
        Trouble::Misconfigured { .. } | Trouble::Unsupported(_) => Word::Misconfigured,
        Trouble::Gone | Trouble::Garbled | Trouble::Recoverable | Trouble::Server(_) => {
            Word::ServiceProblem
        }
        Trouble::Network(_) => Word::NetworkProblem,
    }
}

/// The server's own words, where it found fault with what was entered.
fn explanation(trouble: &Trouble) -> Option<Box<Element>> {
    let Trouble::Rejected(rejection) = trouble else {
        return None;
    };
    let words = rejection.words.as_ref()?;
    let place = element("p", &[("class", "explanation"), ("dir", "auto")]);
    Some(place.hold(text(words.clone())))
}
