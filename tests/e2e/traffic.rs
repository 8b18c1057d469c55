//! Bytes counted from the browser's own events.

use causerie_e2e::Traffic;
use serde_json::{Value, json};

/// Ten seconds on the browser's clock is this time since the epoch, in seconds.
const AT_TEN: u64 = 1_700_000_010;

fn heard(events: &[(&str, Value)]) -> Traffic {
    let mut traffic = Traffic::default();
    for (method, params) in events {
        let message = json!({ "method": format!("Network.{method}"), "params": params });
        traffic.hear(&json!({ "message": message, "webview": "1" }).to_string());
    }
    traffic
}

fn asked(id: &str, kind: &str) -> (&'static str, Value) {
    let params = json!({
        "requestId": id, "type": kind, "timestamp": 10.0, "wallTime": AT_TEN
    });
    ("requestWillBeSent", params)
}

fn finished(id: &str, timestamp: f64, bytes: u64) -> (&'static str, Value) {
    let params = json!({ "requestId": id, "timestamp": timestamp, "encodedDataLength": bytes });
    ("loadingFinished", params)
}

#[test]
fn what_came_later_and_the_document_are_not_counted() {
    let traffic = heard(&[
        asked("page", "Document"),
        finished("page", 10.1, 1000),
        asked("script", "Script"),
        finished("script", 10.2, 200),
        asked("wasm", "Fetch"),
        finished("wasm", 10.5, 40),
    ]);
    let at = |millis| (AT_TEN * 1000 + millis) as f64;
    assert_eq!(traffic.bytes(at(100)), 0);
    assert_eq!(traffic.bytes(at(201)), 200);
    assert_eq!(traffic.bytes(at(501)), 240);
}

#[test]
fn other_lines_are_passed_over() {
    let mut traffic = heard(&[("dataReceived", json!({ "requestId": "1" }))]);
    traffic.hear("not JSON");
    traffic.hear("{}");
    assert_eq!(traffic.bytes(f64::MAX), 0);
}
