//! One message of a client, read leniently.

use crate::id::ClientId;
use serde_json::{Map, Value};
use std::time::Duration;

/// Most messages in one request; more are not read. Ours.
const MESSAGES_LIMIT: usize = 64;

/// A message; what a client leaves out is not there.
#[derive(Debug, Clone)]
pub(super) struct Message(Map<String, Value>);

impl Message {
    /// The messages of a body: an array of objects, or one bare object as in the document.
    pub(super) fn read_all(body: &[u8]) -> Option<Vec<Self>> {
        let values = match serde_json::from_slice(body).ok()? {
            Value::Array(values) if (1..=MESSAGES_LIMIT).contains(&values.len()) => values,
            object @ Value::Object(_) => vec![object],
            _ => return None,
        };
        values.into_iter().map(Self::of).collect()
    }

    pub(super) fn channel(&self) -> &str {
        self.text("channel").unwrap_or_default()
    }

    pub(super) fn client(&self) -> Option<ClientId> {
        self.text("clientId").map(ClientId::new)
    }

    /// The id as the client spelled it; anything but a text or a number is none.
    pub(super) fn id(&self) -> Option<Value> {
        let id = self.0.get("id");
        id.filter(|id| id.is_string() || id.is_number()).cloned()
    }

    /// What is published.
    pub(super) fn data(&self) -> Value {
        self.0.get("data").cloned().unwrap_or_default()
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// `subscription`: one channel or several.
    pub(super) fn subscriptions(&self) -> Vec<&str> {
        match self.0.get("subscription") {
            Some(Value::String(channel)) => vec![channel],
            Some(Value::Array(channels)) => channels.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The field `subscription` as it came.
    pub(super) fn subscription(&self) -> Option<&Value> {
        self.0.get("subscription")
    }

    /// Whether the client can do long polling; the document's handshake names no type at all.
    pub(super) fn can_long_poll(&self) -> bool {
        match self.0.get("supportedConnectionTypes") {
            Some(Value::Array(types)) => types.iter().any(|kind| kind == LONG_POLLING),
            _ => true,
        }
    }

    /// Whether it is a long poll; a client that leaves the type out is taken to mean one.
    pub(super) fn is_long_poll(&self) -> bool {
        self.text("connectionType")
            .is_none_or(|kind| kind == LONG_POLLING)
    }

    /// `ext.ack` of a handshake: `true`, or an object that does not say `enabled: false`.
    pub(super) fn offers_ack(&self) -> bool {
        match self.ext("ack") {
            Some(Value::Bool(offered)) => *offered,
            Some(Value::Object(offer)) => offer.get("enabled") != Some(&Value::Bool(false)),
            _ => false,
        }
    }

    /// `ext.ack` of a connect: the last batch that has arrived.
    pub(super) fn acknowledged(&self) -> Option<u64> {
        self.ext("ack")?.as_u64()
    }

    /// `advice.timeout` of a connect, in milliseconds on the wire: hold it so long at most.
    pub(super) fn patience(&self) -> Option<Duration> {
        let timeout = self.0.get("advice")?.get("timeout")?.as_u64();
        timeout.map(Duration::from_millis)
    }

    fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(fields) => Some(Self(fields)),
            _ => None,
        }
    }

    fn ext(&self, name: &str) -> Option<&Value> {
        self.0.get("ext")?.get(name)
    }
}

const LONG_POLLING: &str = "long-polling";
