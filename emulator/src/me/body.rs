//! The JSON object that an agent's client posts.

use super::refusal::Refusal;
use crate::data;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Longest name of anything, in bytes; ours.
pub(super) const NAME_LIMIT: usize = 256;

/// The fields of an operation.
#[derive(Debug, Clone)]
pub(super) struct Body(Map<String, Value>);

impl Body {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            _ => Err(Refusal::NotAnObject),
        }
    }

    /// `operationName`
    pub(super) fn operation_name(&self) -> Result<&str, Refusal> {
        self.required("operationName", NAME_LIMIT)
    }

    /// A text that must be there and say something, of so many bytes at most.
    pub(super) fn required(&self, field: &'static str, limit: usize) -> Result<&str, Refusal> {
        let text = self.optional(field, limit)?;
        let text = text.filter(|text| !text.trim().is_empty());
        text.ok_or(Refusal::Missing { field })
    }

    /// A text that may be missing.
    pub(super) fn optional(
        &self,
        field: &'static str,
        limit: usize,
    ) -> Result<Option<&str>, Refusal> {
        match self.0.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.len() <= limit => Ok(Some(text)),
            Some(Value::String(_)) => Err(Refusal::TooLong { field, limit }),
            Some(_) => Err(Refusal::Wrong {
                field,
                allowed: "a text",
            }),
        }
    }

    /// The first of several spellings of a field that is there.
    pub(super) fn any_of(&self, fields: &[&'static str], limit: usize) -> Result<&str, Refusal> {
        let there = fields.iter().find(|field| self.0.contains_key(**field));
        let field = there.or(fields.first()).copied().unwrap_or_default();
        self.required(field, limit)
    }

    /// An index, as a number or as text.
    pub(super) fn index(&self, field: &'static str) -> Result<Option<u32>, Refusal> {
        let number = match self.0.get(field) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Number(number)) => number.as_u64().and_then(|n| u32::try_from(n).ok()),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        let allowed = "a number from 0";
        number.map(Some).ok_or(Refusal::Wrong { field, allowed })
    }

    /// `userData`, whose values may be anything that a form could carry.
    pub(super) fn user_data(&self) -> Result<BTreeMap<String, String>, Refusal> {
        let field = "userData";
        let data = match self.0.get(field) {
            None | Some(Value::Null) => return Err(Refusal::Missing { field }),
            Some(Value::Object(fields)) => fields.clone(),
            Some(_) => {
                let allowed = "an object";
                return Err(Refusal::Wrong { field, allowed });
            }
        };
        let pairs = data.into_iter();
        let data: BTreeMap<_, _> = pairs
            .filter_map(|(name, value)| Some((name, data::plain(value)?)))
            .collect();
        let limit = data::LIMIT;
        if data::size(&data) > limit {
            return Err(Refusal::TooLong { field, limit });
        }
        Ok(data)
    }

    /// `keys`, a list of texts.
    pub(super) fn keys(&self) -> Result<Vec<String>, Refusal> {
        let field = "keys";
        let allowed = "a list of texts";
        let wrong = Refusal::Wrong { field, allowed };
        match self.0.get(field) {
            None | Some(Value::Null) => Err(Refusal::Missing { field }),
            Some(Value::Array(keys)) => {
                let keys = keys.iter().map(|key| key.as_str().map(str::to_owned));
                keys.collect::<Option<_>>().ok_or(wrong)
            }
            Some(_) => Err(wrong),
        }
    }
}
