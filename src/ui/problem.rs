//! Why there is no chat, and what can be done about it.

use causerie_core::error::Trouble;
use yew::prelude::*;

use super::button::{Weight, button};
use super::text::TEXT;

pub(super) fn problem(
    trouble: &Trouble,
    contact: Option<&str>,
    again: Callback<MouseEvent>,
) -> Html {
    html! {
        <div class="problem" role="alert">
            <p class="problem-title">{ title(trouble) }</p>
            <p>{ TEXT.trouble(trouble) }</p>
            { explanation(trouble) }
            <div class="problem-ways">
                if may_pass(trouble) {
                    { button(Weight::Quiet, TEXT.try_again, again) }
                }
                if let Some(contact) = contact {
                    <a class="link" href={contact.to_owned()}>{ TEXT.contact }</a>
                }
            </div>
        </div>
    }
}

/// Whether the same may succeed later.
const fn may_pass(trouble: &Trouble) -> bool {
    !matches!(
        trouble,
        Trouble::Rejected(_) | Trouble::Misconfigured { .. }
    )
}

const fn title(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Rejected(_) => TEXT.not_started,
        _ => TEXT.unavailable,
    }
}

/// The server's own words, where it found fault with what was entered.
fn explanation(trouble: &Trouble) -> Html {
    let Trouble::Rejected(Some(text)) = trouble else {
        return Html::default();
    };
    html! { <p class="explanation" dir="auto">{ text.clone() }</p> }
}
