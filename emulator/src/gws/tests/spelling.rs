//! How answers are spelled.

use super::james::{James, posting, request_chat, text};
use crate::{GwsQuirks, GwsSettings, Request, Settings};
use serde_json::json;

fn recorded() -> James {
    James::under(GwsSettings {
        quirks: GwsQuirks::recorded(),
    })
}

#[test]
fn json_is_printed_for_people_with_keys_in_the_recorded_order() {
    let mut james = recorded();
    let id = james.id.clone();
    let response = james.get(&format!("/{id}"));
    let expected = format!(
        r#"{{
  "chat": {{
    "capabilities": [
      "SendMessage",
      "SendStartTypingNotification",
      "SendStopTypingNotification",
      "Complete"
    ],
    "id": "{id}",
    "participants": [
      {{
        "nickname": "James",
        "participantId": 1,
        "type": "Customer"
      }}
    ],
    "state": "WaitingForAgent"
  }},
  "statusCode": 0
}}"#
    );
    assert_eq!(text(&response), expected);
    assert_eq!(
        response.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    james.say("Hello");
    let response = james.get(&format!("/{id}/messages?index=2"));
    let expected = r#"{
  "messages": [
    {
      "type": "Text",
      "from": {
        "nickname": "James",
        "participantId": 1,
        "type": "Customer"
      },
      "text": "Hello",
      "index": 2
    }
  ],
  "statusCode": 0
}"#;
    assert_eq!(text(&response), expected);
}

#[test]
fn participants_are_numbered_as_they_come_in_text_or_as_recorded() {
    for (mut james, one, two) in [
        (James::chatting(), json!("1"), json!("2")),
        (recorded(), json!(1), json!(2)),
    ] {
        james.joined_by("Kristi Sippola");
        let participants = james.resource()["participants"].clone();
        let expected = json!([
            {"nickname": "James", "participantId": one, "type": "Customer"},
            {"nickname": "Kristi Sippola", "participantId": two, "type": "Agent"}
        ]);
        assert_eq!(participants, expected);
        let joined = &james.messages("")[1];
        let expected = json!({"type": "ParticipantJoined", "from": expected[1], "index": 2});
        assert_eq!(*joined, expected);
    }
}

#[test]
fn participants_keep_their_number_when_they_leave_and_return() {
    let mut james = James::chatting();
    let (id, now) = (james.chat_id(), james.now);
    james.joined_by("Ann");
    james.center.transfer(&id, "Ann", "Ben", now).unwrap();
    james.joined_by("Ann");
    let known: Vec<_> = james.resource()["participants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["nickname"].clone())
        .collect();
    assert_eq!(known, ["James", "Ann", "Ben"]);
    assert_eq!(james.messages("?index=5")[0]["from"]["participantId"], "2");
}

#[test]
fn a_namesake_of_the_customer_is_somebody_else() {
    let mut james = James::chatting();
    james.joined_by("James");
    let joined = &james.messages("?index=2")[0]["from"];
    assert_eq!(
        (&joined["participantId"], &joined["type"]),
        (&json!("2"), &json!("Agent"))
    );
}

#[test]
fn notices_carry_no_text_and_messages_do() {
    let mut james = James::chatting();
    let (id, now) = (james.chat_id(), james.now);
    james.joined_by("Ann");
    james.center.start_typing(&id, "Ann", now).unwrap();
    james.center.stop_typing(&id, "Ann", now).unwrap();
    james.center.say(&id, "Ann", "hello", now).unwrap();
    james
        .center
        .push_url(&id, "Ann", "https://a.example/", now)
        .unwrap();
    james.center.inject(&id, "Notice", "odd", now).unwrap();
    james.center.leave(&id, "Ann", now).unwrap();
    let messages = james.messages("?index=2");
    let told: Vec<_> = messages
        .iter()
        .map(|message| (message["type"].as_str().unwrap(), message.get("text")))
        .collect();
    let (hello, url, odd) = (json!("hello"), json!("https://a.example/"), json!("odd"));
    let expected = [
        ("ParticipantJoined", None),
        ("TypingStarted", None),
        ("TypingStopped", None),
        ("Text", Some(&hello)),
        ("Text", Some(&url)),
        ("Notice", Some(&odd)),
        ("ParticipantLeft", None),
    ];
    assert_eq!(told, expected);
}

fn preflight(behind: &str) -> Request {
    let mut request = posting(behind, "");
    request.method = "OPTIONS".to_owned();
    request
}

#[test]
fn any_origin_may_send_the_apikey_unless_as_recorded() {
    let plain = "X-Requested-With, Accept, ContactCenterId, Content-Type";
    let with_key = format!("{plain}, apikey");
    for (mut james, allowed) in [(James::chatting(), with_key.as_str()), (recorded(), plain)] {
        let chat = format!("/{}", james.id);
        for request in [
            preflight(""),
            preflight(&chat),
            posting("", &request_chat().to_string()),
            posting("/nope", "not json"),
        ] {
            let response = james.send(&request);
            let header = |name| response.header(name).unwrap();
            assert_eq!(header("Access-Control-Allow-Origin"), "*");
            assert_eq!(header("Access-Control-Allow-Headers"), allowed);
            assert_eq!(header("Access-Control-Allow-Methods"), "GET, POST, OPTIONS");
        }
    }
}

#[test]
fn a_preflight_asks_nothing_of_the_chat() {
    let mut james = James::chatting_with(Settings::unscripted());
    let due = james.center.next_deadline();
    james.now.millis += 1000;
    let behind = format!("/{}", james.id);
    let response = james.send(&preflight(&behind));
    assert_eq!(response.status, 200);
    assert!(text(&response).contains("GET") && text(&response).contains("POST"));
    assert_eq!(james.center.next_deadline(), due);
}
