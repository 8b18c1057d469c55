//! One question of the form.

use causerie_core::config::{Field, Kind};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::desk::{self, Change, DeskHandle};
use super::text::TEXT;
use super::validation;

/// A question with its answer so far and, once the visitor has tried to send
/// the form, what is wrong with it. `place` names its parts within the window.
pub(super) fn field(place: usize, field: &Field, desk: &DeskHandle) -> Html {
    let fault = validation::fault(field, &desk.answers).filter(|_| desk.tries > 0);
    let (id, hint, error) = (
        format!("field-{place}"),
        format!("hint-{place}"),
        format!("error-{place}"),
    );
    let described = match (field.required, fault.is_some()) {
        (true, false) => None,
        (true, true) => Some(error.clone()),
        (false, false) => Some(hint.clone()),
        (false, true) => Some(format!("{hint} {error}")),
    };
    html! {
        <div class="field">
            <div class="field-head">
                <label for={id.clone()}>{ TEXT.label(field).to_owned() }</label>
                if !field.required {
                    <span class="hint" id={hint}>{ TEXT.optional }</span>
                }
            </div>
            <input {id} type={kind(field.kind)} autocomplete={autocomplete(field)} dir="auto"
                value={desk.answers.answer(&field.name).to_owned()} oninput={answered(field, desk)}
                aria-required={word(field.required)} aria-invalid={word(fault.is_some())}
                aria-describedby={described} />
            if let Some(fault) = fault {
                <p class="error" id={error}>{ fault }</p>
            }
        </div>
    }
}

fn answered(field: &Field, desk: &DeskHandle) -> Callback<InputEvent> {
    let name = field.name.clone();
    desk::on(desk, move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let value = input.map(|input| input.value()).unwrap_or_default();
        Change::Answer(name.clone(), value)
    })
}

const fn word(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Email => "email",
        Kind::Tel => "tel",
        Kind::Text => "text",
    }
}

fn autocomplete(field: &Field) -> &'static str {
    match (field.name.as_str(), field.kind) {
        ("firstName", _) => "given-name",
        ("lastName", _) => "family-name",
        ("nickname", _) => "nickname",
        (_, Kind::Email) => "email",
        (_, Kind::Tel) => "tel",
        (_, Kind::Text) => "off",
    }
}
