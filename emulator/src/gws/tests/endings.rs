//! How chats end, and what is left of them.

use super::james::James;
use crate::{ChatState, EndedBy, Settings};
use serde_json::json;
use std::time::Duration;

#[test]
fn complete_makes_the_customer_leave_and_the_chat_idle() {
    let mut james = James::chatting_with(Settings::default());
    james.wait(5000);
    james.messages("");
    assert_eq!(james.operate("Complete", json!({})), 200);
    let messages = james.messages("");
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0]["type"], "ParticipantLeft");
    assert_eq!(messages[0]["from"]["type"], "Customer");
    assert_eq!(james.state(), "Idle");
}

#[test]
fn after_the_end_everybody_is_known_and_everything_is_said_to_be_possible() {
    let mut james = James::chatting_with(Settings::default());
    james.wait(5000);
    let before = james.resource();
    james.operate("Complete", json!({}));
    let after = james.resource();
    assert_eq!(after["capabilities"], before["capabilities"]);
    assert_eq!(after["participants"], before["participants"]);
}

#[test]
fn after_the_end_posts_are_refused_and_reads_go_on() {
    let mut james = James::chatting();
    james.operate("Complete", json!({}));
    for name in [
        "SendMessage",
        "SendStartTypingNotification",
        "SendStopTypingNotification",
        "Complete",
    ] {
        assert_eq!(james.operate(name, json!({"text": "x"})), 400, "{name}");
    }
    assert_eq!(james.indexes("?index=1"), [1, 2]);
}

/// In the original the agent comes all the same and the chat lives again.
#[test]
fn a_chat_that_ended_before_the_agent_came_stays_ended() {
    let mut james = James::chatting_with(Settings::default());
    james.operate("Complete", json!({}));
    james.wait(30_000);
    assert_eq!(james.state(), "Idle");
    assert_eq!(james.operate("SendMessage", json!({"text": "x"})), 400);
    assert_eq!(james.chat().transcript().len(), 3);
}

#[test]
fn an_agent_who_ends_the_chat_leaves_it_and_it_is_idle_too() {
    let mut james = James::chatting();
    james.joined_by("Ann");
    let (id, now) = (james.chat_id(), james.now);
    james.center.end(&id, now).unwrap();
    let left = &james.messages("?index=3")[0];
    assert_eq!(
        (&left["type"], &left["from"]["nickname"]),
        (&json!("ParticipantLeft"), &json!("Ann"))
    );
    assert_eq!(james.state(), "Idle");
    assert_eq!(james.operate("SendMessage", json!({"text": "x"})), 400);
}

#[test]
fn a_client_that_stops_asking_leaves_the_chat() {
    let mut james = James::chatting();
    james.wait(119_000);
    james.messages("");
    let due = james.center.next_deadline().unwrap();
    assert_eq!(due, james.now.after(Duration::from_secs(120)));
    james.center.advance(due);
    let ended = ChatState::Ended {
        by: EndedBy::Timeout,
        at: due,
    };
    assert_eq!(james.chat().state(), ended);
    assert_eq!(james.messages("")[0]["type"], "ParticipantLeft");
}

#[test]
fn every_question_about_the_chat_shows_that_the_client_is_there() {
    let mut james = James::chatting();
    for round in 0..4 {
        james.wait(100_000);
        match round {
            0 => james.say("x"),
            1 => assert_eq!(james.state(), "WaitingForAgent"),
            2 => assert_eq!(james.indexes("?index=abc").len(), 0),
            _ => assert_eq!(james.operate("SendStopTypingNotification", json!({})), 200),
        }
    }
    james.wait(100_000);
    assert!(james.chat().is_live());
}

#[test]
fn a_chat_lives_for_an_hour_and_is_then_forgotten() {
    let mut james = James::chatting();
    for _ in 0..60 {
        james.wait(59_999);
        james.messages("");
    }
    james.wait(100);
    let behind = format!("/{}", james.id);
    assert_eq!(james.get(&behind).status, 400);
    assert!(james.center.chats().is_empty());
    assert_eq!(james.center.next_deadline(), None);
}
