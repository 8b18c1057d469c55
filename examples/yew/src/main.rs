//! A page in Yew with the widget on it, buttons that give it other options, and what the visitor
//! has said of a chat.
//!
//! `cargo xtask test` builds it and tries it in a browser.

use causerie::{Options, Widget, languages};
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;
use yew::prelude::*;

/// A form with a rule.
const ORDER: &str = r#"[{
    "name": "order",
    "label": "Order",
    "pattern": "[A-Z]{2}-\\d{4}",
    "error": "Two letters and four digits, such as AB-1234"
}]"#;

#[component]
fn Page() -> Html {
    let title = use_state(|| "Chat");
    let words = use_state(|| languages::EN);
    let fields = use_state(|| "[]");
    let inline = use_state(|| false);
    let shown = use_state(|| true);
    let grade = use_grade();
    let options = Options::new()
        .with("url", "/genesys")
        .with("fields", *fields)
        .with("attention", "all")
        .with("markdown", true)
        .with("rating", true)
        .with("resizable", true)
        .with("inline", *inline)
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
    let ask = {
        let fields = fields.clone();
        Callback::from(move |_| fields.set(ORDER))
    };
    let embed = {
        let inline = inline.clone();
        Callback::from(move |_| inline.set(true))
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
            <button onclick={ask}>{ "Ask" }</button>
            <button onclick={embed}>{ "Embed" }</button>
            <button onclick={remove}>{ "Remove" }</button>
            if let Some(grade) = grade {
                <p>{ format!("The last chat: {grade} of 5") }</p>
            }
            if *shown {
                <Widget {options} />
            }
        </main>
    }
}

/// The grade that the visitor has given last: events of the widget rise to the document.
#[hook]
fn use_grade() -> Option<f64> {
    let grade = use_state(|| None);
    let heard = grade.clone();
    use_effect_with((), move |()| {
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.map(|document| {
            EventListener::new(&document, "causerie:rated", move |event| {
                let detail = event.unchecked_ref::<CustomEvent>().detail();
                let told = js_sys::Reflect::get(&detail, &"grade".into());
                heard.set(told.ok().and_then(|grade| grade.as_f64()));
            })
        });
        move || drop(listener)
    });
    *grade
}

fn main() {
    yew::Renderer::<Page>::new().render();
}
