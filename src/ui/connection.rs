//! How the connection does, where it is worth a word.

use causerie_core::session::{Act, Connection};
use yew::prelude::*;

use super::button::{Weight, button};
use super::text::TEXT;

pub(super) fn connection(connection: Connection, live: bool, act: &Callback<Act>) -> Html {
    let again = if live { again(act) } else { Html::default() };
    let lost = connection == Connection::Unavailable && live;
    // The place is there before the words, so that they are read out.
    html! {
        <>
            <div class="connection" role="status">
                if let Some(words) = words(connection) {
                    <span>{ words }</span>
                    { again.clone() }
                }
            </div>
            if lost {
                <div class="connection is-lost" role="alert">
                    <span>{ TEXT.unavailable }</span>
                    { again }
                </div>
            }
        </>
    }
}

const fn words(connection: Connection) -> Option<&'static str> {
    match connection {
        Connection::Good | Connection::Unavailable => None,
        Connection::Offline => Some(TEXT.offline),
        Connection::Reconnecting => Some(TEXT.reconnecting),
    }
}

fn again(act: &Callback<Act>) -> Html {
    let onclick = act.reform(|_: MouseEvent| Act::TryAgain);
    button(Weight::Link, TEXT.try_again, onclick)
}
