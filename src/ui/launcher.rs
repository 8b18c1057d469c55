//! The button that opens the window.

use yew::prelude::*;

use super::icon;
use super::text::TEXT;

pub(super) fn launcher(open: bool, unread: usize, toggle: &Callback<()>, node: NodeRef) -> Html {
    let onclick = toggle.reform(|_: MouseEvent| ());
    let class = classes!("launcher", open.then_some("is-open"));
    html! {
        <button type="button" {class} {onclick} ref={node}
            aria-label={TEXT.launcher_with(unread)}
            aria-expanded={open.to_string()} aria-haspopup="dialog">
            { icon::bubble() }
            <span class="launcher-text">{ TEXT.launcher }</span>
            if unread > 0 {
                <span class="badge">{ unread }</span>
            }
        </button>
    }
}
