//! One question of the form.

use causerie_core::config::{Field, Kind};
use yew::prelude::*;

use super::text::TEXT;

/// A question with its answer so far and what is wrong with it. `place` names
/// its parts within the window.
pub(super) fn field(
    place: usize,
    field: &Field,
    answer: &str,
    fault: Option<&str>,
    oninput: Callback<InputEvent>,
) -> Html {
    let (id, hint, error) = (
        format!("field-{place}"),
        format!("hint-{place}"),
        format!("error-{place}"),
    );
    let mut described = Vec::new();
    described.extend((!field.required).then_some(hint.as_str()));
    described.extend(fault.map(|_| error.as_str()));
    let described = (!described.is_empty()).then(|| described.join(" "));
    html! {
        <div class="field">
            <div class="field-head">
                <label for={id.clone()}>{ TEXT.label(field).to_owned() }</label>
                if !field.required {
                    <span class="hint" id={hint}>{ TEXT.optional }</span>
                }
            </div>
            <input {id} type={kind(field.kind)} autocomplete={autocomplete(field)} dir="auto"
                value={answer.to_owned()} {oninput} aria-required={field.required.to_string()}
                aria-invalid={fault.is_some().to_string()} aria-describedby={described} />
            if let Some(fault) = fault {
                <p class="error" id={error}>{ fault.to_owned() }</p>
            }
        </div>
    }
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
