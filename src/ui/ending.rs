//! The question whether the chat is to end.

use causerie_core::session::Act;
use yew::prelude::*;

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
            <div class="question-ways">
                <button type="button" class="quiet" data-first="" onclick={window.ask(false)}>
                    { TEXT.keep_chatting }
                </button>
                <button type="button" class="danger" onclick={end}>{ TEXT.end_chat }</button>
            </div>
        </div>
    }
}
