//! A button with words on it.

use yew::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy)]
pub(super) enum Weight {
    /// It does what cannot be undone.
    Danger,
    /// It is part of a sentence.
    Link,
    /// It does what the visitor most likely wants.
    Primary,
    /// It does something else.
    Quiet,
}

pub(super) fn button(weight: Weight, words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    let class = match weight {
        Weight::Danger => "danger",
        Weight::Link => "link",
        Weight::Primary => "primary",
        Weight::Quiet => "quiet",
    };
    html! { <button type="button" {class} {onclick}>{ words }</button> }
}
