//! One recorded exchange.

use serde_json::Value;

pub(super) struct Entry(Value);

/// Every entry of a file of vectors.
pub(super) fn all(vectors: &str) -> Vec<Entry> {
    let file: Value = serde_json::from_str(vectors).expect("the vectors are JSON");
    let entries = file["entries"].as_array().expect("entries");
    entries.iter().cloned().map(Entry).collect()
}

impl Entry {
    pub(super) fn name(&self) -> &str {
        text(&self.0["name"])
    }

    pub(super) fn request(&self) -> &Value {
        &self.0["request"]
    }

    pub(super) fn response(&self) -> &Value {
        &self.0["response"]
    }

    /// The service that the exchange is about, wherever it is named.
    pub(super) fn service(&self) -> Option<&str> {
        let body = &self.response()["body"];
        let in_tag = body[0]["data"]["tag"].as_str();
        service_in(text(&self.request()["path"]))
            .or_else(|| in_tag?.strip_prefix("service.chat.refresh."))
            .or_else(|| service_of(body))
    }

    /// The body of the request as it went over the wire.
    pub(super) fn posted(&self) -> String {
        let raw = self.request()["rawBody"].as_str();
        match (raw, &self.request()["body"]) {
            (Some(raw), _) => raw.to_owned(),
            (None, messages) if self.is_bayeux() => messages.to_string(),
            (None, _) => String::new(),
        }
    }

    /// The session that the request names.
    pub(super) fn client(&self) -> Option<&str> {
        let body = &self.request()["body"];
        let client = body["clientId"].as_str();
        client.or_else(|| body[0]["clientId"].as_str())
    }

    fn is_bayeux(&self) -> bool {
        text(&self.request()["path"]).starts_with("/genesys/cometd")
    }
}

/// The service that a reply names as its own.
pub(super) fn service_of(body: &Value) -> Option<&str> {
    let id = body["_id"].as_str();
    id.or_else(|| body["message"]["_id"].as_str())
}

pub(super) fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no string"))
}

/// The service id in a path that goes on behind it.
fn service_in(path: &str) -> Option<&str> {
    let (id, _) = path.strip_prefix("/genesys/1/service/")?.split_once('/')?;
    Some(id)
}
