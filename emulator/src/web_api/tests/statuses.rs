//! The status matrix, and how chats end.

use super::client::{Client, body, listed};
use crate::{ChatState, DigitalQuirks, DigitalSettings, EndedBy, Failure, Rotation, Settings};
use serde_json::json;

#[test]
fn complete_ends_the_chat_and_its_transcript_stays() {
    let mut client = Client::chatting();
    client.ask("Complete", json!({}));
    let reply = client.messages(json!({}));
    assert_eq!(
        (&reply["statusCode"], &reply["chatEnded"]),
        (&json!(0), &json!(true))
    );
    assert_eq!(listed(&reply), ["1 ParticipantJoined", "2 ParticipantLeft"]);
    assert_eq!(client.info()["chat"]["state"], "Idle");
    let late = body(&client.operate("SendMessage", json!({"text": "x"})));
    assert_eq!(
        late,
        json!({"statusCode": 2, "chatEnded": true, "messages": []})
    );
    client.ask("Complete", json!({}));
}

#[test]
fn the_matrix_has_four_more_cells() {
    let mut client = Client::chatting();
    let cells = [
        (Failure::Recoverable, 1, false),
        (Failure::Unrecoverable { chat_ended: true }, 2, true),
        (Failure::Unrecoverable { chat_ended: false }, 2, false),
    ];
    for (failure, status, ended) in cells {
        client.center.settings_mut().digital.failure = Some(failure);
        let expected = json!({"statusCode": status, "chatEnded": ended, "messages": []});
        assert_eq!(client.messages(json!({})), expected);
        assert_eq!(body(&client.operate("Complete", json!({}))), expected);
    }
    client.center.settings_mut().digital.failure = None;
    assert_eq!(client.messages(json!({}))["chatEnded"], false);
}

#[test]
fn a_client_that_asks_for_nothing_is_taken_for_gone() {
    let mut client = Client::chatting();
    for _ in 0..3 {
        client.now.millis += 119_000;
        assert_eq!(client.messages(json!({}))["chatEnded"], false);
    }
    client.now.millis += 120_000;
    assert_eq!(client.messages(json!({}))["chatEnded"], true);
    let state = client.seen().state();
    assert!(matches!(
        state,
        ChatState::Ended {
            by: EndedBy::Timeout,
            ..
        }
    ));
}

#[test]
fn replies_that_tell_credentials_may_change_them_and_others_do_not() {
    let quirks = DigitalQuirks {
        rotation: Rotation::Strict,
        ..DigitalQuirks::default()
    };
    let mut client = Client::chatting_with(Settings {
        digital: DigitalSettings {
            quirks,
            ..DigitalSettings::default()
        },
        ..Settings::unscripted()
    });
    let before = client.shown.clone();
    for _ in 0..2 {
        assert_eq!(client.messages(json!({}))["statusCode"], 0);
    }
    client.ask("SendMessage", json!({"text": "one"}));
    assert_ne!(before["secureKey"], client.shown["secureKey"]);
    client.ask("SendMessage", json!({"text": "two"}));
    client.shown = before;
    assert_eq!(client.messages(json!({}))["statusCode"], 2);
}
