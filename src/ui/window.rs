//! The window: what it holds at each stage of a chat.

use std::rc::Rc;

use causerie_core::config::Config;
use causerie_core::session::{Act, Stage, View};
use yew::prelude::*;

use super::desk::{self, Change, DeskHandle};
use super::focus::Focus;
use super::text::TEXT;
use super::{connection, conversation, form, header, opening};

/// What the window shows and where it reports.
pub(super) struct Window<'a> {
    pub(super) config: &'a Rc<Config>,
    pub(super) view: &'a View,
    pub(super) act: &'a Callback<Act>,
    pub(super) desk: &'a DeskHandle,
    pub(super) focus: &'a Focus,
}

impl Window<'_> {
    /// Whether there is a chat that could be ended.
    pub(super) const fn is_live(&self) -> bool {
        matches!(self.view.stage, Stage::Chatting | Stage::Resuming)
    }

    /// Whether the visitor is asked if it is to end.
    pub(super) fn is_asking(&self) -> bool {
        self.is_live() && self.desk.asking
    }

    pub(super) fn locale(&self) -> Option<AttrValue> {
        let locale = self.config.presentation.locale.clone();
        locale.map(AttrValue::from)
    }

    /// A click that asks whether the chat is to end, or ceases to ask.
    pub(super) fn ask(&self, asking: bool) -> Callback<MouseEvent> {
        desk::on(self.desk, move |_| Change::Ask(asking))
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
        Stage::Form(problem) => form::form(window, problem.as_ref()),
        Stage::Opening { waiting } => opening::opening(*waiting, window.act),
        Stage::Chatting | Stage::Ended(_) | Stage::Ending | Stage::Resuming => {
            conversation::conversation(window)
        }
    }
}

/// Escape takes the question back, or closes the window; in the midst of a
/// composition it belongs to the keyboard.
fn escape(window: &Window<'_>) -> Callback<KeyboardEvent> {
    let (asking, desk) = (window.is_asking(), window.desk.dispatcher());
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            desk.dispatch(if asking {
                Change::Ask(false)
            } else {
                Change::Open(false)
            });
        }
    })
}
