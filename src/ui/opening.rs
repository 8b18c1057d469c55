//! The time until a chat exists.

use causerie_core::session::Act;
use yew::prelude::*;

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
            <button type="button" class="quiet" onclick={cancel}>{ TEXT.cancel }</button>
        </div>
    }
}
