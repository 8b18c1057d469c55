//! Where messages are written.

use std::rc::Rc;

use causerie_core::session::Act;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::focus::focus;
use super::icon;
use super::text::TEXT;
use super::window::Window;

/// The key code of browsers for keys that an input method has taken.
const TAKEN: u32 = 229;

/// The field grows to so many lines, then it scrolls.
const MOST_LINES: usize = 5;

/// Where messages are written. The session keeps the draft, so that closing the
/// window or leaving the page loses nothing.
pub(super) fn composer(window: &Window<'_>) -> Html {
    let (field, draft) = (window.focus.composer(), &window.view.draft);
    let send = {
        let (field, act) = (field.clone(), window.act.clone());
        Callback::from(move |()| send(&field, &act))
    };
    let oninput = window.act.reform(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlTextAreaElement>();
        Act::Draft(field.map(|field| field.value()).unwrap_or_default())
    });
    let breaks = draft.bytes().filter(|byte| *byte == b'\n').count();
    html! {
        <div class="composer">
            <textarea ref={field} aria-label={TEXT.message} placeholder={TEXT.message_hint} dir="auto"
                rows={(breaks + 1).min(MOST_LINES).to_string()} enterkeyhint="send" autocomplete="off"
                value={AttrValue::from(Rc::clone(draft))} {oninput}
                onkeydown={on_enter(send.clone())} />
            <button type="button" class="send" aria-label={TEXT.send}
                onclick={send.reform(|_: MouseEvent| ())}>
                { icon::paper_plane() }
            </button>
        </div>
    }
}

fn send(field: &NodeRef, act: &Callback<Act>) {
    let text = field
        .cast::<HtmlTextAreaElement>()
        .map(|field| field.value());
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        act.emit(Act::Send(text));
    }
    focus(field);
}

/// Enter sends, unless it ends a word of an input method or asks for a new line.
fn on_enter(send: Callback<()>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let composing = event.is_composing() || event.key_code() == TAKEN;
        if event.key() == "Enter" && !event.shift_key() && !composing {
            event.prevent_default();
            send.emit(());
        }
    })
}
