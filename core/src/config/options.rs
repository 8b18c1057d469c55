//! What the page wrote, in any of its spellings.

use super::read;
use crate::json::{self, Object, Value};
use crate::text;

/// Every option there is, in the order of the README.
const KNOWN: &[&str] = &[
    "backend",
    "url",
    "service",
    "serviceKind",
    "delivery",
    "cometdUrl",
    "cometdChannel",
    "cometdSubscribe",
    "user",
    "tenant",
    "headers",
    "credentials",
    "userData",
    "messageType",
    "typingPreview",
    "readReceipts",
    "fields",
    "visitor",
    "pollInterval",
    "keepAlive",
    "typingTimeout",
    "requestTimeout",
    "storage",
    "restoreTimeout",
    "language",
    "words",
    "locale",
    "dir",
    "theme",
    "title",
    "launcher",
    "contactUrl",
    "transcript",
    "attention",
    "open",
];

/// Options as they were written: names in camel case, values of any type.
///
/// ```
/// use causerie_core::config::{Config, Options};
///
/// let options = Options::new().with("url", "/genesys").with("pollInterval", 1500);
/// assert!(Config::new(&options).is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options(Object);

impl Options {
    /// No options.
    pub fn new() -> Self {
        Self::default()
    }

    /// These options and one more; a later value replaces an earlier one.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.set(name, value.into());
        self
    }

    /// Reads a JSON object with names in camel case.
    ///
    /// # Errors
    /// When `text` is not a JSON object.
    pub fn from_json(text: &str) -> Result<Self, OptionError> {
        let object = json::object(text);
        object.map(Self).ok_or_else(|| OptionError {
            what: "option",
            option: "options".to_owned(),
            found: described(json::parse(text).as_ref()),
            allowed: "an object with the options as its fields".to_owned(),
        })
    }

    /// Reads attributes, their names in kebab case (`poll-interval`).
    pub fn from_attributes<'a>(attributes: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let named = attributes.into_iter();
        Self(Object(
            named
                .map(|(name, value)| (camel(name), value.into()))
                .collect(),
        ))
    }

    /// The names that mean nothing here: most often a slip of the pen.
    pub fn unknown(&self) -> Vec<&str> {
        let names = self.0.0.iter().map(|(name, _)| name.as_str());
        names.filter(|name| !KNOWN.contains(name)).collect()
    }

    /// What an option holds that is an object, or the text of one.
    pub fn object(&self, name: &str) -> Option<Self> {
        read::object_or_its_text(self.get(name)?).map(Self)
    }

    /// Every name with what was written for it: text, or the JSON text of what holds more.
    pub fn entries(&self) -> Vec<(String, String)> {
        read::pairs(self.0.clone())
    }

    /// The value written for that option; `null` counts as not written.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| **value != Value::Null)
    }
}

/// An option that cannot be used, or an argument of a command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct OptionError {
    /// `option` or `argument`.
    pub what: &'static str,
    /// Its name, in camel case.
    pub option: String,
    /// What was written, shortened, as JSON; or `nothing`. Of what may tell of a person or
    /// hold a key, only what kind of value it is: faults are logged.
    pub found: String,
    /// What may be written.
    pub allowed: String,
}

/// What kind of value it is, for those that are nobody else's business.
impl OptionError {
    /// All of it.
    pub fn sentence(&self) -> String {
        let Self {
            what,
            option,
            found,
            allowed,
        } = self;
        text::concat(&[
            what,
            " `",
            option,
            "`: found ",
            found,
            ", allowed: ",
            allowed,
        ])
    }
}

pub(super) fn described(value: Option<&Value>) -> String {
    let kind = match value {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "true or false",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(text)) if text::is_blank(text) => "blank text",
        Some(Value::String(_)) => "text",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(Object(fields))) if fields.is_empty() => "an empty object",
        Some(Value::Object(_)) => "an object",
    };
    kind.to_owned()
}

/// At most 60 characters of `text`, so that a fault fits a console line.
pub(super) fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn camel(kebab: &str) -> String {
    let mut words = text::pieces(kebab, b'-');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}
