//! The end of a chat, and the way to the next one.

use causerie_core::chat::{Ended, Form};
use causerie_core::session::Act;
use yew::prelude::*;

use super::button::{Weight, button};
use super::desk::Change;
use super::text::TEXT;
use super::window::Window;

pub(super) fn ended(how: Ended, window: &Window<'_>) -> Html {
    html! {
        <div class="ended">
            <p role="status">
                <strong>{ TEXT.ended }</strong>
                <span>{ TEXT.ended_by(how) }</span>
            </p>
            { button(Weight::Primary, TEXT.restart, restart(window)) }
        </div>
    }
}

/// Back to the form; where there is none, straight into the next chat.
fn restart(window: &Window<'_>) -> Callback<MouseEvent> {
    let (act, desk) = (window.act.clone(), window.desk.dispatcher());
    let formless = window.config.fields.is_empty();
    let form = formless.then(|| Form::clone(&window.view.form));
    Callback::from(move |_| {
        desk.dispatch(Change::Begin);
        act.emit(Act::Restart);
        if let Some(form) = form.clone() {
            act.emit(Act::Open(form));
        }
    })
}
