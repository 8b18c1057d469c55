//! JSON of any kind, against a library that everybody uses.

use causerie_core::config::{answers, draft};
use serde_json::Value;

/// What is nested deeper is no message of any dialect, and refused.
const DEEPEST: usize = 60;

pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let theirs = serde_json::from_str::<Value>(&text);
    let own = answers(&text);
    if let Ok(Value::Object(fields)) = &theirs
        && depth(&text) < DEEPEST
    {
        let own = own.as_ref().expect("what a library reads");
        for (name, value) in fields {
            let last = own.iter().rev().find(|(other, _)| other == name);
            assert_same(value, &last.expect("a field").1);
        }
    }
    if let Ok(Value::String(words)) = &theirs {
        assert_eq!(draft(&text).as_ref(), Ok(&Some(words.clone())));
    }
    if text != "null" && text != "nothing" {
        for (name, value) in own.unwrap_or_default() {
            assert_written_as_read(&name, &value);
        }
    }
}

/// A bound of how deep it is nested.
fn depth(text: &str) -> usize {
    text.bytes()
        .filter(|byte| matches!(byte, b'{' | b'['))
        .count()
}

/// Strings and numbers as they are, what is nested as JSON.
fn assert_same(theirs: &Value, own: &str) {
    match theirs {
        Value::String(text) => assert_eq!(text, own),
        _ => assert_eq!(
            serde_json::from_str::<Value>(own).as_ref().ok(),
            Some(theirs)
        ),
    }
}

/// What was read is written so that it is read as the same again.
fn assert_written_as_read(name: &str, value: &str) {
    let text = Value::from(value).to_string();
    let name = Value::from(name).to_string();
    let again = answers(&format!("{{{name}:{text}}}"));
    let again = again.expect("an object");
    assert_eq!(again.first().map(|(_, again)| again.as_str()), Some(value));
    // What is nested is JSON still.
    if let Ok(nested) = answers(value) {
        let whole = answers(&format!("{{\"a\":{value}}}")).unwrap_or_default();
        let whole = whole.first().and_then(|(_, text)| answers(text).ok());
        assert!(whole.is_none_or(|whole| whole == nested), "{value}");
    }
}
