//! Channels: who hears what, and who may say what.

use crate::CometdSettings;
use crate::subscriber::{Subscriber, pushes};
use serde_json::json;

#[test]
fn a_subscription_is_answered_as_printed() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.shake_hands(json!({}));
    let expected = json!({"id": "2", "subscription": "/_genesys", "successful": true,
        "channel": "/meta/subscribe"});
    assert_eq!(one.subscribe("/_genesys"), expected);
}

#[test]
fn several_channels_and_wildcards_are_subscribed_to() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.shake_hands(json!({}));
    let several = json!({"clientId": one.client, "subscription": ["/a", "/**"]});
    let reply = one.tell("/meta/subscribe", several, json!({}));
    assert_eq!(reply["subscription"], json!(["/a", "/**"]));
    one.open();
    assert_eq!(pushes(&one.poll(json!({}))).len(), 1);
}

#[test]
fn a_push_is_delivered_once_to_a_session_that_subscribed_twice() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.subscribe("/_genesys");
    one.subscribe("/*");
    one.open();
    assert_eq!(pushes(&one.poll(json!({}))).len(), 1);
}

#[test]
fn impossible_subscriptions_are_refused() {
    let mut one = Subscriber::listening(CometdSettings {
        subscription_limit: 2,
        ..CometdSettings::default()
    });
    let denied = "403:/meta/connect:Subscription denied";
    assert_eq!(one.subscribe("/meta/connect")["error"], denied);
    assert_eq!(one.subscribe("x")["successful"], false);
    assert_eq!(one.subscribe("/a")["successful"], true);
    assert_eq!(one.subscribe("/b")["error"], "403::Too many subscriptions");
}

#[test]
fn after_unsubscribing_nothing_is_heard() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let subscription = json!({"clientId": one.client, "subscription": "/_genesys"});
    for _ in 0..2 {
        let reply = one.tell("/meta/unsubscribe", subscription.clone(), json!({}));
        assert_eq!(reply["successful"], true);
        assert_eq!(reply["subscription"], "/_genesys");
    }
    one.open();
    one.hold();
}

#[test]
fn clients_publish_to_services_only() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let data = json!({"clientId": one.client, "data": {"a": 1}});
    let good = one.tell("/service/echo", data.clone(), json!({}));
    assert_eq!(
        good,
        json!({"id": "4", "channel": "/service/echo", "successful": true})
    );
    for channel in ["/_genesys", "/news"] {
        let error = format!("403:{channel}:Publish denied");
        assert_eq!(one.tell(channel, data.clone(), json!({}))["error"], error);
    }
    let error = "404:/meta/x:Unknown channel";
    assert_eq!(one.tell("/meta/x", data, json!({}))["error"], error);
    one.hold();
}

#[test]
fn whatever_an_unknown_client_asks_it_is_told_to_shake_hands() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.client = "eurw5vlezp5yn17z3cdrf3jxsc".to_owned();
    let message = json!({"clientId": one.client, "subscription": "/_genesys"});
    let channels = [
        "/meta/connect",
        "/meta/subscribe",
        "/meta/unsubscribe",
        "/service/x",
    ];
    for channel in channels {
        let reply = one.tell(channel, message.clone(), json!({}));
        assert_eq!(reply["successful"], false);
        assert_eq!(reply["error"], "402::Unknown client");
        let advice = json!({"interval": 0, "reconnect": "handshake"});
        assert_eq!(reply["advice"], advice, "{channel}");
    }
    let leaving = one.disconnect();
    assert_eq!(leaving["error"], "402::Unknown client");
    assert!(leaving.get("advice").is_none());
}
