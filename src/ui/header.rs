//! The top of the window: title, agents, ending and closing.

use yew::prelude::*;

use super::button::{Weight, button};
use super::desk::{self, Change};
use super::text::TEXT;
use super::window::Window;
use super::{icon, names};

pub(super) fn header(window: &Window<'_>) -> Html {
    let title = window.config.presentation.title.as_deref();
    let close = desk::on(window.desk, |_: MouseEvent| Change::Open(false));
    html! {
        <div class="header">
            <div class="heading">
                <h2 class="title">{ title.unwrap_or(TEXT.title).to_owned() }</h2>
                if !window.view.agents.is_empty() {
                    <p class="agents">{ names::names(&window.view.agents) }</p>
                }
            </div>
            if window.is_live() && !window.is_asking() {
                { button(Weight::Quiet, TEXT.end_chat, window.ask(true)) }
            }
            <button type="button" class="bare" aria-label={TEXT.close_window} onclick={close}>
                { icon::minimise() }
            </button>
        </div>
    }
}
