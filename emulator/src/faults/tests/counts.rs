//! How often faults are applied, how long they are kept, and what is refused.

use super::{applied, is_good, listed, said, say};
use crate::rig::Rig;
use crate::{Answer, FalseReply, Fault, FaultError, FaultId, FaultKind, Request, Settings};
use std::time::Duration;

const DROP: FaultKind = FaultKind::DropRequest;

fn outcomes(rig: &mut Rig, count: usize) -> String {
    let answers = (0..count).map(|_| say(rig, "x"));
    answers
        .map(|answer| if is_good(&answer) { '.' } else { 'x' })
        .collect()
}

#[test]
fn a_fault_is_applied_so_often_after_so_many_that_pass() {
    let mut rig = Rig::chatting();
    let id = listed(&mut rig, Fault::new(DROP).after(2).times(3));
    assert_eq!(outcomes(&mut rig, 7), "..xxx..");
    assert_eq!(said(&rig).len(), 4);
    let fault = rig.center.fault(id).unwrap();
    assert_eq!((fault.applied(), fault.is_active()), (3, false));
}

#[test]
fn without_a_count_it_is_applied_until_it_is_removed() {
    let mut rig = Rig::chatting();
    let id = listed(&mut rig, Fault::new(DROP));
    assert_eq!(outcomes(&mut rig, 5), "xxxxx");
    let removed = rig.center.remove_fault(id, rig.now).unwrap();
    assert_eq!(removed.applied(), 5);
    assert_eq!(outcomes(&mut rig, 2), "..");
    assert_eq!(rig.center.remove_fault(id, rig.now), None);
    assert_eq!(rig.center.fault(id), None);
}

#[test]
fn a_fault_with_a_time_is_over_then_and_says_so() {
    let mut rig = Rig::chatting();
    listed(&mut rig, Fault::new(DROP).lasting(Duration::from_secs(2)));
    assert_eq!(
        rig.center.next_deadline(),
        Some(rig.now.after(Duration::from_secs(2)))
    );
    assert_eq!(outcomes(&mut rig, 1), "x");
    rig.wait(1999);
    assert_eq!(outcomes(&mut rig, 1), "x");
    rig.wait(1);
    assert_eq!(outcomes(&mut rig, 1), ".");
    assert!(rig.center.faults().all(|fault| !fault.is_active()));
    assert_eq!(applied(&rig), [2]);
}

#[test]
fn all_are_removed_together() {
    let mut rig = Rig::chatting();
    for path in ["/refresh", "/send"] {
        listed(&mut rig, Fault::new(DROP).on(path));
    }
    let removed = rig.center.remove_faults(rig.now);
    assert_eq!(removed.len(), 2);
    assert_eq!(rig.center.faults().count(), 0);
    assert_eq!(outcomes(&mut rig, 1), ".");
}

#[test]
fn a_hundred_are_kept_and_those_that_are_over_make_room() {
    let mut rig = Rig::chatting();
    let once = listed(&mut rig, Fault::new(DROP).times(1));
    for _ in 1..100 {
        listed(&mut rig, Fault::new(DROP).on("/nowhere"));
    }
    let more = || Fault::new(DROP).on("/nowhere");
    let full = FaultError::Full { limit: 100 };
    assert_eq!(rig.center.add_fault(more(), rig.now), Err(full.clone()));
    assert_eq!(outcomes(&mut rig, 1), "x");
    assert_eq!(listed(&mut rig, more()), FaultId(101));
    assert_eq!(rig.center.fault(once), None);
    assert_eq!(rig.center.add_fault(more(), rig.now), Err(full));
}

#[test]
fn while_no_agent_is_available_no_chat_starts() {
    let mut rig = Rig::new(Settings::unscripted());
    let first = listed(&mut rig, Fault::new(FaultKind::NoAgent));
    let second = listed(&mut rig, Fault::new(FaultKind::NoAgent));
    assert_eq!(rig.post("", "firstName=V").status, 503);
    rig.center.remove_fault(first, rig.now);
    assert_eq!(rig.post("", "firstName=V").status, 503);
    rig.center.remove_fault(second, rig.now);
    assert_eq!(rig.post("", "firstName=V").status, 200);
    assert!(rig.center.settings().agent_available);
}

