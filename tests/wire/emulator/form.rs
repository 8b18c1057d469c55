//! Bodies of which only the fields were recorded.

use super::text;
use serde_json::Value;

/// The fields as a body of that media type.
pub(super) fn of(fields: &Value, content_type: &str) -> String {
    let fields = fields.as_object().expect("an object").iter();
    let fields = fields.map(|(name, value)| (name.as_str(), text(value)));
    match content_type.split_once("boundary=") {
        Some((_, boundary)) => parts(fields, boundary),
        None => fields.map(pair).collect::<Vec<_>>().join("&"),
    }
}

/// None of the recorded values needs encoding.
fn pair((name, value): (&str, &str)) -> String {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    assert!(is_plain(name) && is_plain(value), "{name}={value}");
    format!("{name}={value}")
}

fn parts<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>, boundary: &str) -> String {
    let part = |(name, value): (&str, &str)| {
        let file = if name == "file" {
            "; filename=\"plan.pdf\""
        } else {
            ""
        };
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n\
             {value}\r\n"
        )
    };
    fields.map(part).collect::<String>() + &format!("--{boundary}--\r\n")
}
