//! JSON, small and lenient: what is missing or of another type is `None`.
//!
//! A general library weighs a quarter of the whole widget, most of it for
//! floating-point numbers, which no dialect uses. Here a number stays the text
//! that it was.

mod read;
mod write;

use crate::text;
pub(crate) use read::parse;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object.
    Object(Object),
}

/// A JSON object; of fields with the same name, the last counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object(pub(crate) Vec<(String, Value)>);

impl Object {
    pub(crate) fn of(fields: Vec<(&str, Value)>) -> Self {
        Self(
            fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// The field of exactly that name.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        let field = self.0.iter().rev().find(|(key, _)| key == name)?;
        Some(&field.1)
    }

    /// Sets a field in place of any of that name.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        self.0.retain(|(key, _)| key != name);
        self.0.push((name.to_owned(), value));
    }
}

impl Value {
    /// The text of a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items of an array.
    pub(crate) fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<()> for Value {
    fn from((): ()) -> Self {
        Self::Null
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(text::decimal(number))
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(number.to_string())
    }
}

/// Reads `text` as an object; anything else is `None`.
pub(crate) fn object(text: &str) -> Option<Object> {
    match parse(text)? {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// The field of that name, or else one that differs only in case, `_`, `-`
/// or spaces: the documents spell several keys in two ways.
pub(crate) fn field<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    object.get(name).or_else(|| {
        let found = object
            .0
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
        Value::String(text) | Value::Number(text) => Some(text.clone()),
        Value::Bool(flag) => Some(if *flag { "true" } else { "false" }.to_owned()),
        _ => None,
    }
}

/// A count of 0 or more, as a number or as text that may carry damage around
/// its digits (`5"`).
pub(crate) fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Number(text) => text::number(text),
        Value::String(text) => {
            let mut pieces = text::pieces(text, b'"').filter(|piece| !text::is_blank(piece));
            let digits = text::trim(pieces.next()?);
            text::number(digits).filter(|_| pieces.next().is_none())
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
        let read = |json: &str| count(&parse(json).unwrap());
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
