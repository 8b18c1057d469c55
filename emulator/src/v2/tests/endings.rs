//! How chats end.

use super::visitor::{Visitor, is_no_chat, json, listed, with};
use crate::{ChatState, DigitalSettings, EndedBy, Settings};
use std::time::Duration;

#[test]
fn a_disconnect_lists_the_own_leaving_and_ends_the_chat() {
    let mut visitor = Visitor::chatting();
    let reply = visitor.ask("disconnect", "");
    assert_eq!(listed(&reply), [(2, "ParticipantLeft".to_owned())]);
    assert_eq!(reply["chatEnded"], true);
    assert_eq!(reply["nextPosition"], 3);
    assert_eq!(visitor.ask("disconnect", "")["chatEnded"], true);
    assert_eq!(visitor.transcript().len(), 2);
}

#[test]
fn after_the_end_the_transcript_can_be_read_and_nothing_be_said() {
    let mut visitor = Visitor::chatting();
    visitor.join("Alice");
    visitor.agent(|center, chat, now| center.end(chat, now));
    for operation in ["refresh", "startTyping", "stopTyping"] {
        let reply = visitor.ask(operation, "transcriptPosition=1");
        assert_eq!(reply["chatEnded"], true, "{operation}");
        assert_eq!(listed(&reply).len(), 3, "{operation}");
    }
    let said = [
        ("send", "message=too+late"),
        ("customNotice", "message=x"),
        ("pushUrl", "pushUrl=https://x"),
        ("updateNickname", "nickname=JD"),
        ("updateData", "userData[a]=b"),
    ];
    for (operation, form) in said {
        assert!(is_no_chat(&visitor.post(operation, form)), "{operation}");
    }
    assert_eq!(visitor.transcript().len(), 3);
}

#[test]
fn a_client_that_stops_asking_has_left() {
    let mut visitor = Visitor::chatting();
    visitor.wait(119_000);
    assert_eq!(visitor.refresh()["chatEnded"], false);
    let due = visitor.center.next_deadline().unwrap();
    assert_eq!(due, visitor.now.after(Duration::from_secs(120)));
    visitor.wait(120_000);
    let by = EndedBy::Timeout;
    assert_eq!(visitor.seen().state(), ChatState::Ended { by, at: due });
    assert_eq!(visitor.refresh()["chatEnded"], true);
}

#[test]
fn a_customer_with_whom_nobody_speaks_is_told_and_then_put_out() {
    let idle = Some(Duration::from_secs(30));
    let mut visitor = Visitor::chatting_with(with(DigitalSettings {
        idle,
        ..DigitalSettings::default()
    }));
    visitor.wait(60_000);
    assert_eq!(
        listed(&visitor.refresh()).len(),
        1,
        "who waits is left alone"
    );
    visitor.join("Alice");
    visitor.wait(29_000);
    visitor.ask("send", "message=one+moment");
    visitor.wait(29_000);
    assert_eq!(listed(&visitor.refresh()).len(), 3);
    visitor.wait(1_000);
    let kinds = |reply| -> Vec<_> { listed(&reply).into_iter().map(|(_, kind)| kind).collect() };
    let told = kinds(visitor.refresh());
    assert_eq!(told[3..], ["ParticipantJoined", "IdleAlert"]);
    visitor.ask("send", "message=yes");
    visitor.wait(30_000);
    assert_eq!(visitor.refresh()["chatEnded"], false);
    visitor.wait(30_000);
    let reply = visitor.refresh();
    assert_eq!(reply["chatEnded"], true);
    let told = kinds(reply);
    assert_eq!(told[5..8], ["Message", "IdleAlert", "IdleClose"]);
}

#[test]
fn wrong_credentials_keep_no_chat_alive() {
    let mut visitor = Visitor::chatting();
    visitor.wait(119_000);
    visitor.secure_key = "bad".to_owned();
    assert!(is_no_chat(&visitor.post("refresh", "")));
    visitor.wait(1_000);
    assert!(!visitor.seen().is_live());
}

#[test]
fn a_chat_lives_for_an_hour_and_is_then_forgotten() {
    let mut visitor = Visitor::chatting();
    for _ in 0..60 {
        visitor.wait(59_999);
        visitor.refresh();
    }
    visitor.wait(100);
    assert!(is_no_chat(&visitor.post("refresh", "")));
    assert!(visitor.center.chats().is_empty());
    assert_eq!(visitor.center.next_deadline(), None);
}

#[test]
fn chats_of_every_api_count_for_the_limit() {
    let mut visitor = Visitor::chatting_with(Settings {
        service_limit: 1,
        ..Settings::unscripted()
    });
    let v1 = crate::Request::post("/genesys/1/service/request-chat", "");
    assert_eq!(visitor.send(&v1).status, 503);
    let request = crate::Request::post(super::visitor::SERVICE, "nickname=JD");
    assert_eq!(json(&visitor.send(&request))["errors"][0]["code"], 240);
}
