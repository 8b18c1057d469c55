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

#[cfg(test)]
mod tests {
    use causerie_core::config::{Config, Options};

    use super::super::desk::Desk;
    use super::*;

    #[derive(Clone, PartialEq, Properties)]
    struct AskedProps {
        desk: Desk,
    }

    /// The usual fields at that desk.
    #[component]
    fn Asked(props: &AskedProps) -> Html {
        let desk = use_reducer(|| props.desk.clone());
        let config = Config::new(&Options::new().with("url", "/g")).unwrap();
        let fields = config.fields.iter().enumerate();
        html! { { for fields.map(|(place, one)| field(place, one, &desk)) } }
    }

    fn html(tries: u32, email: &str) -> String {
        let mut desk = Desk {
            tries,
            ..Desk::default()
        };
        desk.answers.set("email", email.to_owned());
        let renderer = yew::LocalServerRenderer::<Asked>::with_props(AskedProps { desk });
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        tokio::task::LocalSet::new().block_on(&runtime.unwrap(), renderer.render())
    }

    #[test]
    fn faults_are_shown_once_the_visitor_has_tried() {
        assert!(!html(0, "x").contains("class=\"error\""));
        assert_eq!(html(1, "x").matches("class=\"error\"").count(), 3);
        assert_eq!(html(1, "a@b.example").matches("class=\"error\"").count(), 2);
    }

    #[test]
    fn a_fault_is_tied_to_its_field() {
        let html = html(1, "x");
        let email = html
            .split("<input")
            .find(|tag| tag.contains("id=\"field-2\""));
        let email = email.unwrap();
        assert!(email.contains("aria-invalid=\"true\""), "{email}");
        assert!(
            email.contains("aria-describedby=\"hint-2 error-2\""),
            "{email}"
        );
        let error = "<p id=\"error-2\" class=\"error\">Please enter an email address";
        assert!(email.contains(error), "{email}");
    }
}
