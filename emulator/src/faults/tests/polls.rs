//! Held connects and the faults that are for them.

use crate::subscriber::{Subscriber, texts};
use crate::{Added, Answer, CometdSettings, Ending, FalseReply, Fault, FaultId, FaultKind};
use serde_json::json;
use std::time::Duration;

/// A customer whose connects are held, and an agent in the chat.
fn listening() -> Subscriber {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    one.join("ksippo");
    one.poll(json!({}));
    one
}

fn kept(one: &mut Subscriber, fault: Fault) -> FaultId {
    match one.suffer(fault) {
        Added::Listed(id) => id,
        done => panic!("not kept: {done:?}"),
    }
}

fn hold_polls() -> Fault {
    Fault::new(FaultKind::HoldPolls)
}

#[test]
fn a_held_poll_is_not_answered_until_the_fault_is_removed() {
    let mut one = listening();
    let held = one.hold();
    let fault = kept(&mut one, hold_polls());
    one.say("ksippo", "first");
    one.wait(300_000);
    one.say("ksippo", "second");
    assert!(one.released().is_empty());
    assert_eq!(one.applied(), [1]);
    one.center.remove_fault(fault, one.now);
    assert_eq!(texts(&one.answered(held)), ["first", "second"]);
}

#[test]
fn a_poll_that_comes_later_is_held_too_though_news_wait() {
    let mut one = listening();
    let fault = kept(&mut one, hold_polls());
    one.say("ksippo", "first");
    let held = one.hold();
    one.wait(1000);
    assert!(one.released().is_empty());
    one.center.remove_fault(fault, one.now);
    assert_eq!(texts(&one.answered(held)), ["first"]);
}

#[test]
fn a_fault_with_a_time_lets_go_by_itself() {
    let mut one = listening();
    let held = one.hold();
    kept(&mut one, hold_polls().lasting(Duration::from_secs(5)));
    one.say("ksippo", "first");
    one.wait(4999);
    assert!(one.released().is_empty());
    let due = one.center.next_deadline().unwrap();
    assert_eq!(due, one.now.after(Duration::from_millis(1)));
    one.wait(1);
    assert_eq!(texts(&one.answered(held)), ["first"]);
}

#[test]
fn a_poll_that_is_let_go_without_news_waits_as_long_as_any_other() {
    let mut one = listening();
    let held = one.hold();
    let fault = kept(&mut one, hold_polls());
    one.wait(10_000);
    one.center.remove_fault(fault, one.now);
    assert!(one.released().is_empty());
    one.wait(49_999);
    assert!(one.released().is_empty());
    one.wait(1);
    assert_eq!(one.answered(held).len(), 1);
}

#[test]
fn so_many_polls_are_held_and_no_more() {
    let mut one = listening();
    kept(&mut one, hold_polls().times(1));
    let first = one.hold();
    one.center.abandon(first, one.now);
    let second = one.hold();
    one.say("ksippo", "heard");
    assert_eq!(texts(&one.answered(second)), ["heard"]);
    assert_eq!(one.applied(), [1]);
}

#[test]
fn two_faults_hold_until_both_are_removed() {
    let mut one = listening();
    let first = kept(&mut one, hold_polls());
    let held = one.hold();
    let second = kept(&mut one, hold_polls());
    one.say("ksippo", "heard");
    one.center.remove_fault(first, one.now);
    assert!(one.released().is_empty());
    one.center.remove_fault(second, one.now);
    assert_eq!(texts(&one.answered(held)), ["heard"]);
}

#[test]
fn the_first_connect_of_a_session_is_answered_and_a_second_one_ends_the_first() {
    let mut one = Subscriber::new(CometdSettings::default());
    kept(&mut one, hold_polls());
    one.shake_hands(json!({}));
    assert_eq!(one.poll(json!({})).len(), 1);
    let older = one.hold();
    let newer = one.hold();
    assert_eq!(one.answered(older).len(), 1);
    assert!(one.center.is_held(newer));
}

#[test]
fn polls_of_agents_are_held_alone_where_the_path_says_so() {
    let mut one = listening();
    let held = one.hold();
    kept(&mut one, hold_polls().on("/notifications"));
    one.say("ksippo", "heard");
    assert_eq!(texts(&one.answered(held)), ["heard"]);
    assert_eq!(one.applied(), [0]);
}

#[test]
fn a_poll_is_held_until_the_end_of_time() {
    let mut one = listening();
    let held = one.hold();
    kept(&mut one, hold_polls());
    one.now = crate::Now::from_millis(u64::MAX);
    one.center.advance(one.now);
    assert!(one.center.is_held(held) && one.released().is_empty());
}

#[test]
fn a_held_polls_reply_can_be_dropped_and_comes_again_by_acknowledgement() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.shake_hands(json!({"ext": {"ack": true}}));
    one.poll(json!({}));
    one.subscribe("/_genesys");
    kept(
        &mut one,
        Fault::new(FaultKind::DropReply).on("/cometd").times(1),
    );
    let held = one.hold();
    one.open();
    assert_eq!(one.center.take_released(), Some((held, Ending::Cut)));
    let again = one.poll(json!({"ext": {"ack": 0}}));
    assert_eq!(again.len(), 2, "{again:?}");
}

#[test]
fn a_held_polls_reply_can_be_late_and_garbled() {
    let mut one = listening();
    let late = FaultKind::Delay(Duration::from_secs(3));
    kept(&mut one, Fault::new(late).times(1));
    kept(&mut one, Fault::new(FaultKind::Garbage).times(1));
    let held = one.hold();
    one.wait(20_000);
    one.say("ksippo", "heard");
    one.wait(2999);
    assert_eq!(one.center.take_released(), None);
    assert!(one.center.is_held(held));
    one.wait(1);
    let (ticket, ending) = one.center.take_released().unwrap();
    assert_eq!(ticket, held);
    let garbage = ending.answered().unwrap();
    assert_eq!(garbage.status, 200);
    assert!(std::str::from_utf8(&garbage.body).is_err());
}

#[test]
fn a_connect_that_is_carried_out_for_nobody_is_abandoned() {
    let mut one = listening();
    let busy = FalseReply {
        carried_out: true,
        ..FalseReply::refusal(503, "")
    };
    kept(&mut one, Fault::new(FaultKind::Status(busy)).times(1));
    let poll = one.connection(json!({}));
    let answer = one.center.ask(&one.request(&poll), one.now);
    assert!(matches!(answer, Answer::Ready(response) if response.status == 503));
    one.say("ksippo", "heard");
    assert_eq!(one.center.take_released(), None);
    assert_eq!(texts(&one.poll(json!({}))), ["heard"]);
}

#[test]
fn a_duplicated_connect_is_held_once() {
    let mut one = listening();
    kept(&mut one, Fault::new(FaultKind::Duplicate).times(1));
    let held = one.hold();
    assert!(one.released().is_empty());
    one.say("ksippo", "heard");
    assert_eq!(texts(&one.answered(held)), ["heard"]);
}
