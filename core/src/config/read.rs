//! Reads one option after the other and collects the faults.

use std::ops::RangeInclusive;
use std::time::Duration;

use super::field::{Field, Kind};
use super::options::{OptionError, Options, described, shorten};
use crate::chat::Form;
use crate::json::{self, Object, Value};
use crate::text;

const ADDRESS: &str = "an http or https address, or a path such as /genesys";

/// Options that tell of a person or hold a key: their values are not for logs.
const PRIVATE: [&str; 4] = ["headers", "user", "userData", "visitor"];

/// What a field may ask for.
const KINDS: &[(&str, Kind)] = &[
    ("text", Kind::Text),
    ("email", Kind::Email),
    ("tel", Kind::Tel),
    ("select", Kind::Select),
    ("checkbox", Kind::Checkbox),
    ("hidden", Kind::Hidden),
];

pub(super) struct Reader<'a> {
    options: &'a Options,
    faults: Vec<OptionError>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(options: &'a Options) -> Self {
        Self {
            options,
            faults: Vec::new(),
        }
    }

    /// The value, if there was no fault.
    pub(super) fn finish<T>(self, value: T) -> Result<T, Vec<OptionError>> {
        if self.faults.is_empty() {
            Ok(value)
        } else {
            Err(self.faults)
        }
    }

    /// An option with one value only; what is allowed says why.
    pub(super) fn only<T: Default>(&mut self, name: &str, word: &str, allowed: &str) -> T {
        let right = |value: &Value| (value.as_str() == Some(word)).then_some(());
        self.optional(name, allowed, right);
        T::default()
    }

    /// One of several words; the first of them, or the type's default, when
    /// none is written.
    pub(super) fn choice<T: Copy + Default>(&mut self, name: &str, choices: &[(&str, T)]) -> T {
        self.pick(name, choices).unwrap_or_default()
    }

    fn pick<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let found = self.options.get(name)?;
        let chosen = chosen(found, choices);
        if chosen.is_none() {
            let mut allowed = String::new();
            for (word, _) in choices {
                let between = if allowed.is_empty() { "" } else { ", " };
                allowed += between;
                allowed += word;
            }
            self.fault(name, &allowed);
        }
        chosen
    }

    /// A required base address, without a slash at its end.
    pub(super) fn url(&mut self, name: &str) -> String {
        let found = self.options.get(name).and_then(Value::as_str);
        let base = found.and_then(address);
        base.unwrap_or_else(|| {
            self.fault(name, ADDRESS);
            String::new()
        })
    }

    /// An address like [`url`](Self::url), or `default`.
    pub(super) fn url_or(&mut self, name: &str, default: String) -> String {
        let found = self.optional(name, ADDRESS, |value| address(value.as_str()?));
        found.unwrap_or(default)
    }

    /// An address a person may open, `mailto:` and `tel:` included.
    pub(super) fn contact(&mut self, name: &str) -> Option<String> {
        self.optional(
            name,
            "an http, https, mailto or tel address, or a path",
            |value| {
                let text = text::trim(value.as_str()?);
                let direct = ["mailto:", "tel:"]
                    .iter()
                    .any(|scheme| text.starts_with(scheme));
                (direct || address(text).is_some()).then(|| text.to_owned())
            },
        )
    }

    /// A name that is not empty.
    pub(super) fn name(&mut self, name: &str, default: &str) -> String {
        let found = self.optional(name, "a name that is not empty", |value| {
            let text = json::plain(value)?;
            (!text::is_blank(&text)).then(|| text::trim(&text).to_owned())
        });
        found.unwrap_or_else(|| default.to_owned())
    }

    /// A line of text; an empty one counts as none.
    pub(super) fn line(&mut self, name: &str) -> Option<String> {
        let line = self.optional(name, "text", json::plain);
        line.filter(|text| !text::is_blank(text))
    }

    /// A language tag, in the alphabet of BCP 47; the browser knows the rest.
    pub(super) fn locale(&mut self, name: &str) -> Option<String> {
        self.optional(name, "a language tag such as en-GB", |value| {
            let text = value.as_str()?;
            let tag = text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            (tag && text.len() >= 2).then(|| text.to_owned())
        })
    }

    /// A header's value.
    pub(super) fn header_value(&mut self, name: &str) -> Option<String> {
        self.optional(name, "text that fits an HTTP header", |value| {
            json::plain(value).filter(|text| is_header_value(text))
        })
    }

    /// Header names and values.
    pub(super) fn headers(&mut self, name: &str) -> Vec<(String, String)> {
        let pairs = self.pairs(name);
        for (header, value) in &pairs {
            if !is_header_name(header) || !is_header_value(value) {
                let allowed = ["valid HTTP headers (`", &shorten(header), "` is not)"];
                self.fault(name, &text::concat(&allowed));
            }
        }
        pairs
    }

    /// An object of plain values; a nested one keeps its JSON text.
    pub(super) fn pairs(&mut self, name: &str) -> Vec<(String, String)> {
        let object = self.optional(name, "an object", object_or_its_text);
        pairs(object.unwrap_or_default())
    }

    /// What is known of the visitor.
    pub(super) fn form(&mut self, name: &str) -> Form {
        let mut form = Form::default();
        for (field, value) in self.pairs(name) {
            form.set(&field, value);
        }
        form
    }

    /// The pre-chat form.
    pub(super) fn fields(&mut self, name: &str) -> Vec<Field> {
        let allowed = "a list of field names or objects {name, label, type: text|email|tel|select|checkbox|hidden, \
             required, options}";
        let fields = self.optional(name, allowed, |value| match value {
            Value::String(text) => list(&json::parse(text)?),
            other => list(other),
        });
        fields.unwrap_or_else(Field::usual)
    }

    /// A span of time within bounds.
    pub(super) fn millis(
        &mut self,
        name: &str,
        default: u64,
        bounds: RangeInclusive<u64>,
    ) -> Duration {
        let [least, most] = [bounds.start(), bounds.end()].map(|bound| text::decimal(*bound));
        let allowed = text::concat(&["milliseconds from ", &least, " to ", &most]);
        let found = self.optional(name, &allowed, |value| {
            json::count(value).filter(|millis| bounds.contains(millis))
        });
        Duration::from_millis(found.unwrap_or(default))
    }

    /// A switch; an attribute without a value switches it on.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        let found = self.optional(name, "true, false", |value| match value {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => match text.as_str() {
                "" | "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        });
        found.unwrap_or(false)
    }

    /// What is written, as it is read; `None` when nothing is, or what is not allowed.
    pub(super) fn optional<T>(
        &mut self,
        name: &str,
        allowed: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        let read = read(self.options.get(name)?);
        if read.is_none() {
            self.fault(name, allowed);
        }
        read
    }

    fn fault(&mut self, name: &str, allowed: &str) {
        let found = self.options.get(name);
        self.faults.push(OptionError {
            what: "option",
            option: name.to_owned(),
            found: match found {
                Some(value) if !PRIVATE.contains(&name) => shorten(&value.write()),
                found => described(found),
            },
            allowed: allowed.to_owned(),
        });
    }
}

