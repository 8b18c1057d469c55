//! Both documented forms, and the spellings that occur in them.

use super::floor::{Floor, gist, id_of};
use crate::NotificationForm;
use serde_json::{Value, json};

#[test]
fn the_older_form_answers_the_consultation_group_by_another_key() {
    for (name, completes) in [
        ("StartChatConsultation", "LeaveChatConsultation"),
        ("InitiateConsultation", "CompleteConference"),
        ("InitiateConsulation", "CompleteTransfer"),
        ("Consult", "CompleteTransfer"),
    ] {
        let (mut floor, chat) = Floor::attended();
        let path = format!("/me/interactions/{chat}");
        let consult = json!({"operationName": name, "agentId": id_of("paul")});
        assert_eq!(floor.post("anna", &path, &consult), json!({"status": 0}));
        let accept = json!({"operationName": "Accept", "nickname": "Paul"});
        assert_eq!(floor.post("paul", &path, &accept), json!({"statusCode": 0}));
        let complete = json!({"operationName": completes});
        assert_eq!(floor.post("anna", &path, &complete), json!({"status": 0}));
        assert_eq!(floor.lines(&chat)[1], "Paul: has joined the session");
        // A failure is spelled alike everywhere.
        let refusal = floor.post("anna", &path, &complete);
        assert!(refusal["statusCode"].as_u64().unwrap() > 0 && refusal.get("status").is_none());
    }
}

#[test]
fn typing_is_told_in_every_spelling() {
    let typing =
        |field: &str, word: &str| json!({"operationName": "SendNotification", field: word});
    for (body, kind) in [
        (typing("notifcation", "TypingStarted"), "TypingStarted"),
        (typing("notification", "TypingStopped"), "TypingStopped"),
        (
            json!({"operationName": "SendStartTypingNotification"}),
            "TypingStarted",
        ),
        (
            json!({"operationName": "SendStopTypingNotification"}),
            "TypingStopped",
        ),
    ] {
        let (mut floor, chat) = Floor::attended();
        floor.done("anna", &chat, &body);
        assert_eq!(gist(&floor.news("anna")), [format!("3 Anna {kind}")]);
        assert_eq!(floor.lines(&chat).len(), 2);
    }
    let (mut floor, chat) = Floor::attended();
    assert_eq!(
        floor.refused("anna", &chat, &typing("notifcation", "Typing")),
        2
    );
    assert_eq!(
        floor.refused("anna", &chat, &typing("notify", "TypingStarted")),
        1
    );
}

#[test]
fn fields_that_are_missing_wrong_or_too_long_are_told_by_code_and_name() {
    let (mut floor, chat) = Floor::attended();
    let long = "x".repeat(16 * 1024 + 1);
    let name = "x".repeat(257);
    for (body, code, field) in [
        (json!({}), 1, "operationName"),
        (json!({"operationName": ""}), 1, "operationName"),
        (json!({"operationName": 1}), 2, "operationName"),
        (json!({"operationName": name}), 2, "operationName"),
        (json!({"operationName": "Dance"}), 2, "Dance"),
        (json!({"operationName": "Accept"}), 1, "nickname"),
        (
            json!({"operationName": "Accept", "nickname": name}),
            2,
            "nickname",
        ),
        (json!({"operationName": "SendMessage"}), 1, "text"),
        (
            json!({"operationName": "SendMessage", "text": " "}),
            1,
            "text",
        ),
        (
            json!({"operationName": "SendMessage", "text": {}}),
            2,
            "text",
        ),
        (
            json!({"operationName": "SendMessage", "text": long}),
            2,
            "text",
        ),
        (
            json!({"operationName": "SendMessage", "text": "x", "treatAs": "X"}),
            2,
            "treatAs",
        ),
        (
            json!({"operationName": "SendMessage", "text": "x", "messageType": []}),
            2,
            "messageType",
        ),
        (
            json!({"operationName": "SendMessage", "text": "x", "visibility": "Me"}),
            2,
            "visibility",
        ),
        (
            json!({"operationName": "SendCustomNotice", "text": "x"}),
            1,
            "noticeText",
        ),
        (json!({"operationName": "SendUrl"}), 1, "url"),
        (json!({"operationName": "SendUrl", "url": long}), 2, "url"),
        (
            json!({"operationName": "SetDisposition", "disposition": name}),
            2,
            "disposition",
        ),
        (
            json!({"operationName": "Transfer", "skill": []}),
            2,
            "skill",
        ),
    ] {
        assert_eq!(floor.refused("anna", &chat, &body), code, "{field}");
        let told = floor.act("anna", &chat, &body)["statusMessage"].clone();
        assert!(told.as_str().unwrap().contains(field), "{field}: {told}");
    }
}

