//! The JSON object that is posted.

use super::refusal::Refusal;
use crate::http::Request;
use serde_json::{Map, Value};

/// So much of a wrong value is told back, in characters.
const TOLD: usize = 60;

#[derive(Debug, Clone)]
pub(super) struct Body(Map<String, Value>);

impl Body {
    /// Whatever its content type, which `curl -d` calls a form.
    pub(super) fn read(request: &Request) -> Result<Self, Refusal> {
        match serde_json::from_slice(&request.body) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            _ => Err(Refusal::NotAnObject),
        }
    }

    /// Whether a field is given; `null` is as good as nothing.
    pub(super) fn has(&self, field: &str) -> bool {
        self.given(field).is_some()
    }

    /// The fields must be among these.
    pub(super) fn check_known(&self, known: &[&str]) -> Result<(), Refusal> {
        let mut names = self.0.keys();
        match names.find(|name| !known.contains(&name.as_str())) {
            Some(found) => Err(Refusal::UnknownField {
                found: shortened(found),
                allowed: known.join(", "),
            }),
            None => Ok(()),
        }
    }

    pub(super) fn text(&self, field: &'static str) -> Result<Option<String>, Refusal> {
        match self.given(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(found) => Err(wrong(field, found, "a text")),
        }
    }

    pub(super) fn number(&self, field: &'static str) -> Result<Option<u64>, Refusal> {
        let Some(found) = self.given(field) else {
            return Ok(None);
        };
        let number = found.as_u64();
        let number = number.ok_or_else(|| wrong(field, found, "a whole number, not negative"));
        number.map(Some)
    }

    pub(super) fn flag(&self, field: &'static str) -> Result<Option<bool>, Refusal> {
        match self.given(field) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(found) => Err(wrong(field, found, "true or false")),
        }
    }

    fn given(&self, field: &str) -> Option<&Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }
}

pub(super) fn wrong(field: &'static str, found: &Value, allowed: &str) -> Refusal {
    Refusal::Wrong {
        field,
        found: shortened(&found.to_string()),
        allowed: allowed.to_owned(),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
