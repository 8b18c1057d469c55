//! The ack extension.

use crate::CometdSettings;
use crate::subscriber::{Subscriber, texts};
use serde_json::{Value, json};

/// A client that offered the extension, with a chat whose agent has joined.
fn offering(offer: Value) -> Subscriber {
    let mut one = Subscriber::new(CometdSettings::default());
    one.shake_hands(json!({"ext": {"ack": offer}}));
    one.poll(json!({"ext": {"ack": 0}}));
    one.subscribe("/_genesys");
    one.open();
    one.join("ksippo");
    one
}

fn batch(replies: &[Value]) -> &Value {
    &replies.last().unwrap()["ext"]["ack"]
}

#[test]
fn batches_are_numbered_for_a_client_that_offered_it() {
    for offer in [json!(true), json!({"enabled": true})] {
        let mut one = offering(offer);
        let first = one.poll(json!({"ext": {"ack": 0}}));
        assert_eq!((batch(&first), first.len()), (&json!(1), 3));
        one.say("ksippo", "hello");
        let second = one.poll(json!({"ext": {"ack": 1}}));
        assert_eq!((batch(&second), second.len()), (&json!(2), 2));
        let held = one.hold_with(json!({"ext": {"ack": 2}}));
        one.wait(60_000);
        assert_eq!(batch(&one.answered(held)), 2);
    }
}

#[test]
fn an_unacknowledged_batch_comes_again_before_what_is_newer() {
    let mut one = offering(json!(true));
    one.poll(json!({"ext": {"ack": 0}}));
    one.say("ksippo", "hello");
    let again = one.poll(json!({"ext": {"ack": 0}}));
    assert_eq!(texts(&again), ["has joined the session", "hello"]);
    let held = one.hold_with(json!({"ext": {"ack": 2}}));
    one.say("ksippo", "more");
    assert_eq!(texts(&one.answered(held)), ["more"]);
}

#[test]
fn a_batch_that_was_released_to_nobody_comes_again() {
    let mut one = offering(json!(true));
    one.poll(json!({"ext": {"ack": 0}}));
    let held = one.hold_with(json!({"ext": {"ack": 1}}));
    one.say("ksippo", "hello");
    one.center.abandon(held, one.now);
    assert_eq!(texts(&one.poll(json!({"ext": {"ack": 1}}))), ["hello"]);
}

#[test]
fn a_new_session_counts_from_the_start() {
    let mut one = offering(json!(true));
    one.poll(json!({"ext": {"ack": 0}}));
    one.shake_hands(json!({"ext": {"ack": true}}));
    assert_eq!(batch(&one.poll(json!({"ext": {"ack": 0}}))), 0);
}

#[test]
fn without_an_offer_or_when_switched_off_nothing_is_numbered() {
    for offer in [json!(false), json!({"enabled": false}), Value::Null] {
        let mut one = offering(offer);
        assert!(batch(&one.poll(json!({}))).is_null());
        one.hold();
    }
    let mut one = Subscriber::new(CometdSettings {
        ack: false,
        ..CometdSettings::default()
    });
    let reply = one.shake_hands(json!({"ext": {"ack": true}}));
    assert!(reply.get("ext").is_none());
    assert!(batch(&one.poll(json!({"ext": {"ack": 0}}))).is_null());
}
