//! One message: who, what, when, and how far it has come.

use std::rc::Rc;

use causerie_core::chat::{Participant, Role, WebUrl};
use causerie_core::session::Act;
use causerie_core::transcript::{Delivery, RowKey, Setback};
use yew::prelude::*;

use super::button::{Weight, button};
use super::row::RowItemProps;
use super::text::TEXT;
use super::{link, names, time};

pub(super) fn message(props: &RowItemProps, from: &Participant, words: Html) -> Html {
    let row = &props.row.0;
    let class = classes!(
        "message",
        kind(from.role),
        props.follows.then_some("follows"),
        row.is_failed().then_some("failed")
    );
    html! {
        <div {class}>
            { speaker(from) }
            <div class="bubble" dir="auto">{ words }</div>
            <div class="meta">
                { time::time(row.at, props.locale.as_deref()) }
                if let Some(delivery) = row.delivery() {
                    { state(delivery) }
                }
            </div>
            if let Some(Delivery::Failed(setback)) = row.delivery() {
                { failure(setback, row.key, props) }
            }
        </div>
    }
}

const fn kind(role: Role) -> &'static str {
    match role {
        Role::Agent => "by-agent",
        Role::System => "by-system",
        Role::Visitor => "by-visitor",
    }
}

fn speaker(from: &Participant) -> Html {
    match from.role {
        Role::Visitor => html! { <p class="unseen">{ TEXT.you_said }</p> },
        Role::System => html! { <p class="speaker">{ TEXT.system }</p> },
        Role::Agent => html! {
            <p class="speaker">
                { names::name(&from.nickname) }<span class="unseen">{ TEXT.said() }</span>
            </p>
        },
    }
}

/// What was said. Addresses in the contact centre's words can be opened.
pub(super) fn words(text: &Rc<str>, from: &Participant) -> Html {
    match from.role {
        Role::Visitor => html! { { AttrValue::from(Rc::clone(text)) } },
        Role::Agent | Role::System => link::text_with_links(text),
    }
}

/// An address that somebody asks the visitor to open.
pub(super) fn offer(from: &Participant, url: &WebUrl) -> Html {
    html! {
        <>
            <span class="offer">{ names::name(&from.nickname) }{ TEXT.shares() }</span>
            { link::link(url) }
        </>
    }
}

fn state(delivery: Delivery) -> Html {
    html! { <span class="delivery">{ TEXT.delivery(delivery) }</span> }
}

fn failure(setback: Setback, key: RowKey, props: &RowItemProps) -> Html {
    let retry = props.act.reform(move |_: MouseEvent| Act::Retry(key));
    let discard = props.act.reform(move |_: MouseEvent| Act::Discard(key));
    html! {
        <div class="failure">
            <span role="alert">{ TEXT.not_sent(setback) }</span>
            if props.live {
                { button(Weight::Link, TEXT.try_again, retry) }
            }
            { button(Weight::Link, TEXT.discard, discard) }
        </div>
    }
}
