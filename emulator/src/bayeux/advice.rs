//! What a client is told to do next.

use super::settings::CometdSettings;
use serde_json::{Value, json};
use std::time::Duration;

/// `{"interval":0,"reconnect":"retry","timeout":60000}`: go on.
pub(super) fn retry(settings: &CometdSettings) -> Value {
    json!({
        "interval": millis(settings.interval),
        "reconnect": "retry",
        "timeout": millis(settings.timeout),
    })
}

/// Go on, but slowly: another client of this browser holds a connect (specification 7).
pub(super) fn multiple_clients(settings: &CometdSettings) -> Value {
    json!({
        "interval": millis(settings.multiple_interval),
        "multiple-clients": true,
        "reconnect": "retry",
        "timeout": millis(settings.timeout),
    })
}

/// Begin anew with a handshake.
pub(super) fn handshake(settings: &CometdSettings) -> Value {
    json!({"interval": millis(settings.interval), "reconnect": "handshake"})
}

/// Begin anew, but later.
pub(super) fn handshake_later(settings: &CometdSettings) -> Value {
    json!({"interval": millis(settings.max_interval), "reconnect": "handshake"})
}

/// Stop.
pub(super) fn none() -> Value {
    json!({"reconnect": "none"})
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
