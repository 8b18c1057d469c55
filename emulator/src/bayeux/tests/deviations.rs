//! Each quirk, and that it is over when it is switched off.

use crate::subscriber::{Subscriber, pushes, texts};
use crate::{CometdQuirks, CometdSettings};
use serde_json::{Value, json};

fn quirky(quirks: CometdQuirks) -> Subscriber {
    Subscriber::new(CometdSettings {
        quirks,
        ..CometdSettings::default()
    })
}

/// What a connect adds that is not to be held.
fn at_once() -> Value {
    json!({"advice": {"timeout": 0}})
}

#[test]
fn reply_ids_can_be_numbers() {
    let mut one = quirky(CometdQuirks {
        numeric_ids: true,
        ..CometdQuirks::default()
    });
    assert_eq!(one.shake_hands(json!({}))["id"], 1);
    assert_eq!(one.poll(json!({}))[0]["id"], 2);
    assert_eq!(one.subscribe("/_genesys")["id"], 3);
    let held = one.hold();
    one.wait(60_000);
    assert_eq!(one.answered(held)[0]["id"], 4);
    let odd = json!({"advice": {"timeout": 0}, "id": "x"});
    assert_eq!(one.poll(odd)[0]["id"], "x");
}

#[test]
fn connect_replies_can_carry_another_id() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.quirks().wrong_connect_id = true;
    assert_eq!(
        one.poll(json!({"advice": {"timeout": 0}, "id": "3"}))[0]["id"],
        "4"
    );
    assert_eq!(one.subscribe("/a")["id"], "5");
    let held = one.hold_with(json!({"id": "a"}));
    one.wait(60_000);
    assert_ne!(one.answered(held)[0]["id"], "a");
    one.quirks().wrong_connect_id = false;
    assert_eq!(
        one.poll(json!({"advice": {"timeout": 0}, "id": "3"}))[0]["id"],
        "3"
    );
}

#[test]
fn a_subscription_can_be_answered_by_a_connect_reply() {
    let mut one = quirky(CometdQuirks {
        subscribe_answered_by_connect: true,
        ..CometdQuirks::default()
    });
    one.shake_hands(json!({}));
    let expected = json!({"id": "3", "successful": true, "channel": "/meta/connect"});
    assert_eq!(one.subscribe("/_genesys"), expected);
    one.open();
    assert_eq!(pushes(&one.poll(json!({}))).len(), 1);
}

#[test]
fn a_good_connect_reply_can_advise_a_handshake() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.quirks().handshake_advised = true;
    let reply = one.poll(at_once()).remove(0);
    assert_eq!(reply["successful"], true);
    assert_eq!(reply["advice"]["reconnect"], "handshake");
    one.quirks().handshake_advised = false;
    assert!(one.poll(at_once())[0].get("advice").is_none());
}

#[test]
fn a_402_can_come_without_advice() {
    let mut one = quirky(CometdQuirks {
        unknown_without_advice: true,
        ..CometdQuirks::default()
    });
    let reply = one.poll(json!({})).remove(0);
    assert_eq!(reply["error"], "402::Unknown client");
    assert!(reply.get("advice").is_none());
}

#[test]
fn a_402_can_be_endless_and_then_end() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let held = one.hold();
    one.quirks().endless_unknown = true;
    assert_eq!(one.poll(json!({}))[0]["error"], "402::Unknown client");
    assert_eq!(one.answered(held)[0]["error"], "402::Unknown client");
    for _ in 0..3 {
        assert_eq!(one.shake_hands(json!({}))["successful"], true);
        assert_eq!(one.poll(json!({}))[0]["error"], "402::Unknown client");
    }
    one.quirks().endless_unknown = false;
    one.listen();
    one.hold();
}

#[test]
fn a_handshake_can_be_refused_for_good() {
    let mut one = quirky(CometdQuirks {
        handshake_refused: true,
        ..CometdQuirks::default()
    });
    let expected = json!({"id": "1", "channel": "/meta/handshake", "successful": false,
        "error": "403::Handshake denied", "advice": {"reconnect": "none"}});
    assert_eq!(one.shake_hands(json!({})), expected);
}

#[test]
fn data_can_be_the_text_of_an_object() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.quirks().data_as_text = true;
    one.open();
    let replies = one.poll(json!({}));
    let text = replies[0]["data"].as_str().unwrap();
    let data: Value = serde_json::from_str(text).unwrap();
    assert_eq!(data["message"]["transcriptPosition"], "1");
}

#[test]
fn every_message_can_be_delivered_twice() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.quirks().duplicate_delivery = true;
    let held = one.hold();
    one.open();
    let replies = one.answered(held);
    assert_eq!(replies.len(), 3);
    assert_eq!(replies[0], replies[1]);
}

#[test]
fn the_next_push_can_be_lost() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    one.join("ksippo");
    one.poll(json!({}));
    one.lose_next_push();
    let held = one.hold();
    one.say("ksippo", "lost");
    assert!(one.released().is_empty());
    one.say("ksippo", "found");
    assert_eq!(texts(&one.answered(held)), ["found"]);
}

#[test]
fn a_loss_waits_for_a_push_that_somebody_would_have_heard() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.lose_next_push();
    one.open();
    one.listen();
    one.join("ksippo");
    one.say("ksippo", "found");
    assert_eq!(texts(&one.poll(json!({}))), ["found"]);
}
