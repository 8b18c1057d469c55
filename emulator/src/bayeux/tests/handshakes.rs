//! How a session begins.

use crate::subscriber::Subscriber;
use crate::{AdviceForm, CometdSettings};
use serde_json::json;

#[test]
fn a_handshake_is_answered_as_printed() {
    let mut one = Subscriber::new(CometdSettings::default());
    let body =
        json!({"version": "1.0", "minimumVersion": "0.9", "channel": "/meta/handshake", "id": "0"});
    let response = one.post(&body);
    assert_eq!(
        response.header("content-type"),
        Some("application/json;charset=UTF-8")
    );
    assert_eq!(response.header("set-cookie"), None);
    let reply = one.send(&body).remove(0);
    assert_eq!(reply["clientId"].as_str().unwrap().len(), 26);
    let expected = json!({"id": "0", "minimumVersion": "1.0", "successful": true,
        "supportedConnectionTypes": ["callback-polling", "long-polling"],
        "channel": "/meta/handshake", "ext": {"ack": true}, "clientId": reply["clientId"],
        "version": "1.0"});
    assert_eq!(reply, expected);
}

#[test]
fn a_client_without_long_polling_is_told_to_stop() {
    let mut one = Subscriber::new(CometdSettings::default());
    let reply = one.shake_hands(json!({"supportedConnectionTypes": ["websocket"]}));
    assert_eq!(reply["successful"], false);
    assert_eq!(reply["advice"], json!({"reconnect": "none"}));
    let both = json!({"supportedConnectionTypes": ["websocket", "long-polling"]});
    assert_eq!(one.shake_hands(both)["successful"], true);
}

#[test]
fn a_handshake_beyond_the_limit_is_refused_for_now() {
    let mut one = Subscriber::new(CometdSettings {
        session_limit: 2,
        ..CometdSettings::default()
    });
    one.shake_hands(json!({}));
    one.shake_hands(json!({}));
    let refused = one.shake_hands(json!({}));
    assert_eq!(refused["error"], "503::Too many clients");
    assert_eq!(
        refused["advice"],
        json!({"reconnect": "handshake", "interval": 10_000})
    );
    one.wait(10_000);
    assert_eq!(one.shake_hands(json!({}))["successful"], true);
}

#[test]
fn advice_comes_with_the_first_connect_only_or_with_every_reply() {
    let advised = |form| {
        let mut one = Subscriber::new(CometdSettings {
            advice: form,
            interval: std::time::Duration::from_millis(250),
            ..CometdSettings::default()
        });
        let handshake = one.shake_hands(json!({}));
        let first = one.poll(json!({})).remove(0);
        let advice = json!({"interval": 250, "reconnect": "retry", "timeout": 60_000});
        assert_eq!(first["advice"], advice);
        let later = one.poll(json!({"advice": {"timeout": 0}})).remove(0);
        [handshake, later].map(|reply| reply["advice"] == advice)
    };
    assert_eq!(advised(AdviceForm::First), [false, false]);
    assert_eq!(advised(AdviceForm::Every), [true, true]);
}
