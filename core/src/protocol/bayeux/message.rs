//! Bayeux messages, written strictly and read leniently.

use super::advice::{Advice, Reconnect};
use crate::json::{self, Object, Value};
use crate::text;

pub(super) const HANDSHAKE: &str = "/meta/handshake";
pub(super) const CONNECT: &str = "/meta/connect";
pub(super) const SUBSCRIBE: &str = "/meta/subscribe";
pub(super) const DISCONNECT: &str = "/meta/disconnect";

/// How servers say in words that they do not know a client.
const UNKNOWN: &[u8] = b"unknown";

/// The one transport that is spoken.
pub(super) const LONG_POLLING: &str = "long-polling";

/// A handshake; offers to acknowledge what is received.
pub(super) fn handshake(id: &str) -> Object {
    let types = Value::Array(vec![LONG_POLLING.into()]);
    Object::of(vec![
        ("channel", HANDSHAKE.into()),
        ("version", "1.0".into()),
        ("minimumVersion", "1.0".into()),
        ("supportedConnectionTypes", types),
        ("ext", ack(true.into())),
        ("id", id.into()),
    ])
}

/// A connect; `quick` asks the server not to hold it.
pub(super) fn connect(id: &str, client: &str, quick: bool, batch: Option<u64>) -> Object {
    let mut message = told(CONNECT, id, client);
    message.set("connectionType", LONG_POLLING.into());
    if quick {
        let advice = Object::of(vec![("timeout", 0_u64.into())]);
        message.set("advice", Value::Object(advice));
    }
    if let Some(batch) = batch {
        message.set("ext", ack(batch.into()));
    }
    message
}

fn ack(value: Value) -> Value {
    Value::Object(Object::of(vec![("ack", value)]))
}

/// A subscription to one channel.
pub(super) fn subscribe(id: &str, client: &str, channel: &str) -> Object {
    let mut message = told(SUBSCRIBE, id, client);
    message.set("subscription", channel.into());
    message
}

/// Something said on a channel.
pub(super) fn publish(id: &str, client: &str, channel: &str, data: &Value) -> Object {
    let mut message = told(channel, id, client);
    message.set("data", data.clone());
    message
}

/// The last word of a client.
pub(super) fn disconnect(id: &str, client: &str) -> Object {
    told(DISCONNECT, id, client)
}

fn told(channel: &str, id: &str, client: &str) -> Object {
    Object::of(vec![
        ("channel", channel.into()),
        ("clientId", client.into()),
        ("id", id.into()),
    ])
}

/// A message from the server.
#[derive(Clone, Debug)]
pub(super) struct Message(Object);

impl Message {
    /// Reads a body: an array of messages, or one that stands alone. What is
    /// no message is left out; `None` when the body is neither.
    pub(super) fn read_all(body: &str) -> Option<Vec<Self>> {
        match json::parse(body.strip_prefix('\u{feff}').unwrap_or(body))? {
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
        let flag = self.0.get("successful").and_then(json::plain);
        flag.as_deref() == Some("true")
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
            Some(Value::Array(types)) => {
                types.iter().any(|kind| kind.as_str() == Some(LONG_POLLING))
            }
            _ => true,
        }
    }

    /// Whether a handshake agreed to acknowledgements: `true`, or an object
    /// that says so.
    pub(super) fn agrees_to_ack(&self) -> bool {
        match self.ack() {
            Some(Value::Object(terms)) => terms.get("enabled").is_none_or(Value::is_true),
            Some(value) => value.is_true(),
            None => false,
        }
    }

    /// The number of the batch that a connect reply closes.
    pub(super) fn batch(&self) -> Option<u64> {
        let batch = match self.ack()? {
            Value::Object(terms) => terms.get("batch")?,
            value => value,
        };
        json::count(batch)
    }

    fn ack(&self) -> Option<&Value> {
        match self.0.get("ext")? {
            Value::Object(ext) => ext.get("ack"),
            _ => None,
        }
    }

    /// What is to become of the session: what the advice says or, without any,
    /// another one if this one is unknown (35).
    pub(super) fn orders(&self) -> Option<Reconnect> {
        let advised = self.advice().and_then(|advice| advice.reconnect);
        let lost = !self.is_successful() && self.says_unknown_client();
        advised.or_else(|| lost.then_some(Reconnect::Handshake))
    }

    /// Whether an error says that the server does not know the client: by its
    /// code, which differs from server to server, or by its words.
    fn says_unknown_client(&self) -> bool {
        let error = self
            .0
            .get("error")
            .and_then(json::plain)
            .unwrap_or_default();
        let (code, _) = text::cut(&error, b':');
        let mut words = error.as_bytes().windows(UNKNOWN.len());
        matches!(code, "401" | "402") || words.any(|word| word.eq_ignore_ascii_case(UNKNOWN))
    }

    /// Whether it says something, rather than replies.
    pub(super) fn has_data(&self) -> bool {
        self.0.get("data").is_some()
    }

    /// What was said on a channel: data that is no reply. Some servers send it
    /// as JSON text.
    pub(super) fn data(&self) -> Option<(String, Value)> {
        let channel = self.channel().to_owned();
        if channel.is_empty() || channel.starts_with("/meta/") {
            return None;
        }
        match self.0.get("data")? {
            Value::Null => None,
            Value::String(text) => {
                let parsed = json::parse(text).unwrap_or_else(|| text.as_str().into());
                Some((channel, parsed))
            }
            data => Some((channel, data.clone())),
        }
    }
}
