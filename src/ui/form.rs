//! The questions before a chat.

use causerie_core::error::Trouble;
use causerie_core::session::Act;
use yew::prelude::*;

use super::desk::Change;
use super::text::TEXT;
use super::window::Window;
use super::{field, problem, validation};

/// The questions before a chat, and why the last attempt failed.
pub(super) fn form(window: &Window<'_>, problem: Option<&Trouble>) -> Html {
    let submit = submit(window);
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let again = submit.reform(|_: MouseEvent| ());
    let contact = window.config.presentation.contact_url.as_deref();
    let fields = window.config.fields.iter().enumerate();
    html! {
        <form class="form" novalidate=true {onsubmit}>
            if let Some(trouble) = problem {
                { problem::problem(trouble, contact, again) }
            } else if !window.config.fields.is_empty() {
                <p class="introduction">{ TEXT.introduction }</p>
            }
            { for fields.map(|(place, one)| field::field(place, one, window.desk)) }
            <button type="submit" class="primary">{ TEXT.start_chat }</button>
        </form>
    }
}

/// Begins the chat, if the answers will do.
fn submit(window: &Window<'_>) -> Callback<()> {
    let (config, act, desk) = (
        window.config.clone(),
        window.act.clone(),
        window.desk.clone(),
    );
    Callback::from(move |()| {
        if validation::passes(&config.fields, &desk.answers) {
            desk.dispatch(Change::Begin);
            act.emit(Act::Open(validation::trimmed(
                &config.fields,
                &desk.answers,
            )));
        } else {
            desk.dispatch(Change::Try);
        }
    })
}
