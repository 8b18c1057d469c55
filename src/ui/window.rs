//! The window: what it holds at each stage of a chat.

use std::rc::Rc;

use causerie_core::chat::Form;
use causerie_core::config::Config;
use causerie_core::session::{Act, Stage, View};
use yew::prelude::*;

use super::focus::Focus;
use super::form::PrechatForm;
use super::text::TEXT;
use super::{connection, conversation, header, opening};

/// What the window shows and where it reports.
pub(super) struct Window<'a> {
    pub(super) config: &'a Rc<Config>,
    pub(super) view: &'a View,
    pub(super) act: &'a Callback<Act>,
    pub(super) answers: UseStateHandle<Form>,
    /// Whether the visitor is asked if the chat is to end.
    pub(super) confirming: UseStateHandle<bool>,
    pub(super) close: Callback<()>,
    pub(super) focus: &'a Focus,
}

impl Window<'_> {
    /// Whether there is a chat that could be ended.
    pub(super) const fn is_live(&self) -> bool {
        matches!(self.view.stage, Stage::Chatting | Stage::Resuming)
    }

    /// Whether the visitor is asked if it is to end.
    pub(super) fn is_confirming(&self) -> bool {
        self.is_live() && *self.confirming
    }

    pub(super) fn locale(&self) -> Option<AttrValue> {
        let locale = self.config.presentation.locale.clone();
        locale.map(AttrValue::from)
    }

    /// A callback that asks the question, or takes it back.
    pub(super) fn confirm(&self, ask: bool) -> Callback<MouseEvent> {
        let confirming = self.confirming.clone();
        Callback::from(move |_| confirming.set(ask))
    }
}

pub(super) fn window(window: Window<'_>) -> Html {
    let title = window.config.presentation.title.clone();
    let name = title.unwrap_or_else(|| TEXT.chat.to_owned());
    html! {
        <div class="window" role="dialog" aria-label={name} tabindex="-1"
            ref={window.focus.window()} onkeydown={escape(&window)}
            onfocusin={window.focus.entered()} onfocusout={window.focus.left()}>
            { header::header(&window) }
            { connection::connection(window.view.connection, window.is_live(), window.act) }
            { body(&window) }
        </div>
    }
}

fn body(window: &Window<'_>) -> Html {
    match &window.view.stage {
        Stage::Form(problem) => form(window, problem.clone()),
        Stage::Opening { waiting } => opening::opening(*waiting, window.act),
        Stage::Chatting | Stage::Ended(_) | Stage::Ending | Stage::Resuming => {
            conversation::conversation(window)
        }
    }
}

fn form(window: &Window<'_>, problem: Option<causerie_core::error::Trouble>) -> Html {
    let answers = window.answers.clone();
    let on_answer = Callback::from(move |form| answers.set(form));
    html! {
        <PrechatForm config={Rc::clone(window.config)} answers={(*window.answers).clone()}
            {on_answer} {problem} act={window.act.clone()} />
    }
}

/// Escape takes the question back, or closes the window; in the midst of a
/// composition it belongs to the keyboard.
fn escape(window: &Window<'_>) -> Callback<KeyboardEvent> {
    let asked = window.is_confirming();
    let (confirming, close) = (window.confirming.clone(), window.close.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.key() != "Escape" || event.is_composing() {
            return;
        }
        event.prevent_default();
        if asked {
            confirming.set(false);
        } else {
            close.emit(());
        }
    })
}
