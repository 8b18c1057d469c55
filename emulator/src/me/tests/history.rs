//! What was said before.

use super::floor::{Floor, gist};
use serde_json::{Value, json};

/// Anna has the chat; its log has five entries, the fourth for agents only.
fn talked() -> (Floor, crate::ChatId) {
    let (mut floor, chat) = Floor::attended();
    floor.hear(&chat, "Hello?");
    let aside = json!({"operationName": "SendCustomNoticeToAgents", "noticeText": "psst"});
    floor.done("anna", &chat, &aside);
    floor.hear(&chat, "Is anybody there?");
    floor.news("anna");
    (floor, chat)
}

const LOG: [&str; 5] = [
    "1 PersonP ParticipantJoined",
    "2 Anna ParticipantJoined",
    "3 PersonP Text \"Hello?\"",
    "4 Anna CustomNotice \"psst\" (agents)",
    "5 PersonP Text \"Is anybody there?\"",
];

#[test]
fn the_history_is_told_over_cometd_from_the_event_that_is_named() {
    for (from, entries) in [
        (Value::Null, &LOG[..]),
        (json!("3"), &LOG[2..]),
        (json!(3), &LOG[2..]),
        (json!("5"), &LOG[4..]),
        (json!("0"), &LOG[..]),
        (json!("6"), &[]),
        (json!(4_294_967_295_u32), &[]),
    ] {
        let (mut floor, chat) = talked();
        let ask = json!({"operationName": "RequestChatHistory", "eventId": from});
        floor.done("anna", &chat, &ask);
        let told = floor.news("anna");
        assert_eq!(gist(&told), [entries.join(", ")], "{from}");
    }
}

#[test]
fn an_event_that_is_no_number_is_refused() {
    let (mut floor, chat) = talked();
    for from in [json!("three"), json!(-1), json!(1.5), json!([]), json!("")] {
        let ask = json!({"operationName": "RequestChatHistory", "eventId": from});
        assert_eq!(floor.refused("anna", &chat, &ask), 2, "{from}");
    }
}

#[test]
fn whoever_was_in_at_the_end_can_ask_for_the_history_afterwards() {
    let (mut floor, chat) = talked();
    floor.name("anna", &chat, "Complete");
    floor.news("anna");
    floor.name("anna", &chat, "RequestChatHistory");
    let told = gist(&floor.news("anna"));
    assert_eq!(told, [LOG.join(", ") + ", 6 Anna ParticipantLeft"]);
}

#[test]
fn the_resource_has_the_same_entries() {
    let (mut floor, chat) = talked();
    for (query, first) in [("", 0), ("?index=4", 3), ("?index=0", 0), ("?index=9", 5)] {
        let path = format!("/api/v2/me/chats/{chat}/messages{query}");
        let messages = floor.get("anna", &path)["messages"].clone();
        let log = json!({"notificationType": "NewMessages", "messages": messages});
        assert_eq!(gist(&[log]), [LOG[first..].join(", ")], "{query}");
    }
    let path = format!("/api/v2/me/chats/{chat}/messages?index=last");
    assert_eq!(floor.get("anna", &path)["statusCode"], 2);
}

#[test]
fn a_newcomer_is_told_everything_once() {
    let (mut floor, chat) = talked();
    floor.call("anna", &chat, "Invite", "paul");
    floor.accept("paul", &chat, "Paul");
    let log = gist(&floor.news("paul")).pop().unwrap();
    assert_eq!(log, LOG.join(", ") + ", 6 Paul ParticipantJoined");
    floor.hear(&chat, "Good");
    assert_eq!(gist(&floor.news("paul")), ["7 PersonP Text \"Good\""]);
}
