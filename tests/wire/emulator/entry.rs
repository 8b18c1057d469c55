//! One recorded exchange.

use super::form;
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

    /// What is told without being asked for, in the place of a request and its reply.
    pub(super) fn notification(&self) -> Option<&Value> {
        self.0.get("notification")
    }

    /// The service, or the chat without one, that the exchange is about, wherever it is named.
    pub(super) fn service(&self) -> Option<&str> {
        let body = &self.response()["body"];
        let in_tag = body[0]["data"]["tag"].as_str();
        service_in(text(&self.request()["path"]))
            .or_else(|| in_tag?.strip_prefix("service.chat.refresh."))
            .or_else(|| service_of(body))
    }

    /// The body of the request as it went over the wire.
    pub(super) fn posted(&self) -> String {
        match (&self.request()["rawBody"], &self.request()["body"]) {
            (Value::String(raw), _) | (_, Value::String(raw)) => raw.clone(),
            (_, Value::Null) => String::new(),
            (_, body) if self.posts_json() => body.to_string(),
            (_, fields) if self.is_v2() => form::of(fields, self.content_type()),
            _ => String::new(),
        }
    }

    /// The session that the request names.
    pub(super) fn client(&self) -> Option<&str> {
        let body = &self.request()["body"];
        let client = body["clientId"].as_str();
        client.or_else(|| body[0]["clientId"].as_str())
    }

    /// The others post forms, whose fields the vectors repeat as an object.
    fn posts_json(&self) -> bool {
        let path = text(&self.request()["path"]);
        let is_agents = path.starts_with("/me/") || path.starts_with("/api/v2/me/");
        is_agents || path.starts_with("/genesys/cometd") || path.contains("/api/v2/chats")
    }

    fn is_v2(&self) -> bool {
        text(&self.request()["path"]).starts_with("/genesys/2/")
    }

    fn content_type(&self) -> &str {
        let headers = self.request()["headers"].as_object().expect("headers");
        let mut lines = headers.iter();
        let line = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        line.map_or("", |(_, value)| text(value))
    }
}

/// The service, or the chat without one, that a reply names as its own.
pub(super) fn service_of(body: &Value) -> Option<&str> {
    let ids = [&body["_id"], &body["message"]["_id"], &body["id"]];
    ids.into_iter().find_map(Value::as_str)
}

pub(super) fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no string"))
}

/// The id of a service in a path that goes on behind it, or that of a chat.
fn service_in(path: &str) -> Option<&str> {
    if let Some(rest) = path.strip_prefix("/genesys/1/service/") {
        return rest.split_once('/').map(|(id, _)| id);
    }
    let roots = ["/api/v2/chats/", "/api/v2/me/chats/", "/me/interactions/"];
    let rest = roots.iter().find_map(|root| path.strip_prefix(root));
    rest?.split(['/', '?']).next()
}
