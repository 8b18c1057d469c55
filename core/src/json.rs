//! Lenient reading of JSON: what is missing or of another type is `None`.

use serde_json::{Map, Value};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// Reads `text` as an object; anything else is `None`.
pub(crate) fn object(text: &str) -> Option<Object> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// The field of that name, or else one that differs only in case, `_`, `-`
/// or spaces: the documents spell several keys in two ways.
pub(crate) fn field<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    object.get(name).or_else(|| {
        let found = object
            .iter()
            .find(|(key, _)| letters(key).eq(letters(name)));
        found.map(|(_, value)| value)
    })
}

fn letters(key: &str) -> impl Iterator<Item = char> {
    let kept = key
        .chars()
        .filter(|letter| !matches!(letter, '_' | '-' | ' '));
    kept.map(|letter| letter.to_ascii_lowercase())
}

/// A field's text; a number counts as its decimal text.
pub(crate) fn text(object: &Object, name: &str) -> Option<String> {
    field(object, name).and_then(plain)
}

/// A string as it is, a number or boolean as its text; `None` for the rest.
pub(crate) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A count of 0 or more, as a number or as text that may carry damage around
/// its digits (`5"`).
pub(crate) fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => {
            let text = text.trim_matches(|letter: char| letter == '"' || letter.is_whitespace());
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_either_spelling() {
        let reply = object(r#"{"_chatIxnAPI-CREATE-URL":"/a"}"#).unwrap();
        assert_eq!(
            text(&reply, "_chatIxnAPI_CREATE_URL").as_deref(),
            Some("/a")
        );
        assert_eq!(text(&reply, "_id"), None);
    }

    #[test]
    fn counts_survive_damage_and_refuse_nonsense() {
        let read = |json: &str| count(&serde_json::from_str(json).unwrap());
        for good in ["5", r#""5""#, r#""5\"""#, r#"" 5 ""#] {
            assert_eq!(read(good), Some(5), "{good}");
        }
        for bad in [
            "-5",
            "5.5",
            r#""""#,
            r#""x""#,
            r#""-5""#,
            "null",
            "[5]",
            "1e300",
            r#""99999999999999999999""#,
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