#[test]
fn agents_come_back_when_the_time_is_over_and_only_if_they_were_there() {
    for there in [true, false] {
        let mut rig = Rig::new(Settings {
            agent_available: there,
            ..Settings::unscripted()
        });
        let minute = Duration::from_secs(60);
        listed(&mut rig, Fault::new(FaultKind::NoAgent).lasting(minute));
        assert_eq!(applied(&rig), [1]);
        rig.wait(59_999);
        assert_eq!(rig.post("", "firstName=V").status, 503);
        rig.wait(1);
        let status = if there { 200 } else { 503 };
        assert_eq!(rig.post("", "firstName=V").status, status);
    }
}

/// A kind, what is asked of it, and the field by which that is refused.
type Case = (FaultKind, fn(Fault) -> Fault, &'static str);

#[test]
fn what_has_no_meaning_is_refused_with_the_field() {
    let pointless = |kind: FaultKind, change: fn(Fault) -> Fault| {
        let mut rig = Rig::chatting();
        let fault = change(Fault::new(kind));
        match rig.center.add_fault(fault, rig.now) {
            Err(FaultError::Pointless { field, .. }) => field,
            other => panic!("{other:?}"),
        }
    };
    let cases: [Case; 7] = [
        (FaultKind::NoAgent, |fault| fault.of("x"), "chat"),
        (FaultKind::NoAgent, |fault| fault.times(1), "times"),
        (FaultKind::LosePush, |fault| fault.on("x"), "path"),
        (
            FaultKind::RotateCredentials,
            |fault| fault.saying("x"),
            "bodyContains",
        ),
        (FaultKind::CutPolls, |fault| fault.times(1), "times"),
        (FaultKind::ForgetSessions, |fault| fault.after(1), "skip"),
        (
            FaultKind::AgentGone,
            |fault| fault.lasting(Duration::from_secs(1)),
            "forMs",
        ),
    ];
    for (kind, change, field) in cases {
        assert_eq!(pointless(kind, change), field);
    }
}

#[test]
fn what_is_out_of_range_is_refused_with_what_is_allowed() {
    let long = "x".repeat(1001);
    let status = |status| Fault::new(FaultKind::Status(FalseReply::refusal(status, "")));
    let typed = |content_type: &str| {
        Fault::new(FaultKind::Status(FalseReply {
            content_type: content_type.to_owned(),
            ..FalseReply::refusal(503, "")
        }))
    };
    let mut method = Fault::new(DROP);
    method.scope.method = Some("post".to_owned());
    let hours = |hours: u64| Duration::from_secs(3600 * hours);
    let cases = [
        (
            Fault::new(FaultKind::Delay(Duration::ZERO)),
            "\"delayMs\" is 0",
        ),
        (Fault::new(FaultKind::Delay(hours(2))), "1 to 3600000"),
        (Fault::new(DROP).times(0), "\"times\" is 0"),
        (Fault::new(DROP).after(1_000_001), "\"skip\" is 1000001"),
        (Fault::new(DROP).lasting(Duration::ZERO), "\"forMs\" is 0"),
        (Fault::new(DROP).lasting(hours(25)), "1 to 86400000"),
        (status(199), "200 to 599"),
        (status(600), "\"status\" is 600"),
        (typed("text/html\r\nX: y"), "\"contentType\""),
        (Fault::new(DROP).on(&long), "\"path\" has 1001 bytes"),
        (Fault::new(DROP).on(""), "\"path\" is empty"),
        (Fault::new(DROP).of(""), "\"chat\" is empty"),
        (method, "\"method\" is \"post\""),
    ];
    let mut rig = Rig::chatting();
    for (fault, words) in cases {
        let refused = rig.center.add_fault(fault, rig.now).unwrap_err();
        assert!(refused.to_string().contains(words), "{refused}");
    }
    assert_eq!(rig.center.faults().count(), 0);
    let request = Request::get("/genesys/1/service/request-chat");
    assert_ne!(rig.center.ask(&request, rig.now), Answer::Cut);
}
