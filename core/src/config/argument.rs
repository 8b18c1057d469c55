//! What a command of the page is given, as it is written.

use super::options::{OptionError, described};
use super::read;
use crate::json::{self, Value};
use crate::text;

/// Reads a JSON string that is not blank: what is to be said.
///
/// # Errors
/// When `text` is anything else.
pub fn words(text: &str) -> Result<String, OptionError> {
    let value = json::parse(text);
    let words = value.as_ref().and_then(Value::as_str);
    let words = words.filter(|words| !text::is_blank(words));
    let fault = || fault("text".to_owned(), value.as_ref(), "text that is not empty");
    words.map(str::to_owned).ok_or_else(fault)
}

/// Reads a JSON object of answers to the form, by the names of its fields; `null` and
/// `nothing` are no answers.
///
/// # Errors
/// When `text` is anything else.
pub fn answers(text: &str) -> Result<Vec<(String, String)>, OptionError> {
    if matches!(text, "nothing" | "null") {
        return Ok(Vec::new());
    }
    let object = json::object(text).map(read::pairs);
    let fault = || {
        fault(
            "answers".to_owned(),
            json::parse(text).as_ref(),
            "an object",
        )
    };
    object.ok_or_else(fault)
}

/// Reads a JSON string: what is being written. `nothing` and `null` are no words.
///
/// # Errors
/// When `text` is anything else.
pub fn draft(text: &str) -> Result<Option<String>, OptionError> {
    match json::parse(text) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(words)) => Ok(Some(words)),
        other => Err(fault("text".to_owned(), other.as_ref(), "text")),
    }
}

/// Reads a JSON number, the key of a row.
///
/// # Errors
/// When `text` is anything else.
pub fn key(text: &str) -> Result<u64, OptionError> {
    let fault = || {
        fault(
            "key".to_owned(),
            json::parse(text).as_ref(),
            "the key of a row",
        )
    };
    text.parse().ok().ok_or_else(fault)
}

/// Reads a JSON boolean: whether the end of the conversation is seen.
///
/// # Errors
/// When `text` is anything else.
pub fn seen(text: &str) -> Result<bool, OptionError> {
    let fault = || fault("seen".to_owned(), json::parse(text).as_ref(), "true, false");
    text.parse().ok().ok_or_else(fault)
}

/// An argument that cannot be used.
pub(super) fn fault(argument: String, found: Option<&Value>, allowed: &str) -> OptionError {
    OptionError {
        what: "argument",
        option: argument,
        found: described(found),
        allowed: allowed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_a_string_that_is_not_blank() {
        assert_eq!(words(r#""hello ""#), Ok("hello ".to_owned()));
        for (bad, found) in [
            ("nothing", "nothing"),
            ("null", "null"),
            ("true", "true or false"),
            ("5", "a number"),
            (r#"" ""#, "blank text"),
            ("[5]", "a list"),
            ("{}", "an empty object"),
            (r#"{"text":"hello"}"#, "an object"),
        ] {
            let sentence = words(bad).unwrap_err().to_string();
            let expected =
                format!("argument `text`: found {found}, allowed: text that is not empty");
            assert_eq!(sentence, expected);
        }
    }

    #[test]
    fn a_draft_may_be_blank_or_nothing() {
        assert_eq!(draft(r#""half a""#), Ok(Some("half a".to_owned())));
        assert_eq!(draft(r#""""#), Ok(Some(String::new())));
        assert_eq!(draft("nothing"), Ok(None));
        let sentence = draft("5").unwrap_err().to_string();
        assert_eq!(sentence, "argument `text`: found a number, allowed: text");
    }

    #[test]
    fn keys_are_whole_numbers_and_what_is_seen_is_a_boolean() {
        assert_eq!(key("7"), Ok(7));
        for (bad, found) in [
            ("-1", "a number"),
            ("1.5", "a number"),
            (r#""7""#, "text"),
            ("nothing", "nothing"),
        ] {
            let sentence = key(bad).unwrap_err().to_string();
            let expected = format!("argument `key`: found {found}, allowed: the key of a row");
            assert_eq!(sentence, expected);
        }
        assert_eq!(seen("true"), Ok(true));
        let sentence = seen("1").unwrap_err().to_string();
        let expected = "argument `seen`: found a number, allowed: true, false";
        assert_eq!(sentence, expected);
    }

    #[test]
    fn answers_are_an_object_or_none() {
        let given = answers(r#"{"firstName":"Ada","seats":3}"#).unwrap();
        let expected = [("firstName", "Ada"), ("seats", "3")];
        assert_eq!(
            given,
            expected.map(|(name, answer)| (name.into(), answer.into()))
        );
        assert_eq!(answers("nothing"), Ok(Vec::new()));
        assert_eq!(answers("null"), Ok(Vec::new()));
        for (bad, found) in [("[]", "a list"), ("5", "a number"), (r#""Ada""#, "text")] {
            assert_eq!(answers(bad).unwrap_err().found, found);
        }
    }
}
