//! What a page says on the visitor's behalf, as it is written.

use super::argument::fault;
use super::options::OptionError;
use super::read;
use crate::chat::{Remark, WebUrl};
use crate::json::{self, Value};
use crate::text;

const REMARKS: &str = "an object with exactly one of nickname, data, notice, url";

impl Remark {
    /// Reads a JSON object with one field: `nickname` or `notice` (text), `data` (an
    /// object of values to attach) or `url` (an address for the agent to open).
    ///
    /// # Errors
    /// When `text` is anything else.
    pub fn from_json(text: &str) -> Result<Self, OptionError> {
        let given = json::parse(text);
        let fields: &[_] = match &given {
            Some(Value::Object(object)) => &object.0,
            _ => &[],
        };
        let whole = || fault("remark".to_owned(), given.as_ref(), REMARKS);
        let [(name, value)] = fields else {
            return Err(whole());
        };
        let (remark, allowed) = match name.as_str() {
            "data" => (data(value), "an object that is not empty"),
            "nickname" => (words(value).map(Self::Nickname), "text that is not empty"),
            "notice" => (words(value).map(Self::Notice), "text that is not empty"),
            "url" => (address(value), "an http or https address"),
            _ => return Err(whole()),
        };
        let found = || fault("remark.".to_owned() + name, Some(value), allowed);
        remark.ok_or_else(found)
    }
}

fn words(value: &Value) -> Option<String> {
    json::plain(value).filter(|words| !text::is_blank(words))
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
    fn a_fault_names_the_argument_the_kind_that_was_found_and_what_is_allowed() {
        for (text, argument, found, allowed) in [
            ("nothing", "remark", "nothing", REMARKS),
            ("null", "remark", "null", REMARKS),
            ("5", "remark", "a number", REMARKS),
            ("[]", "remark", "a list", REMARKS),
            ("{}", "remark", "an empty object", REMARKS),
            (
                r#"{"nickname":"a","notice":"b"}"#,
                "remark",
                "an object",
                REMARKS,
            ),
            (r#"{"nick":"a"}"#, "remark", "an object", REMARKS),
            (
                r#"{"nickname":" "}"#,
                "remark.nickname",
                "blank text",
                "text that is not empty",
            ),
            (
                r#"{"notice":null}"#,
                "remark.notice",
                "null",
                "text that is not empty",
            ),
            (
                r#"{"data":{}}"#,
                "remark.data",
                "an empty object",
                "an object that is not empty",
            ),
            (
                r#"{"data":"gold"}"#,
                "remark.data",
                "text",
                "an object that is not empty",
            ),
            (
                r#"{"url":"javascript:x"}"#,
                "remark.url",
                "text",
                "an http or https address",
            ),
            (
                r#"{"url":["https://a.example"]}"#,
                "remark.url",
                "a list",
                "an http or https address",
            ),
        ] {
            let told = Remark::from_json(text).unwrap_err().to_string();
            let sentence = format!("argument `{argument}`: found {found}, allowed: {allowed}");
            assert_eq!(told, sentence);
        }
    }
}
