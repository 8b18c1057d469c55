//! What a command of the page is given, as it is written.

use super::options::{OptionError, shorten};
use super::read;
use crate::json;

/// Reads a JSON string that is not blank: what is to be said.
///
/// # Errors
/// When `text` is anything else.
pub fn words(text: &str) -> Result<String, OptionError> {
    let words = json::parse(text).and_then(|value| value.as_str().map(str::to_owned));
    let words = words.filter(|words| !words.trim().is_empty());
    words.ok_or_else(|| fault("text".to_owned(), text, "text that is not empty"))
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
    object.ok_or_else(|| fault("answers".to_owned(), text, "an object"))
}

/// An argument that cannot be used.
pub(super) fn fault(argument: String, found: &str, allowed: &str) -> OptionError {
    OptionError {
        what: "argument",
        option: argument,
        found: shorten(found),
        allowed: allowed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_a_string_that_is_not_blank() {
        assert_eq!(words(r#""hello ""#), Ok("hello ".to_owned()));
        for bad in ["nothing", "null", "5", r#"" ""#, "{}", "hello"] {
            let sentence = words(bad).unwrap_err().to_string();
            let expected = format!("argument `text`: found {bad}, allowed: text that is not empty");
            assert_eq!(sentence, expected);
        }
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
        for bad in ["[]", "5", r#""Ada""#] {
            assert!(answers(bad).is_err(), "{bad}");
        }
    }
}
