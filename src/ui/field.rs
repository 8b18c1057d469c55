//! One question of the form.

use causerie_core::config::{Field, Kind};
use causerie_core::error::Rejection;
use causerie_core::text::{concat, decimal};

use super::deed::{Deed, Entry};
use super::desk::Desk;
use super::link;
use super::tree::{Element, Handler, Words, element, text};
use super::validation;
use super::word::Word;

/// A question with its answer so far and, once the visitor has tried to send
/// the form, what is wrong with it, by our lights or the server's. `place` names
/// its parts within the window.
pub(super) fn field(
    place: usize,
    field: &Field,
    desk: &Desk,
    refused: Option<&Rejection>,
) -> Box<Element> {
    let fault = validation::fault(field, &desk.answers).filter(|_| desk.tries > 0);
    let refused = refused.filter(|refused| refused.field == Some(field.name.as_str()));
    let refused = refused.map(|refused| match &refused.words {
        Some(words) => Words::from(words.clone()),
        None => Word::Refused.into(),
    });
    let fault = fault.map(Words::from).or(refused);
    let number = decimal(place as u64);
    let named = |part: &str| concat(&[part, "-", &number]);
    let hint = (!field.required).then(|| {
        element("span", &[("class", "hint")])
            .with("id", named("hint"))
            .hold(Word::Optional)
    });
    let label = element("label", &[])
        .with("for", named("field"))
        .hold_all(link::text_with_links(&label(field)));
    let head = element("div", &[("class", "field-head")])
        .hold(label)
        .hold(hint);
    let described = match (field.required, fault.is_some()) {
        (true, false) => None,
        (true, true) => Some(named("error")),
        (false, false) => Some(named("hint")),
        (false, true) => Some(named("hint") + " " + &named("error")),
    };
    let input = input(field, desk, fault.is_some()).with("id", named("field"));
    let input = match described {
        Some(described) => input.with("aria-describedby", described),
        None => input,
    };
    let fault = fault.map(|fault| {
        element("p", &[("class", "error")])
            .with("id", named("error"))
            .hold(text(fault))
    });
    let class: &[_] = match field.kind {
        Kind::Checkbox => &[("class", "field check")],
        _ => &[("class", "field")],
    };
    element("div", class).hold(head).hold(input).hold(fault)
}

fn input(field: &Field, desk: &Desk, faulty: bool) -> Box<Element> {
    let answer = desk.answers.answer(&field.name);
    let entry = Entry::Field(field.name.clone());
    let input = match field.kind {
        Kind::Checkbox => checkbox(entry, !answer.is_empty()),
        Kind::Select => select(&field.choices)
            .value(answer)
            .on(Handler::Input(entry)),
        _ => element("input", &[("dir", "auto"), ("placeholder", " ")])
            .with("type", kind(field.kind))
            .with("autocomplete", autocomplete(field))
            .value(answer)
            .on(Handler::Input(entry)),
    };
    input
        .with("aria-required", word(field.required))
        .with("aria-invalid", word(faulty))
}

/// A button, whose state is an attribute and not what somebody has done to it.
fn checkbox(entry: Entry, checked: bool) -> Box<Element> {
    let next = if checked { "" } else { "true" };
    let fixed = &[("type", "button"), ("role", "checkbox"), ("class", "box")];
    element("button", fixed)
        .with("aria-checked", word(checked))
        .on(Handler::Click(Deed::Write(entry, next.to_owned())))
}

/// Nothing is chosen at first.
fn select(choices: &[(String, String)]) -> Box<Element> {
    let option = |(value, words): &(String, String)| {
        let option = element("option", &[]).with("value", value.clone());
        option.hold(text(words.clone())).into()
    };
    element("select", &[])
        .hold(element("option", &[("value", "")]))
        .hold_all(choices.iter().map(option).collect())
}

/// The field's own name is better than none.
fn label(field: &Field) -> Words {
    let usual = match (&field.label, field.name.as_str()) {
        (Some(label), _) => return label.clone().into(),
        (None, "firstName") => Word::FirstName,
        (None, "lastName") => Word::LastName,
        (None, "email") => Word::Email,
        (None, "subject") => Word::Subject,
        (None, "nickname") => Word::Nickname,
        (None, other) => return other.to_owned().into(),
    };
    usual.into()
}

pub(super) const fn word(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Email => "email",
        Kind::Tel => "tel",
        _ => "text",
    }
}

fn autocomplete(field: &Field) -> &'static str {
    match (field.name.as_str(), field.kind) {
        ("firstName", _) => "given-name",
        ("lastName", _) => "family-name",
        ("nickname", _) => "nickname",
        (_, Kind::Email) => "email",
        (_, Kind::Tel) => "tel",
        _ => "off",
    }
}

#[cfg(test)]
mod tests {
    use causerie_core::config::{Config, Options};

    use super::super::tree::Node;
    use super::*;

    /// The usual fields after so many tries, one of them answered.
    fn html(tries: u32, email: &str) -> String {
        let mut desk = Desk {
            tries,
            ..Desk::default()
        };
        desk.answers.set("email", email.to_owned());
        let config = Config::new(&Options::new().with("url", "/g")).unwrap();
        let fields = config.fields.iter().enumerate();
        fields
            .map(|(place, one)| Node::from(field(place, one, &desk, None)).to_string())
            .collect()
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
        let error = "<p class=\"error\" id=\"error-2\">Please enter an email address";
        assert!(email.contains(error), "{email}");
    }
}
