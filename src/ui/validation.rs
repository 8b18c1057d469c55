//! Whether an answer will do.

use causerie_core::chat::Form;
use causerie_core::config::{Field, Kind};
use causerie_core::text;

use super::word::Word;

/// What is wrong with the answer to `field`, in words.
pub(super) fn fault(field: &Field, form: &Form) -> Option<Word> {
    let answer = text::trim(form.answer(&field.name));
    if answer.is_empty() {
        let missing = match field.kind {
            Kind::Checkbox => Word::Unchecked,
            _ => Word::Missing,
        };
        return field.required.then_some(missing);
    }
    let (formed, otherwise) = match field.kind {
        Kind::Email => (is_email(answer), Word::NoEmail),
        Kind::Tel => {
            let digits = answer.bytes().filter(u8::is_ascii_digit).count();
            (digits >= 3, Word::NoTelephone)
        }
        Kind::Checkbox | Kind::Hidden | Kind::Select | Kind::Text => return None,
    };
    (!formed).then_some(otherwise)
}

/// The form without blanks around the answers; `None` where one of them will not do.
pub fn complete(fields: &[Field], form: &Form) -> Option<Form> {
    if fields.iter().any(|field| fault(field, form).is_some()) {
        return None;
    }
    let mut trimmed = form.clone();
    for field in fields {
        trimmed.set(&field.name, text::trim(form.answer(&field.name)).to_owned());
    }
    Some(trimmed)
}

/// Slips of the pen only: whether an address exists is the mail's business.
fn is_email(text: &str) -> bool {
    let domain = text::pieces(text, b'@').fold("", |_, part| part);
    let local = text.len() > domain.len() + 1;
    let mut parts = text::pieces(domain, b'.');
    let dotted = text::has(domain, b'.') && parts.all(|part| !part.is_empty());
    local && dotted && !text::has_gaps(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_in_addresses_are_found() {
        for good in [
            "a@b.example",
            "first.last+tag@sub.example.org",
            "ü@ö.example",
        ] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "a",
            "a@",
            "@b.example",
            "a@b",
            "a@b.",
            "a@.example",
            "a b@c.example",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
