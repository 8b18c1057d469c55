//! The time until a chat exists.

use causerie_core::session::Act;
use yew::prelude::*;

use super::button::{Weight, button};
use super::text::TEXT;

pub(super) fn opening(waiting: bool, act: &Callback<Act>) -> Html {
    let words = if waiting {
        TEXT.waiting
    } else {
        TEXT.connecting
    };
    let cancel = act.reform(|_: MouseEvent| Act::End);
    html! {
        <div class="opening">
            <span class="spinner" aria-hidden="true" />
            <p role="status">{ words }</p>
            { button(Weight::Quiet, TEXT.cancel, cancel) }
        </div>
    }
}
