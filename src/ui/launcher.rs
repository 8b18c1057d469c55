//! The button that opens the window.

use yew::prelude::*;

use super::desk::{self, Change, DeskHandle};
use super::icon;
use super::text::TEXT;

pub(super) fn launcher(desk: &DeskHandle, unread: usize, node: NodeRef) -> Html {
    let open = desk.open;
    let onclick = desk::on(desk, move |_: MouseEvent| Change::Open(!open));
    let class = if open { "launcher is-open" } else { "launcher" };
    html! {
        <button type="button" {class} {onclick} ref={node}
            aria-label={TEXT.launcher_with(unread)}
            aria-expanded={if open { "true" } else { "false" }} aria-haspopup="dialog">
            { icon::bubble() }
            <span>{ TEXT.launcher }</span>
            if unread > 0 {
                <span class="badge">{ unread }</span>
            }
        </button>
    }
}
