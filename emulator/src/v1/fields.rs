//! The fields of a request, from its body and its query.

use super::refusal::Refusal;
use crate::data;
use crate::event::Position;
use crate::http::Request;
use crate::multipart::{self, Part};
use serde_json::Value;
use std::collections::BTreeMap;

/// Names that belong to the API and are no business data.
const RESERVED: [&str; 4] = ["_verbose", "message", "notify_by", "transcriptPosition"];

/// Names under which personal data is attached to the interaction, as the quick start lists them.
const ATTACHED: [(&str, &str); 3] = [
    ("firstName", "fldnFirstName"),
    ("lastName", "fldnLastName"),
    ("email", "fldnEmailAddress"),
];

/// Name and value pairs; the body's come first and win over the query's.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pairs: Vec<(String, String)>,
    user: Option<String>,
}

impl Fields {
    /// Reads both kinds of form, and JSON objects too, which field clients send.
    pub(super) fn read(request: &Request) -> Result<Self, Refusal> {
        let mut fields = body_fields(request)?;
        fields.extend(form(request.query.as_bytes()));
        Ok(Self {
            pairs: fields,
            user: request.user().map(str::to_owned),
        })
    }

    /// `gms_user`, the one header that is part of the API.
    pub(super) fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// A field that is given and not empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.pairs.iter().find(|(candidate, _)| candidate == name)?;
        Some(value.as_str()).filter(|value| !value.trim().is_empty())
    }

    pub(super) fn is_verbose(&self) -> bool {
        self.get("_verbose") == Some("true")
    }

    /// `transcriptPosition`: digits; 0 and numbers beyond the end are fine, the rest is a wrong
    /// value. No reply lists the customer's own join.
    pub(super) fn position(&self) -> Result<Option<Position>, Refusal> {
        let Some(text) = self.get("transcriptPosition").map(str::trim) else {
            return Ok(None);
        };
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::BadValue {
                field: "transcriptPosition",
            });
        }
        let position = Position(text.parse().unwrap_or(u32::MAX));
        Ok(Some(position.max(Position::JOINED)))
    }

    /// `message`, if it is given and no longer than `limit` bytes.
    pub(super) fn message(&self, limit: usize) -> Result<Option<&str>, Refusal> {
        match self.get("message") {
            Some(text) if text.len() > limit => Err(Refusal::BadValue { field: "message" }),
            message => Ok(message),
        }
    }

    /// Everything that is to be attached to the interaction, under its attached name.
    pub(super) fn data(&self) -> Result<BTreeMap<String, String>, Refusal> {
        let size: usize = self
            .pairs
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        if size > data::LIMIT {
            return Err(Refusal::BadValue { field: "data" });
        }
        let data = self
            .pairs
            .iter()
            .rev()
            .filter(|(name, _)| !RESERVED.contains(&name.as_str()));
        Ok(data
            .map(|(name, value)| (attached(name).to_owned(), value.clone()))
            .collect())
    }
}

fn attached(name: &str) -> &str {
    ATTACHED
        .iter()
        .find(|(given, _)| *given == name)
        .map_or(name, |(_, attached)| attached)
}

fn body_fields(request: &Request) -> Result<Vec<(String, String)>, Refusal> {
    let malformed = Refusal::BadValue { field: "body" };
    if request.body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Vec::new());
    }
    let given = request.header("content-type").unwrap_or_default();
    let kind = given.to_ascii_lowercase();
    if kind.contains("json") {
        return json(&request.body).ok_or(malformed);
    }
    if kind.starts_with("multipart/form-data") {
        // Files are none of this API's; their bytes are read as text like any other.
        let parts = multipart::read(given, &request.body).ok_or(malformed.clone())?;
        let fields = parts.into_iter().map(Part::into_field);
        return fields.collect::<Option<_>>().ok_or(malformed);
    }
    if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(malformed);
    }
    if std::str::from_utf8(&request.body).is_err() {
        return Err(malformed);
    }
    Ok(form(&request.body))
}

fn form(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes).into_owned().collect()
}

fn json(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let Value::Object(object) = serde_json::from_slice(bytes).ok()? else {
        return None;
    };
    Some(
        object
            .into_iter()
            .filter_map(|(name, value)| Some((name, data::plain(value)?)))
            .collect(),
    )
}
