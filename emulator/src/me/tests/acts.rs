//! A chat from the offer to the end.

use super::floor::{Floor, gist};
use serde_json::json;

#[test]
fn an_accepted_chat_is_told_as_state_then_participants_then_history() {
    let mut floor = Floor::quiet();
    floor.ready("anna");
    let chat = floor.chat();
    floor.hear(&chat, "Hello?");
    assert_eq!(gist(&floor.news("anna")), ["Ready", "Invited"]);
    let accept = json!({"operationName": "Accept", "nickname": "Marat"});
    assert_eq!(floor.act("anna", &chat, &accept), json!({"statusCode": 0}));
    let news = floor.news("anna");
    assert_eq!(
        gist(&news),
        [
            "Chatting",
            "participants PersonP Marat",
            "1 PersonP ParticipantJoined, 2 PersonP Text \"Hello?\", 3 Marat ParticipantJoined",
        ]
    );
    assert_eq!(news[0]["chat"]["participants"], json!([]));
}

#[test]
fn both_sides_hear_each_other() {
    let (mut floor, chat) = Floor::chatting("anna", "Marat");
    let say = json!({"operationName": "SendMessage", "text": "How may I help you?"});
    floor.act("anna", &chat, &say);
    floor.hear(&chat, "Hello?");
    assert_eq!(
        gist(&floor.news("anna")),
        [
            "3 Marat Text \"How may I help you?\"",
            "4 PersonP Text \"Hello?\""
        ]
    );
    let (name, text) = floor.seen(&chat).remove(2);
    assert_eq!(
        (name.as_str(), text.as_str()),
        ("Marat", "How may I help you?")
    );
}

#[test]
fn what_is_said_to_agents_never_reaches_the_customer() {
    let (mut floor, chat) = Floor::chatting("anna", "Marat");
    for body in [
        json!({"operationName": "SendStartTypingToAgentsNotification"}),
        json!({"operationName": "SendCustomNoticeToAgents", "noticeText": "psst"}),
        json!({"operationName": "SendMessage", "text": "psst", "visibility": "Agents"}),
    ] {
        assert_eq!(floor.act("anna", &chat, &body), json!({"statusCode": 0}));
    }
    floor.hear(&chat, "Hello?");
    assert_eq!(
        gist(&floor.news("anna")),
        [
            "3 Marat TypingStarted (agents)",
            "4 Marat CustomNotice \"psst\" (agents)",
            "5 Marat Text \"psst\" (agents)",
            "6 PersonP Text \"Hello?\"",
        ]
    );
    let said: Vec<_> = floor
        .seen(&chat)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    assert_eq!(
        said,
        ["has joined the session", "has joined the session", "Hello?"]
    );
}

#[test]
fn the_end_is_told_after_the_last_words() {
    let (mut floor, chat) = Floor::chatting("anna", "Marat");
    let end = json!({"operationName": "Complete"});
    assert_eq!(floor.act("anna", &chat, &end), json!({"statusCode": 0}));
    assert_eq!(
        gist(&floor.news("anna")),
        ["3 Marat ParticipantLeft", "Completed"]
    );
}

#[test]
fn whoever_goes_by_another_name_speaks_and_leaves_by_it() {
    let (mut floor, chat) = Floor::chatting("anna", "Marat");
    let now = floor.now;
    floor.center.rename(&chat, "Marat", "Marat M", now).unwrap();
    let say = json!({"operationName": "SendMessage", "text": "How may I help you?"});
    floor.act("anna", &chat, &say);
    floor.name("anna", &chat, "Leave");
    let seen = floor.seen(&chat);
    let names: Vec<_> = seen.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[names.len() - 2..], ["Marat M", "Marat M"]);
}
