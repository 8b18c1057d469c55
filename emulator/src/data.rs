//! Business data: what a customer's client attaches to an interaction.

use serde_json::Value;
use std::collections::BTreeMap;

/// All names and values together may not be longer than this, in bytes; ours.
pub(crate) const LIMIT: usize = 64 * 1024;

/// How long all names and values are together, in bytes.
pub(crate) fn size(data: &BTreeMap<String, String>) -> usize {
    data.iter()
        .map(|(name, value)| name.len() + value.len())
        .sum()
}

/// A JSON value as a form would carry it; `null` is no value.
pub(crate) fn plain(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}
