//! What becomes of requests.

use super::{applied, ask, is_good, listed, said, say};
use crate::rig::Rig;
use crate::{Answer, Ending, FalseReply, Fault, FaultKind, Request};
use std::time::Duration;

fn suffering(kind: FaultKind) -> Rig {
    let mut rig = Rig::chatting();
    listed(&mut rig, Fault::new(kind).times(1));
    rig
}

#[test]
fn a_dropped_reply_is_that_of_a_request_that_was_carried_out() {
    let mut rig = suffering(FaultKind::DropReply);
    assert_eq!(say(&mut rig, "hello"), Answer::Cut);
    assert_eq!(said(&rig), ["hello"]);
    assert!(is_good(&say(&mut rig, "again")));
    assert_eq!(said(&rig), ["hello", "again"]);
}

#[test]
fn a_dropped_request_is_not_carried_out() {
    let mut rig = suffering(FaultKind::DropRequest);
    assert_eq!(say(&mut rig, "hello"), Answer::Cut);
    assert!(said(&rig).is_empty());
    assert!(is_good(&say(&mut rig, "again")));
    assert_eq!(said(&rig), ["again"]);
}

#[test]
fn a_duplicate_is_carried_out_twice_and_answered_the_second_time() {
    let mut rig = suffering(FaultKind::Duplicate);
    let answer = ask(&mut rig, "/refresh", "message=hello&transcriptPosition=1");
    let reply = crate::rig::json(&answer.ready().unwrap());
    assert_eq!(reply["transcriptPosition"], "3");
    assert_eq!(said(&rig), ["hello", "hello"]);
}

#[test]
fn an_answer_in_the_place_of_the_real_one_says_what_was_asked_for() {
    let page = FalseReply {
        status: 502,
        content_type: "text/html".to_owned(),
        body: "<h1>Bad Gateway</h1>".to_owned(),
        retry_after: Some(7),
        carried_out: false,
    };
    let mut rig = suffering(FaultKind::Status(page.clone()));
    let response = say(&mut rig, "hello").ready().unwrap();
    assert_eq!(response.status, 502);
    assert_eq!(response.header("content-type"), Some("text/html"));
    assert_eq!(response.header("retry-after"), Some("7"));
    assert_eq!(response.body, b"<h1>Bad Gateway</h1>");
    assert!(said(&rig).is_empty());
    let carried_out = FalseReply {
        carried_out: true,
        ..page
    };
    listed(
        &mut rig,
        Fault::new(FaultKind::Status(carried_out)).times(1),
    );
    assert_eq!(say(&mut rig, "hello").ready().unwrap().status, 502);
    assert_eq!(said(&rig), ["hello"]);
}

#[test]
fn a_page_of_another_origin_may_read_what_is_answered_in_the_place_of_gws() {
    let mut rig = suffering(FaultKind::Status(FalseReply::refusal(503, "busy")));
    let response = rig.send(&Request::get("/api/v2/chats/x"));
    assert_eq!(response.header("access-control-allow-origin"), Some("*"));
}

#[test]
fn garbage_has_the_head_of_the_real_answer_and_other_bytes() {
    let mut rig = suffering(FaultKind::Garbage);
    let garbage = say(&mut rig, "hello").ready().unwrap();
    assert!(std::str::from_utf8(&garbage.body).is_err());
    assert_eq!(said(&rig), ["hello"]);
    let real = ask(&mut rig, "/refresh", "transcriptPosition=1");
    let real = real.ready().unwrap();
    assert_eq!(
        (garbage.status, garbage.headers),
        (real.status, real.headers)
    );
    assert_eq!(garbage.body.len(), real.body.len());
}

#[test]
fn a_delayed_request_is_carried_out_at_once_and_answered_in_time() {
    let mut rig = suffering(FaultKind::Delay(Duration::from_millis(1500)));
    let Answer::Held(ticket) = say(&mut rig, "hello") else {
        panic!("not held");
    };
    assert_eq!(said(&rig), ["hello"]);
    assert!(rig.center.is_held(ticket));
    assert_eq!(
        rig.center.next_deadline(),
        Some(rig.now.after(Duration::from_millis(1500)))
    );
    rig.wait(1499);
    assert_eq!(rig.center.take_released(), None);
    rig.wait(1);
    let (released, ending) = rig.center.take_released().unwrap();
    assert_eq!(released, ticket);
    let response = ending.answered().unwrap();
    assert!(is_good(&Answer::Ready(response)));
    assert!(!rig.center.is_held(ticket));
}

#[test]
fn a_delayed_answer_whose_client_has_gone_is_dropped() {
    let mut rig = suffering(FaultKind::Delay(Duration::from_secs(1)));
    let Answer::Held(ticket) = say(&mut rig, "hello") else {
        panic!("not held");
    };
    rig.center.abandon(ticket, rig.now);
    assert!(!rig.center.is_held(ticket));
    rig.wait(1000);
    assert_eq!(rig.center.take_released(), None);
}

#[test]
fn delays_add_up_and_go_with_the_oldest_of_the_other_faults() {
    let mut rig = Rig::chatting();
    for fault in [
        Fault::new(FaultKind::Delay(Duration::from_secs(1))),
        Fault::new(FaultKind::DropReply).times(1),
        Fault::new(FaultKind::DropRequest).times(1),
        Fault::new(FaultKind::Delay(Duration::from_secs(2))),
    ] {
        listed(&mut rig, fault);
    }
    assert!(matches!(say(&mut rig, "one"), Answer::Held(_)));
    assert_eq!(
        applied(&rig),
        [1, 1, 0, 1],
        "what is forestalled does not count"
    );
    rig.wait(2999);
    assert_eq!(rig.center.take_released(), None);
    rig.wait(1);
    assert_eq!(rig.center.take_released().unwrap().1, Ending::Cut);
    assert!(matches!(say(&mut rig, "two"), Answer::Held(_)));
    rig.wait(3000);
    assert_eq!(rig.center.take_released().unwrap().1, Ending::Cut);
    assert_eq!(said(&rig), ["one"]);
    assert_eq!(applied(&rig), [2, 1, 1, 2]);
}

#[test]
fn faults_change_nothing_in_what_others_roll() {
    let started = |rig: &mut Rig| crate::rig::json(&rig.post("", "firstName=V"));
    let mut calm = Rig::new(crate::Settings::unscripted());
    let mut rough = Rig::new(crate::Settings::unscripted());
    let delay = FaultKind::Delay(Duration::from_secs(1));
    listed(&mut rough, Fault::new(FaultKind::Garbage).on("/refresh"));
    listed(&mut rough, Fault::new(delay).on("/refresh"));
    say(&mut rough, "nobody is there");
    assert_eq!(started(&mut calm), started(&mut rough));
}
