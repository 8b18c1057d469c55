//! The question whether the chat is to end.

use causerie_core::session::Act;
use yew::prelude::*;

use super::button::{Weight, button};
use super::desk::Change;
use super::text::TEXT;
use super::window::Window;

pub(super) fn question(window: &Window<'_>) -> Html {
    let (desk, act) = (window.desk.dispatcher(), window.act.clone());
    let end = Callback::from(move |_| {
        desk.dispatch(Change::Ask(false));
        act.emit(Act::End);
    });
    html! {
        <div class="question" role="group" aria-label={TEXT.end_question}>
            <p>{ TEXT.end_question }</p>
            <div class="question-ways" data-first="">
                { button(Weight::Quiet, TEXT.keep_chatting, window.ask(false)) }
                { button(Weight::Danger, TEXT.end_chat, end) }
            </div>
        </div>
    }
}
