//! The ways real deployments deviate.

use super::visitor::{SERVICE, Visitor, is_no_chat, json, with};
use crate::{DigitalQuirks, DigitalSettings, Failure, NumberForm, Omitted, Request, Rotation};
use serde_json::json;

#[test]
fn numbers_are_spelled_as_set() {
    let mut visitor = Visitor::quirky(DigitalQuirks {
        participant_ids: NumberForm::Text,
        ..DigitalQuirks::default()
    });
    let reply = visitor.refresh();
    assert_eq!(reply["messages"][0]["from"]["participantId"], "1");
    assert_eq!(
        (&reply["messages"][0]["index"], &reply["nextPosition"]),
        (&json!(1), &json!(2))
    );
    let mut visitor = Visitor::quirky(DigitalQuirks {
        positions: NumberForm::Text,
        ..DigitalQuirks::default()
    });
    let reply = visitor.refresh();
    assert_eq!(reply["messages"][0]["from"]["participantId"], 1);
    assert_eq!(
        (&reply["messages"][0]["index"], &reply["nextPosition"]),
        (&json!("1"), &json!("2"))
    );
}

#[test]
fn each_field_that_is_missing_elsewhere_can_be_left_out() {
    let none = Omitted::default();
    let cases: [(Omitted, &str); 5] = [
        (
            Omitted {
                chat_ended: true,
                ..none
            },
            "/chatEnded",
        ),
        (
            Omitted {
                chat_id: true,
                ..none
            },
            "/chatId",
        ),
        (
            Omitted {
                index: true,
                ..none
            },
            "/messages/0/index",
        ),
        (
            Omitted {
                messages: true,
                ..none
            },
            "/messages",
        ),
        (
            Omitted {
                next_position: true,
                ..none
            },
            "/nextPosition",
        ),
    ];
    let whole = Visitor::chatting().refresh();
    for (omitted, place) in cases {
        assert!(whole.pointer(place).is_some());
        let mut visitor = Visitor::chatting();
        visitor.center.settings_mut().digital.quirks.omitted = omitted;
        assert!(visitor.refresh().pointer(place).is_none(), "{place}");
    }
}

#[test]
fn rotated_credentials_must_be_used_next() {
    let mut visitor = Visitor::quirky(DigitalQuirks {
        rotation: Rotation::Strict,
        ..DigitalQuirks::default()
    });
    let first = visitor.shown();
    visitor.ask("send", "message=one");
    let second = visitor.shown();
    for (old, new) in first.split('&').zip(second.split('&')) {
        assert_ne!(old, new);
    }
    let stale = Request::post(&visitor.path("send"), &format!("{first}&message=x"));
    assert!(is_no_chat(&visitor.send(&stale)));
    visitor.ask("send", "message=two");
    assert_eq!(visitor.transcript().len(), 3);
}

#[test]
fn lenient_rotation_changes_them_and_minds_nothing() {
    let mut visitor = Visitor::quirky(DigitalQuirks {
        rotation: Rotation::Lenient,
        ..DigitalQuirks::default()
    });
    let first = visitor.shown();
    visitor.ask("send", "message=one");
    assert_ne!(first, visitor.shown());
    let stale = Request::post(&visitor.path("send"), &format!("{first}&message=x"));
    assert_eq!(json(&visitor.send(&stale))["statusCode"], 0);
}

#[test]
fn long_keys_need_encoding() {
    let mut visitor = Visitor::quirky(DigitalQuirks {
        long_keys: true,
        ..DigitalQuirks::default()
    });
    assert!(visitor.secure_key.contains('+') && visitor.secure_key.len() > 60);
    visitor.ask("send", "message=x");
    let raw = format!(
        "alias={}&userId={}&secureKey={}",
        visitor.alias, visitor.user_id, visitor.secure_key
    );
    let request = Request::post(&visitor.path("refresh"), &raw);
    assert!(is_no_chat(&visitor.send(&request)));
}

#[test]
fn events_may_begin_with_the_first_whatever_was_asked_for() {
    let mut visitor = Visitor::quirky(DigitalQuirks {
        from_first: true,
        ..DigitalQuirks::default()
    });
    let reply = visitor.ask("send", "message=x&transcriptPosition=2");
    assert_eq!(reply["messages"].as_array().unwrap().len(), 2);
}

#[test]
fn own_typing_may_be_no_event() {
    let mut visitor = Visitor::quirky(DigitalQuirks {
        quiet_typing: true,
        ..DigitalQuirks::default()
    });
    let reply = visitor.ask("startTyping", "message=hel&transcriptPosition=2");
    assert_eq!(
        (&reply["messages"], &reply["nextPosition"]),
        (&json!([]), &json!(2))
    );
    assert_eq!(visitor.seen().preview(), "hel");
}

#[test]
fn failures_answer_everything_but_new_chats_until_they_are_over() {
    let recoverable = r#"{"chatEnded":false,"messages":[],"statusCode":1}"#;
    let open = r#"{"chatEnded":false,"messages":[],"statusCode":2}"#;
    let ended = r#"{"chatEnded":true,"messages":[],"statusCode":2}"#;
    let failing = |chat_ended| Failure::Unrecoverable { chat_ended };
    let mut visitor = Visitor::new(with(DigitalSettings {
        failure: Some(Failure::Recoverable),
        ..DigitalSettings::default()
    }));
    let reply = json(&visitor.send(&Request::post(SERVICE, "nickname=JD")));
    assert_eq!(reply["statusCode"], 0);
    visitor.adopt(&reply);
    let cases = [
        (Failure::Recoverable, 200, recoverable),
        (failing(false), 200, open),
        (failing(true), 200, ended),
    ];
    for (failure, status, body) in cases {
        visitor.center.settings_mut().digital.failure = Some(failure);
        let response = visitor.post("send", "message=lost");
        let expected: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!((response.status, json(&response)), (status, expected));
    }
    let cases = [
        (Failure::Text, 400, "text/plain;charset=UTF-8"),
        (Failure::Html, 502, "text/html"),
    ];
    for (failure, status, kind) in cases {
        visitor.center.settings_mut().digital.failure = Some(failure);
        let response = visitor.post("file/limits", "");
        assert_eq!(
            (response.status, response.header("content-type")),
            (status, Some(kind))
        );
        assert!(serde_json::from_slice::<serde_json::Value>(&response.body).is_err());
    }
    visitor.center.settings_mut().digital.failure = None;
    visitor.ask("send", "message=found");
    assert_eq!(visitor.transcript().len(), 2);
}

#[test]
fn a_server_that_fails_for_too_long_loses_the_chat() {
    let mut visitor = Visitor::chatting();
    visitor.center.settings_mut().digital.failure = Some(Failure::Recoverable);
    for _ in 0..12 {
        visitor.wait(10_000);
        visitor.post("refresh", "");
    }
    assert!(!visitor.seen().is_live());
}