#[test]
fn a_status_change_names_the_operation_that_it_follows_from() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Invite", "paul");
    let offer = floor.news("paul");
    assert_eq!(offer[0].get("referenceId"), None);
    floor.accept("paul", &chat, "Paul");
    floor.name("paul", &chat, "Leave");
    let told = floor.news("paul");
    assert_eq!(
        gist(&[told[0].clone(), told[3].clone()]),
        ["Chatting", "Completed"]
    );
    let numbers = [&told[0]["referenceId"], &told[3]["referenceId"]];
    assert_eq!(numbers, [&json!(3), &json!(4)]);
    assert_eq!(told[1].get("referenceId"), None);
}

#[test]
fn addresses_are_those_by_which_the_agent_found_the_server() {
    let (mut floor, chat) = Floor::attended();
    floor.host = Some("desk.example:8080");
    floor.say("anna", &chat, "Hello");
    let told = floor.news("anna");
    let base = "http://desk.example:8080/api/v2";
    assert_eq!(told[0]["chatUri"], format!("{base}/chats/{chat}"));
    assert_eq!(told[0]["chatPath"], format!("/chats/{chat}"));
    let from = &told[0]["messages"][0]["from"];
    assert_eq!(from["uri"], format!("{base}/users/{}", id_of("anna")));
    assert_eq!(from["path"], format!("/users/{}", id_of("anna")));
    let path = format!("/api/v2/me/chats/{chat}");
    let resource = floor.get("anna", &path)["chat"].clone();
    assert_eq!(resource["uri"], told[0]["chatUri"]);
    // Customers are no users.
    assert_eq!(resource["participants"][0].get("uri"), None);
}

#[test]
fn the_earlier_form_knows_no_paths() {
    let (mut floor, chat) = Floor::attended();
    floor.center.settings_mut().staff.notifications = NotificationForm::Earlier;
    floor.hear(&chat, "Hello?");
    floor.call("anna", &chat, "Invite", "paul");
    floor.accept("paul", &chat, "Paul");
    let told = floor.news("anna");
    let keys = |value: &Value| {
        let mut keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    let person = ["nickname", "participantId", "type"];
    assert_eq!(
        keys(&told[0]),
        ["chatUri", "messageType", "messages", "notificationType"]
    );
    assert_eq!(keys(&told[0]["messages"][0]["from"]), person);
    assert_eq!(
        keys(&told[1]["chat"]),
        ["capabilities", "id", "participants", "state", "uri"]
    );
    assert_eq!(keys(&told[1]["chat"]["participants"][1]), person);
}

#[test]
fn a_participant_has_sixteen_digits_and_keeps_them() {
    let (mut floor, chat) = Floor::consulting();
    floor.say("paul", &chat, "psst");
    floor.say("anna", &chat, "Hello");
    floor.name("anna", &chat, "RequestChatHistory");
    let told = floor.news("anna");
    let history = told.last().unwrap()["messages"].as_array().unwrap();
    let mut ids: Vec<_> = history
        .iter()
        .map(|one| one["from"]["participantId"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 5);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3);
    for id in ids {
        assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
