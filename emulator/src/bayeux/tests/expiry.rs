//! How a session ends.

use crate::CometdSettings;
use crate::subscriber::{Subscriber, pushes};
use serde_json::json;
use std::time::Duration;

fn is_known(one: &mut Subscriber) -> bool {
    let reply = one.poll(json!({"advice": {"timeout": 0}}));
    reply.last().unwrap()["successful"] == true
}

#[test]
fn a_session_ends_ten_seconds_after_its_last_connect() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.wait(9_999);
    assert!(is_known(&mut one));
    one.subscribe("/a");
    one.wait(9_999);
    one.subscribe("/b");
    one.wait(1);
    assert!(!is_known(&mut one));
}

#[test]
fn a_session_that_never_connects_ends_too() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.shake_hands(json!({}));
    one.wait(10_000);
    assert!(!is_known(&mut one));
    assert_eq!(one.center.next_deadline(), None);
}

#[test]
fn a_held_connect_keeps_its_session() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.hold();
    one.wait(60_000);
    one.wait(9_999);
    assert!(is_known(&mut one));
}

#[test]
fn one_long_jump_ends_connect_and_session_each_at_its_time() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let held = one.hold();
    one.wait(70_000);
    assert_eq!(one.answered(held).len(), 1);
    assert!(!is_known(&mut one));
}

#[test]
fn an_abandoned_connect_starts_the_ten_seconds() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let held = one.hold();
    one.wait(30_000);
    one.center.abandon(held, one.now);
    assert_eq!(
        one.center.next_deadline(),
        Some(one.now.after(Duration::from_secs(10)))
    );
    one.wait(10_000);
    assert!(!is_known(&mut one));
}

#[test]
fn interval_and_max_interval_are_both_waited_for() {
    let mut one = Subscriber::listening(CometdSettings {
        interval: Duration::from_secs(3),
        max_interval: Duration::from_secs(4),
        ..CometdSettings::default()
    });
    one.wait(6_999);
    assert!(is_known(&mut one));
    one.wait(7_000);
    assert!(!is_known(&mut one));
}

#[test]
fn a_disconnect_releases_the_held_connect_for_good() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let held = one.hold();
    let expected = json!({"id": "5", "successful": true, "channel": "/meta/disconnect"});
    assert_eq!(one.disconnect(), expected);
    let last = one.answered(held).remove(0);
    assert_eq!(last["successful"], true);
    assert_eq!(last["advice"], json!({"reconnect": "none"}));
    assert!(!is_known(&mut one));
}

#[test]
fn a_goodbye_that_ended_a_session_is_kept_as_it_came() {
    let mut one = Subscriber::listening(CometdSettings::default());
    assert_eq!(
        (one.center.sessions(), one.center.last_goodbye()),
        (1, None)
    );
    one.disconnect();
    assert_eq!(one.center.sessions(), 0);
    let kept = one.center.last_goodbye().cloned();
    assert_eq!(
        kept.as_ref().and_then(|kept| kept.user()),
        Some("BuzzBrain")
    );
    one.user = None;
    one.disconnect();
    assert_eq!(one.center.last_goodbye(), kept.as_ref(), "it ended nothing");
}

#[test]
fn forgotten_sessions_answer_their_connects_and_the_chat_stays() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    one.poll(json!({}));
    let held = one.hold();
    one.forget_sessions();
    let last = one.answered(held).remove(0);
    assert_eq!(last["error"], "402::Unknown client");
    assert_eq!(last["advice"]["reconnect"], "handshake");
    one.join("ksippo");
    one.listen();
    assert!(one.center.chats()[0].is_live());
    one.operate("/refresh", "transcriptPosition=1");
    let replies = one.poll(json!({}));
    assert_eq!(pushes(&replies)[0]["message"]["transcriptPosition"], "2");
}

#[test]
fn a_session_that_lets_too_much_pile_up_ends() {
    let mut one = Subscriber::listening(CometdSettings {
        queue_limit: 3,
        ..CometdSettings::default()
    });
    one.open();
    one.join("ksippo");
    one.say("ksippo", "a");
    assert_eq!(one.poll(json!({})).len(), 4);
    for _ in 0..4 {
        one.say("ksippo", "b");
    }
    assert!(!is_known(&mut one));
}
