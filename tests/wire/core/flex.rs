//! What GMS Chat API v2 and the Web API Server have in common.

use super::{Ask, command, config, form, response, text};
use causerie_core::config::Options;
use causerie_core::protocol::{Backend, Command};
use causerie_core::time::Monotonic;
use serde_json::{Value, json};

/// A chat with the credentials and at the position of the entry's request; or, for one
/// without an id, none yet.
pub(super) fn arrange(
    entry: &Value,
    ask: Ask,
    (backend, options): (&str, Options),
    chat: &str,
) -> (Backend, Command) {
    let config = config(options.with("backend", backend));
    if chat.is_empty() {
        return (Backend::new(&config), Command::Open(form(entry)));
    }
    let body = &entry["request"]["body"];
    let [user, key, alias] = ["userId", "secureKey", "alias"].map(|field| text(&body[field]));
    let key = json!([backend, chat, user, key, alias]).to_string();
    let mut backend = Backend::resume(&config, &key).unwrap();
    advance(&mut backend, &body["transcriptPosition"]);
    (backend, command(ask))
}

/// Lets everything before the position be known.
fn advance(backend: &mut Backend, position: &Value) {
    let position = position
        .as_str()
        .map_or(position.as_u64(), |text| text.parse().ok());
    let Some(last) = position.filter(|position| *position > 1) else {
        return;
    };
    let event = json!({
        "from": {"nickname": "x", "type": "Agent"}, "index": last - 1,
        "type": "TypingStopped"
    });
    let known = json!({"statusCode": 0, "messages": [event]}).to_string();
    backend.request(&Command::Refresh, Monotonic::default());
    backend.answer(&Command::Refresh, Ok(&response(200, &known)));
}
