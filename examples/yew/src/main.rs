//! A page in Yew with the widget on it, and a button that gives it other options.
//!
//! `cargo xtask test` builds it and tries it in a browser.

use causerie::{Options, Widget, languages};
use yew::prelude::*;

#[component]
fn Page() -> Html {
    let title = use_state(|| "Chat");
    let words = use_state(|| languages::EN);
    let shown = use_state(|| true);
    let options = Options::new()
        .with("url", "/genesys")
        .with("fields", "[]")
        .with("title", *title)
        .with("words", *words);
    let rename = {
        let title = title.clone();
        Callback::from(move |_| title.set("Help"))
    };
    let translate = {
        let words = words.clone();
        Callback::from(move |_| words.set(languages::AR))
    };
    let remove = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(false))
    };
    html! {
        <main>
            <h1>{ "A page in Yew" }</h1>
            <button onclick={rename}>{ "Rename" }</button>
            <button onclick={translate}>{ "Translate" }</button>
            <button onclick={remove}>{ "Remove" }</button>
            if *shown {
                <Widget {options} />
            }
        </main>
    }
}

fn main() {
    yew::Renderer::<Page>::new().render();
}