fn address(text: &str) -> Option<String> {
    let text = text::trim(text);
    let absolute = text.starts_with("http://") || text.starts_with("https://");
    let mut signs = text.bytes();
    let scheme = signs.find(|byte| b"/?#:".contains(byte)) == Some(b':');
    let clean = !text.is_empty() && !text::has_gaps(text);
    let mut address = text;
    while let Some(shorter) = address.strip_suffix('/') {
        address = shorter;
    }
    (clean && (absolute || !scheme)).then(|| address.to_owned())
}

/// Names and plain values; a nested value keeps its JSON text.
pub(super) fn pairs(object: Object) -> Vec<(String, String)> {
    let text = |value: Value| json::plain(&value).unwrap_or_else(|| value.write());
    let pairs = object.0.into_iter();
    pairs.map(|(key, value)| (key, text(value))).collect()
}

pub(super) fn object_or_its_text(value: &Value) -> Option<Object> {
    match value {
        Value::Object(object) => Some(object.clone()),
        Value::String(text) => json::object(text),
        _ => None,
    }
}

/// What that word stands for.
fn chosen<T: Copy>(found: &Value, choices: &[(&str, T)]) -> Option<T> {
    let mut choices = choices.iter();
    let chosen = choices.find(|(word, _)| found.as_str() == Some(word));
    chosen.map(|(_, value)| *value)
}

fn list(value: &Value) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    for value in value.as_array()? {
        fields.push(field(value)?);
    }
    Some(fields)
}

fn field(value: &Value) -> Option<Field> {
    let Value::Object(object) = value else {
        return value
            .as_str()
            .filter(|name| !name.is_empty())
            .map(Field::named);
    };
    let name = json::text(object, "name").filter(|name| !name.is_empty())?;
    let usual = Field::named(&name);
    let kind = match object.get("type") {
        Some(kind) => chosen(kind, KINDS)?,
        None => usual.kind,
    };
    let required = object.get("required").is_some_and(Value::is_true);
    let choices = match object.get("options") {
        Some(options) => pairs(object_or_its_text(options)?),
        None => Vec::new(),
    };
    Some(Field {
        label: json::text(object, "label"),
        kind,
        // Nobody could answer it.
        required: required && kind != Kind::Hidden,
        choices,
        ..usual
    })
}

fn is_header_name(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}

fn is_header_value(value: &str) -> bool {
    let fits = |letter: char| ('\u{20}'..='\u{ff}').contains(&letter) && letter != '\u{7f}';
    value.chars().all(fits)
}
