//! The questions before a chat.

use std::rc::Rc;

use causerie_core::chat::Form;
use causerie_core::config::Config;
use causerie_core::error::Trouble;
use causerie_core::session::Act;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::text::TEXT;
use super::{field, problem, validation};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct PrechatFormProps {
    pub(super) config: Rc<Config>,
    pub(super) answers: Form,
    pub(super) on_answer: Callback<Form>,
    pub(super) problem: Option<Trouble>,
    pub(super) act: Callback<Act>,
}

/// The questions before a chat, and why the last attempt failed.
#[component]
pub(super) fn PrechatForm(props: &PrechatFormProps) -> Html {
    let form = use_node_ref();
    // How often the visitor tried, and whether the answers are checked now.
    let attempts = use_state(|| 0_u32);
    use_first_fault(&form, *attempts);
    let submit = use_submit(props, &attempts);
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let again = submit.reform(|_: MouseEvent| ());
    let contact = props.config.presentation.contact_url.as_deref();
    html! {
        <form class="form" novalidate=true {onsubmit} ref={form}>
            if let Some(trouble) = &props.problem {
                { problem::problem(trouble, contact, again) }
            } else if !props.config.fields.is_empty() {
                <p class="introduction">{ TEXT.introduction }</p>
            }
            { for fields(props, *attempts > 0) }
            <button type="submit" class="primary">{ TEXT.start_chat }</button>
        </form>
    }
}

fn fields(props: &PrechatFormProps, checked: bool) -> impl Iterator<Item = Html> {
    let asked = props.config.fields.iter().enumerate();
    asked.map(move |(place, one)| {
        let fault = validation::fault(one, &props.answers).filter(|_| checked);
        let answer = props.answers.answer(&one.name);
        field::field(place, one, answer, fault.as_deref(), answered(props, &one.name))
    })
}

fn answered(props: &PrechatFormProps, name: &str) -> Callback<InputEvent> {
    let (answers, on_answer, name) = (
        props.answers.clone(),
        props.on_answer.clone(),
        name.to_owned(),
    );
    Callback::from(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        if let Some(input) = input {
            let mut answers = answers.clone();
            answers.set(&name, input.value());
            on_answer.emit(answers);
        }
    })
}

/// Begins the chat, if the answers will do.
#[hook]
fn use_submit(props: &PrechatFormProps, attempts: &UseStateHandle<u32>) -> Callback<()> {
    let (props, attempts) = (props.clone(), attempts.clone());
    Callback::from(move |()| {
        let fields = &props.config.fields;
        if fields
            .iter()
            .all(|field| validation::fault(field, &props.answers).is_none())
        {
            let form = validation::trimmed(fields, &props.answers);
            props.act.emit(Act::Open(form));
        } else {
            attempts.set(*attempts + 1);
        }
    })
}

/// Brings the visitor to the first answer that will not do.
#[hook]
fn use_first_fault(form: &NodeRef, attempts: u32) {
    let form = form.clone();
    use_effect_with(attempts, move |attempts| {
        let form = form.cast::<Element>().filter(|_| *attempts > 0);
        let first = form.and_then(|form| form.query_selector("[aria-invalid=true]").ok()?);
        if let Some(input) = first.and_then(|input| input.dyn_into::<HtmlElement>().ok()) {
            let _ = input.focus();
        }
    });
}
