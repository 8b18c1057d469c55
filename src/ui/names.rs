//! Names as people write them in a sentence.

use std::rc::Rc;

use yew::prelude::*;

use super::text::TEXT;

/// One name, kept from turning the words around it (a name may be written from
/// right to left, or hold signs that turn the direction).
pub(super) fn name(nickname: &Rc<str>) -> Html {
    html! { <bdi>{ TEXT.nickname(nickname) }</bdi> }
}

/// "Ann", "Ann and Bob", "Ann, Bob and Cleo".
pub(super) fn names(nicknames: &[Rc<str>]) -> Html {
    let count = nicknames.len();
    let named = nicknames.iter().enumerate();
    named
        .map(|(place, nickname)| {
            html! { <>{ TEXT.between(place, count) }{ name(nickname) }</> }
        })
        .collect()
}
