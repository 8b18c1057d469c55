//! The fields of a request, from a form, from multipart or from JSON.

use super::refusal::{Code, Refusal};
use crate::credentials::Shown;
use crate::data;
use crate::event::Position;
use crate::file::Upload;
use crate::http::Request;
use crate::multipart::{self, Part};
use serde_json::Value;
use std::collections::BTreeMap;

/// Personal data, which is attached to the interaction under the names it is given by; ours.
const PERSONAL: [&str; 5] = [
    "emailAddress",
    "firstName",
    "lastName",
    "nickname",
    "subject",
];

/// Name and value pairs. Business data is spelled as in a form, `userData[key]`, whatever it
/// came in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    pairs: Vec<(String, String)>,
    file: Option<Part>,
}

impl Fields {
    /// Reads both kinds of form.
    pub(crate) fn of_form(request: &Request) -> Result<Self, Refusal> {
        let malformed = Refusal::Wrong { what: "body" };
        let given = request.header("content-type").unwrap_or_default();
        let kind = given.to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            let parts = multipart::read(given, &request.body);
            return parts.and_then(Self::of_parts).ok_or(malformed);
        }
        let is_form = kind.is_empty() || kind.starts_with("application/x-www-form-urlencoded");
        if !is_form || std::str::from_utf8(&request.body).is_err() {
            return Err(malformed);
        }
        let pairs = form_urlencoded::parse(&request.body).into_owned().collect();
        Ok(Self { pairs, file: None })
    }

    /// Reads an object.
    pub(crate) fn of_json(value: Value) -> Result<Self, Refusal> {
        let Value::Object(object) = value else {
            return Err(Refusal::Wrong { what: "body" });
        };
        let mut pairs = Vec::new();
        for (name, value) in object {
            flatten(name, value, &mut pairs);
        }
        Ok(Self { pairs, file: None })
    }

    /// A field that is given and not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.pairs.iter().find(|(candidate, _)| candidate == name)?;
        Some(value.as_str()).filter(|value| !value.trim().is_empty())
    }

    /// Whether a field is there, empty or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(candidate, _)| candidate == name)
    }

    /// A field that must be given.
    pub(crate) fn require(&self, name: &'static str) -> Result<&str, Refusal> {
        self.get(name).ok_or(Refusal::Wrong { what: name })
    }

    /// A text of the customer's, no longer than `limit` bytes.
    pub(crate) fn message(&self, name: &str, limit: usize) -> Result<Option<&str>, Refusal> {
        match self.get(name) {
            Some(text) if text.len() > limit => {
                Err(Refusal::invalid(Code::MessageTooLong, limit.to_string()))
            }
            message => Ok(message),
        }
    }

    /// `transcriptPosition`: digits; 0 means the beginning, numbers beyond the end are fine.
    pub(crate) fn position(&self) -> Result<Option<Position>, Refusal> {
        let Some(text) = self.get("transcriptPosition").map(str::trim) else {
            return Ok(None);
        };
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            let what = "transcriptPosition";
            return Err(Refusal::Wrong { what });
        }
        Ok(Some(Position(text.parse().unwrap_or(u32::MAX))))
    }

    /// The credentials that are shown.
    pub(crate) fn shown(&self) -> Shown<'_> {
        Shown {
            alias: self.get("alias"),
            user_id: self.get("userId"),
            secure_key: self.get("secureKey"),
        }
    }

    /// Business data, a nested key as `outer[inner]`.
    pub(crate) fn data(&self) -> BTreeMap<String, String> {
        let data = self.pairs.iter().rev();
        data.filter_map(|(name, value)| Some((data_key(name)?, value.clone())))
            .collect()
    }

    /// Business data and personal data.
    pub(crate) fn attached(&self) -> BTreeMap<String, String> {
        let personal = PERSONAL
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), self.get(name)?.to_owned())));
        let mut attached: BTreeMap<_, _> = personal.collect();
        attached.extend(self.data());
        attached
    }

    /// The file of a multipart body, with the business data beside it.
    pub(crate) fn upload(&self) -> Option<Upload> {
        let part = self.file.as_ref()?;
        Some(Upload {
            name: part.file_name.clone().unwrap_or_default(),
            media_type: part.media_type.clone(),
            bytes: part.bytes.clone(),
            data: self.data(),
        })
    }

    fn of_parts(parts: Vec<Part>) -> Option<Self> {
        let (mut files, texts): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .partition(|part| part.file_name.is_some() || part.name == "file");
        let pairs = texts.into_iter().map(Part::into_field);
        Some(Self {
            pairs: pairs.collect::<Option<_>>()?,
            file: files.pop(),
        })
    }
}

/// Business data as it would be with some more, if there is room for that.
pub(crate) fn with_more(
    known: &BTreeMap<String, String>,
    more: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Refusal> {
    let mut data = known.clone();
    data.extend(more);
    if data::size(&data) > data::LIMIT {
        return Err(Refusal::Wrong { what: "userData" });
    }
    Ok(data)
}

/// `nested[a]` of `userData[nested][a]`
fn data_key(name: &str) -> Option<String> {
    let inner = name.strip_prefix("userData[")?.strip_suffix(']')?;
    Some(match inner.split_once("][") {
        Some((outer, inner)) => format!("{outer}[{inner}]"),
        None => inner.to_owned(),
    })
}

/// A JSON value as a form would carry it; `null` is no value.
fn flatten(name: String, value: Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (inner, value) in fields {
                flatten(format!("{name}[{inner}]"), value, pairs);
            }
        }
        plain => pairs.extend(data::plain(plain).map(|value| (name, value))),
    }
}
