//! The conversation and what stands below it.

use std::rc::Rc;

use causerie_core::session::{Stage, View};
use yew::prelude::*;

use super::text::TEXT;
use super::transcript::Transcript;
use super::window::Window;
use super::{composer, ended, ending, names};

pub(super) fn conversation(window: &Window<'_>) -> Html {
    let view = window.view;
    html! {
        <div class="conversation">
            <Transcript rows={view.rows.clone()} live={window.is_live()}
                locale={window.locale()} act={window.act.clone()} />
            <div class="activity" role="status">{ activity(view) }</div>
            { foot(window) }
        </div>
    }
}

/// What goes on at this moment.
fn activity(view: &View) -> Html {
    let words = match view.stage {
        Stage::Ending => TEXT.ending,
        Stage::Resuming => TEXT.resuming,
        Stage::Chatting if !view.typing.is_empty() => return typing(&view.typing),
        Stage::Chatting if view.agents.is_empty() => TEXT.waiting,
        _ => return Html::default(),
    };
    html! { <>{ dots() }<span>{ words }</span></> }
}

fn typing(nicknames: &[Rc<str>]) -> Html {
    html! {
        <>
            { dots() }
            <span>{ names::names(nicknames) }{ TEXT.typing(nicknames.len()) }</span>
        </>
    }
}

fn dots() -> Html {
    html! { <span class="dots" aria-hidden="true"><i /><i /><i /></span> }
}

fn foot(window: &Window<'_>) -> Html {
    match window.view.stage {
        Stage::Ended(how) => ended::ended(how, window),
        Stage::Ending => Html::default(),
        _ if window.is_asking() => ending::question(window),
        _ => composer::composer(window),
    }
}
