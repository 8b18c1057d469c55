//! Chats that change their session.

use super::talker::{Talker, listed};
use crate::{DigitalQuirks, DigitalSettings, Request, Rotation, Settings};
use serde_json::{Value, json};

#[test]
fn another_session_takes_the_chat_up_where_it_wants() {
    let mut talker = Talker::chatting();
    talker.one.join("Alice");
    talker.one.forget_sessions();
    talker.one.say("Alice", "are you there?");
    talker.reconnect();
    let from = |position: Value| json!({"transcriptPosition": position, "message": ""});
    let told = talker.operate("requestNotifications", from(json!(3)));
    assert_eq!(told.len(), 1);
    assert_eq!(listed(&told[0]), ["3 Message"]);
    assert_eq!(told[0]["nextPosition"], 4);
    for everything in [json!(0), json!(1), json!(null)] {
        let told = talker.operate("requestNotifications", from(everything));
        assert_eq!(listed(&told[0]).len(), 3);
    }
    talker.one.say("Alice", "good");
    let news = talker.news();
    assert_eq!(news.iter().map(listed).collect::<Vec<_>>(), [["4 Message"]]);
}

#[test]
fn a_session_that_has_not_asked_for_the_chat_hears_its_own_operations_only() {
    let mut talker = Talker::chatting();
    talker.one.forget_sessions();
    talker.reconnect();
    let told = talker.operate("sendMessage", json!({"message": "hi"}));
    assert_eq!(listed(&told[0]), ["2 Message"]);
    assert!(
        talker
            .operate("customNotice", json!({"message": "n"}))
            .is_empty()
    );
    talker.one.join("Alice");
    talker.one.hold();
    let told = talker.operate("disconnect", json!({}));
    assert_eq!(
        listed(&told[0]),
        ["3 ParticipantJoined", "4 ParticipantLeft"]
    );
}

#[test]
fn two_sessions_may_hear_of_one_chat() {
    let mut talker = Talker::chatting();
    let first = talker.one.client.clone();
    talker.reconnect();
    talker.operate("requestNotifications", json!({}));
    talker.operate("sendMessage", json!({"message": "hi"}));
    talker.one.client = first;
    let news = talker.news();
    assert_eq!(news.iter().map(listed).collect::<Vec<_>>(), [["2 Message"]]);
}

#[test]
fn an_ended_chat_can_be_read_once_more() {
    let mut talker = Talker::chatting();
    talker.operate("disconnect", json!({}));
    talker.reconnect();
    let told = talker.operate("requestNotifications", json!({}));
    assert_eq!(told[0]["chatEnded"], true);
    assert_eq!(listed(&told[0]).len(), 2);
    talker.one.hold();
}

#[test]
fn a_chat_can_be_polled_and_pushed_at_once() {
    let mut talker = Talker::chatting();
    let shown = |name: &str| talker.shown[name].as_str().unwrap().to_owned();
    let form = format!(
        "alias={}&userId={}&secureKey={}&message=hi",
        shown("alias"),
        shown("userId"),
        shown("secureKey")
    );
    let path = format!("/genesys/2/chat/customer-support/{}/send", shown("chatId"));
    let now = talker.one.now;
    let response = talker.one.center.ask(&Request::post(&path, &form), now);
    assert_eq!(response.ready().unwrap().status, 200);
    assert_eq!(listed(&talker.news()[0]), ["2 Message"]);
}

#[test]
fn pushes_may_change_the_credentials_too() {
    let mut talker = Talker::chatting_with(Settings {
        digital: DigitalSettings {
            quirks: DigitalQuirks {
                rotation: Rotation::Strict,
                ..DigitalQuirks::default()
            },
            ..DigitalSettings::default()
        },
        ..Settings::unscripted()
    });
    talker.one.join("Alice");
    let news = talker.news();
    assert_ne!(news[0]["secureKey"], talker.shown["secureKey"]);
    let stale = talker.operate("sendMessage", json!({"message": "x"}));
    assert_eq!(stale[0]["statusCode"], 2);
    talker.adopt(&news[0]);
    let told = talker.operate("sendMessage", json!({"message": "x"}));
    assert_eq!(told[0]["statusCode"], 0);
}
