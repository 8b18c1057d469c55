//! Bayeux messages, written strictly and read leniently.

use serde_json::{Value, json};

use super::advice::Advice;
use crate::json::{self, Object};

pub(super) const HANDSHAKE: &str = "/meta/handshake";
pub(super) const CONNECT: &str = "/meta/connect";
pub(super) const SUBSCRIBE: &str = "/meta/subscribe";
pub(super) const DISCONNECT: &str = "/meta/disconnect";

/// The one transport that is spoken.
pub(super) const LONG_POLLING: &str = "long-polling";

/// A handshake; offers to acknowledge what is received.
pub(super) fn handshake(id: &str) -> Value {
    json!({
        "channel": HANDSHAKE,
        "version": "1.0",
        "minimumVersion": "1.0",
        "supportedConnectionTypes": [LONG_POLLING],
        "ext": { "ack": true },
        "id": id,
    })
}

/// A connect; `quick` asks the server not to hold it.
pub(super) fn connect(id: &str, client: &str, quick: bool, ack: Option<i64>) -> Value {
    let mut message = json!({
        "channel": CONNECT,
        "clientId": client,
        "connectionType": LONG_POLLING,
        "id": id,
    });
    if let Value::Object(fields) = &mut message {
        if quick {
            fields.insert("advice".into(), json!({ "timeout": 0 }));
        }
        if let Some(ack) = ack {
            fields.insert("ext".into(), json!({ "ack": ack }));
        }
    }
    message
}

/// A subscription to one channel.
pub(super) fn subscribe(id: &str, client: &str, channel: &str) -> Value {
    json!({ "channel": SUBSCRIBE, "clientId": client, "subscription": channel, "id": id })
}

/// Something said on a channel.
pub(super) fn publish(id: &str, client: &str, channel: &str, data: &Value) -> Value {
    json!({ "channel": channel, "clientId": client, "data": data, "id": id })
}

/// The last word of a client.
pub(super) fn disconnect(id: &str, client: &str) -> Value {
    json!({ "channel": DISCONNECT, "clientId": client, "id": id })
}

/// A message from the server.
#[derive(Clone, Debug)]
pub(super) struct Message(Object);

impl Message {
    /// Reads a body: an array of messages, or one that stands alone. What is
    /// no message is left out; `None` when the body is neither.
    pub(super) fn read_all(body: &str) -> Option<Vec<Self>> {
        match serde_json::from_str(body.trim_start_matches('\u{feff}')).ok()? {
            Value::Array(values) => Some(values.into_iter().filter_map(Self::of).collect()),
            value @ Value::Object(_) => Some(Self::of(value).into_iter().collect()),
            _ => None,
        }
    }

    fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(object) => Some(Self(object)),
            _ => None,
        }
    }

    pub(super) fn channel(&self) -> &str {
        self.0
            .get("channel")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// Ids are compared as text: some servers send back numbers.
    pub(super) fn id(&self) -> Option<String> {
        self.0.get("id").and_then(json::plain)
    }

    pub(super) fn is_successful(&self) -> bool {
        self.0
            .get("successful")
            .is_some_and(|flag| flag == true || flag == "true")
    }

    pub(super) fn client_id(&self) -> Option<String> {
        self.0
            .get("clientId")
            .and_then(json::plain)
            .filter(|id| !id.is_empty())
    }

    /// The advice, where the message carries one.
    pub(super) fn advice(&self) -> Option<Advice> {
        match self.0.get("advice") {
            Some(Value::Object(advice)) => Some(Advice::read(advice)),
            _ => None,
        }
    }

    /// Whether the server can do long polling, as far as it says.
    pub(super) fn offers_long_polling(&self) -> bool {
        match self.0.get("supportedConnectionTypes") {
            Some(Value::Array(types)) => types.iter().any(|kind| kind == LONG_POLLING),
            _ => true,
        }
    }

    /// Whether a handshake agreed to acknowledgements: `true`, or an object
    /// that says so.
    pub(super) fn agrees_to_ack(&self) -> bool {
        match self.ack() {
            Some(Value::Object(terms)) => {
                terms.get("enabled").is_none_or(|enabled| enabled == true)
            }
            Some(value) => value == &Value::Bool(true),
            None => false,
        }
    }

    /// The number of the batch that a connect reply closes.
    pub(super) fn batch(&self) -> Option<i64> {
        match self.ack()? {
            Value::Object(terms) => terms.get("batch").and_then(Value::as_i64),
            value => json::plain(value).and_then(|text| text.parse().ok()),
        }
    }

    fn ack(&self) -> Option<&Value> {
        self.0.get("ext")?.get("ack")
    }

    /// Whether an error says that the server does not know the client: by its
    /// code, which differs from server to server, or by its words.
    pub(super) fn says_unknown_client(&self) -> bool {
        let error = self
            .0
            .get("error")
            .and_then(json::plain)
            .unwrap_or_default();
        let code = error.split(':').next().unwrap_or_default();
        matches!(code, "401" | "402") || error.to_ascii_lowercase().contains("unknown")
    }

    /// Whether it says something, rather than replies.
    pub(super) fn has_data(&self) -> bool {
        self.0.contains_key("data")
    }

    /// What was said on a channel: data that is no reply. Some servers send it
    /// as JSON text.
    pub(super) fn into_data(self) -> Option<(String, Value)> {
        let channel = self.channel().to_owned();
        if channel.is_empty() || channel.starts_with("/meta/") {
            return None;
        }
        let Self(mut fields) = self;
        match fields.remove("data")? {
            Value::Null => None,
            Value::String(text) => {
                let parsed = serde_json::from_str(&text).unwrap_or(Value::String(text));
                Some((channel, parsed))
            }
            data => Some((channel, data)),
        }
    }
}
