//! The JSON object that a client posts.

use super::refusal::Refusal;
use crate::data;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The fields of an operation. Its content type decides nothing: the recorded server reads JSON
/// and nothing else.
#[derive(Debug, Clone)]
pub(super) struct Body(Map<String, Value>);

/// What a customer does in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation<'a> {
    SendMessage { text: &'a str },
    SendStartTypingNotification,
    SendStopTypingNotification,
    Complete,
}

impl Body {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            _ => Err(Refusal::bad("the body is no JSON object")),
        }
    }

    /// `operationName`
    pub(super) fn operation_name(&self) -> Result<&str, Refusal> {
        self.text("operationName")
    }

    /// The operation, if it is one of a chat that has begun.
    pub(super) fn operation(&self) -> Result<Operation<'_>, Refusal> {
        match self.operation_name()? {
            "SendMessage" => Ok(Operation::SendMessage {
                text: self.text("text")?,
            }),
            "SendStartTypingNotification" => Ok(Operation::SendStartTypingNotification),
            "SendStopTypingNotification" => Ok(Operation::SendStopTypingNotification),
            "Complete" => Ok(Operation::Complete),
            _ => Err(Refusal::UnknownOperation),
        }
    }

    /// A text that must be there and say something. The recorded server dies of some that are
    /// missing; it refuses nothing with another answer than this.
    pub(super) fn text(&self, name: &str) -> Result<&str, Refusal> {
        let text = self.0.get(name).and_then(Value::as_str);
        text.filter(|text| !text.trim().is_empty())
            .ok_or_else(|| Refusal::bad(format!("{name} is missing or no text")))
    }

    /// `userData`, an object that may be missing.
    pub(super) fn user_data(&self) -> Result<BTreeMap<String, String>, Refusal> {
        let fields = match self.0.get("userData") {
            None | Some(Value::Null) => return Ok(BTreeMap::new()),
            Some(Value::Object(fields)) => fields.clone(),
            Some(_) => return Err(Refusal::bad("userData is no object")),
        };
        let pairs = fields.into_iter();
        Ok(pairs
            .filter_map(|(name, value)| Some((name, data::plain(value)?)))
            .collect())
    }
}
