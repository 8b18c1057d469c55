//! Replies on meta channels, and the array they go out in.

use super::message::Message;
use super::settings::CometdQuirks;
use crate::http::Response;
use serde_json::{Map, Value, json};

pub(super) const CONNECT: &str = "/meta/connect";

/// A reply. As in the document it names no client.
#[derive(Debug, Clone)]
pub(super) struct Reply(Map<String, Value>);

impl Reply {
    /// The good reply to `message`.
    pub(super) fn to(message: &Message) -> Self {
        Self::on(message.channel(), message.id())
    }

    /// The good reply to the connect of that id.
    pub(super) fn to_connect(id: Option<Value>, quirks: CometdQuirks) -> Self {
        let id = if quirks.wrong_connect_id {
            id.map(next)
        } else {
            id
        };
        Self::on(CONNECT, id)
    }

    /// A connect's reply in the place of a subscription's, as in the document's first sample.
    pub(super) fn mistaken(message: &Message) -> Self {
        Self::on(CONNECT, message.id().map(next))
    }

    /// The same reply as a failure, `error` being `code:arguments:text` (specification 3.8).
    pub(super) fn refused(self, error: &str) -> Self {
        self.with("successful", false.into())
            .with("error", error.into())
    }

    pub(super) fn with(mut self, name: &str, value: Value) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    pub(super) fn into_value(mut self, quirks: CometdQuirks) -> Value {
        if quirks.numeric_ids
            && let Some(id) = self.0.get_mut("id")
            && let Some(number) = number(id)
        {
            *id = number.into();
        }
        self.0.into()
    }

    fn on(channel: &str, id: Option<Value>) -> Self {
        let mut fields = Map::new();
        fields.insert("channel".to_owned(), channel.into());
        fields.insert("successful".to_owned(), true.into());
        if let Some(id) = id {
            fields.insert("id".to_owned(), id);
        }
        Self(fields)
    }
}

/// All of them as one response, with the media type of the CometD chapter.
pub(super) fn response(messages: Vec<Value>) -> Response {
    Response {
        body: Value::Array(messages).to_string().into_bytes(),
        ..Response::empty(200).with("Content-Type", "application/json;charset=UTF-8")
    }
}

fn next(id: Value) -> Value {
    match number(&id) {
        Some(number) => number.saturating_add(1).to_string().into(),
        None => json!(format!("{id}+1")),
    }
}

fn number(id: &Value) -> Option<u64> {
    id.as_u64().or_else(|| id.as_str()?.parse().ok())
}
