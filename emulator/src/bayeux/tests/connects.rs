//! How long a connect is held, and what ends it.

use crate::CometdSettings;
use crate::subscriber::{Subscriber, pushes, texts};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Wake, Waker};
use std::time::Duration;

#[test]
fn the_first_connect_is_answered_at_once_with_advice() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.shake_hands(json!({}));
    let expected = json!([{"id": "2", "successful": true, "channel": "/meta/connect",
        "advice": {"interval": 0, "reconnect": "retry", "timeout": 60_000}}]);
    assert_eq!(json!(one.poll(json!({}))), expected);
}

#[test]
fn a_connect_without_messages_is_answered_after_the_timeout() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let held = one.hold();
    assert!(one.center.is_held(held));
    one.wait(59_999);
    assert!(one.released().is_empty());
    one.wait(1);
    let expected = json!([{"id": "4", "successful": true, "channel": "/meta/connect"}]);
    assert_eq!(json!(one.answered(held)), expected);
    assert!(!one.center.is_held(held));
}

#[test]
fn a_connect_waits_no_longer_than_client_and_server_want() {
    let mut one = Subscriber::listening(CometdSettings {
        timeout: Duration::from_secs(20),
        ..CometdSettings::default()
    });
    let held = one.hold_with(json!({"advice": {"timeout": 5000}}));
    one.wait(5000);
    one.answered(held);
    let held = one.hold_with(json!({"advice": {"timeout": 90_000}}));
    one.wait(20_000);
    one.answered(held);
    one.poll(json!({"advice": {"timeout": 0}}));
}

#[test]
fn a_message_releases_the_held_connect_and_stands_before_its_reply() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let held = one.hold();
    one.open();
    let replies = one.answered(held);
    assert_eq!(replies.len(), 2);
    assert_eq!(replies[0]["channel"], "/_genesys");
    assert_eq!(replies[1]["channel"], "/meta/connect");
}

#[test]
fn messages_that_came_between_two_connects_are_answered_at_once() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    one.join("ksippo");
    let replies = one.poll(json!({}));
    assert_eq!(pushes(&replies).len(), 2);
    assert_eq!(texts(&replies), ["has joined the session"]);
    one.hold();
}

#[test]
fn a_newer_connect_ends_the_older_one() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let older = one.hold();
    let newer = one.hold();
    assert_eq!(one.answered(older).len(), 1);
    one.open();
    assert_eq!(one.answered(newer).len(), 2);
}

#[test]
fn an_abandoned_connect_receives_nothing_and_the_next_one_does() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let held = one.hold();
    one.center.abandon(held, one.now);
    one.open();
    assert!(one.released().is_empty());
    assert_eq!(pushes(&one.poll(json!({}))).len(), 1);
}

#[test]
fn a_reply_that_was_released_to_nobody_is_lost() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let held = one.hold();
    one.open();
    one.center.abandon(held, one.now);
    assert!(one.released().is_empty());
    one.hold();
}

#[test]
fn a_release_wakes_the_shell_once() {
    #[derive(Default)]
    struct Count(AtomicU32);
    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let count = Arc::new(Count::default());
    let rung = || count.0.load(Ordering::SeqCst);
    let waker = || Waker::from(count.clone());
    let mut one = Subscriber::listening(CometdSettings::default());
    one.hold();
    one.center.wake_on_release(waker());
    assert_eq!(rung(), 0);
    one.open();
    assert_eq!(rung(), 1);
    one.center.wake_on_release(waker());
    assert_eq!(rung(), 2, "one was released already");
    one.released();
}
