//! What a page says on the visitor's behalf, as it is written.

use super::argument::fault;
use super::options::OptionError;
use super::read;
use crate::chat::{Remark, WebUrl};
use crate::json::{self, Value};

const REMARKS: &str = "an object with exactly one of nickname, data, notice, url";

impl Remark {
    /// Reads a JSON object with one field: `nickname` or `notice` (text), `data` (an
    /// object of values to attach) or `url` (an address for the agent to open).
    ///
    /// # Errors
    /// When `text` is anything else.
    pub fn from_json(text: &str) -> Result<Self, OptionError> {
        let object = json::object(text).unwrap_or_default();
        let [(name, value)] = object.0.as_slice() else {
            return Err(fault("remark".to_owned(), text, REMARKS));
        };
        let (remark, allowed) = match name.as_str() {
            "data" => (data(value), "an object that is not empty"),
            "nickname" => (words(value).map(Self::Nickname), "text that is not empty"),
            "notice" => (words(value).map(Self::Notice), "text that is not empty"),
            "url" => (address(value), "an http or https address"),
            _ => return Err(fault("remark".to_owned(), text, REMARKS)),
        };
        let found = || fault("remark.".to_owned() + name, &value.to_string(), allowed);
        remark.ok_or_else(found)
    }
}

fn words(value: &Value) -> Option<String> {
    json::plain(value).filter(|words| !words.trim().is_empty())
}

fn data(value: &Value) -> Option<Remark> {
    let pairs = read::pairs(read::object_or_its_text(value)?);
    (!pairs.is_empty()).then_some(Remark::Data(pairs))
}

fn address(value: &Value) -> Option<Remark> {
    WebUrl::parse(value.as_str()?).map(Remark::PushUrl)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_remark_is_read_from_the_field_of_its_name() {
        let data = vec![
            ("plan".to_owned(), "gold".to_owned()),
            ("seats".to_owned(), "3".to_owned()),
            ("tags".to_owned(), r#"["a"]"#.to_owned()),
        ];
        let url = WebUrl::parse("https://a.example/b").unwrap();
        for (text, remark) in [
            (r#"{"nickname":"JD"}"#, Remark::Nickname("JD".into())),
            (r#"{"notice":"step 2"}"#, Remark::Notice("step 2".into())),
            (r#"{"notice":2}"#, Remark::Notice("2".into())),
            (
                r#"{"data":{"plan":"gold","seats":3,"tags":["a"]}}"#,
                Remark::Data(data),
            ),
            (r#"{"url":"https://a.example/b"}"#, Remark::PushUrl(url)),
        ] {
            assert_eq!(Remark::from_json(text), Ok(remark), "{text}");
        }
    }

    #[test]
    fn a_fault_names_the_argument_what_was_found_and_what_is_allowed() {
        let whole = |found: &str| format!("argument `remark`: found {found}, allowed: {REMARKS}");
        for text in [
            "nothing",
            "null",
            "5",
            "[]",
            "{}",
            r#"{"nickname":"a","notice":"b"}"#,
            r#"{"nick":"a"}"#,
        ] {
            let told = Remark::from_json(text).unwrap_err().to_string();
            assert_eq!(told, whole(text));
        }
        for (text, told) in [
            (
                r#"{"nickname":" "}"#,
                r#"argument `remark.nickname`: found " ", allowed: text that is not empty"#,
            ),
            (
                r#"{"notice":null}"#,
                "argument `remark.notice`: found null, allowed: text that is not empty",
            ),
            (
                r#"{"data":{}}"#,
                "argument `remark.data`: found {}, allowed: an object that is not empty",
            ),
            (
                r#"{"data":"gold"}"#,
                r#"argument `remark.data`: found "gold", allowed: an object that is not empty"#,
            ),
            (
                r#"{"url":"javascript:x"}"#,
                r#"argument `remark.url`: found "javascript:x", allowed: an http or https address"#,
            ),
            (
                r#"{"url":["https://a.example"]}"#,
                r#"argument `remark.url`: found ["https://a.example"], allowed: an http or https address"#,
            ),
        ] {
            assert_eq!(Remark::from_json(text).unwrap_err().to_string(), told);
        }
        let long = format!(r#"{{"nick":"{}"}}"#, "x".repeat(1_000));
        let told = Remark::from_json(&long).unwrap_err();
        assert_eq!(told.found.chars().count(), 61);
    }
}
