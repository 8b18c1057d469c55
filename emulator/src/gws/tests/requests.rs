//! What is accepted and what is refused.

use super::james::{James, posting, read, request_chat, text};
use crate::{EventType, Request, Response, Settings};
use serde_json::{Value, json};

fn refused(response: &Response) -> (u16, &str, &str) {
    let media_type = response.header("content-type").unwrap();
    let (kind, _) = media_type.split_once(';').unwrap();
    (response.status, kind, text(response))
}

const BAD_REQUEST: (u16, &str, &str) = (400, "text/plain", "Bad Request");
const UNKNOWN_OPERATION: (u16, &str, &str) = (405, "text/plain", "Method Not Allowed");

#[test]
fn a_chat_that_is_requested_is_there() {
    let mut james = James::new(Settings::unscripted());
    let reply = read(&james.post("", &request_chat()));
    let id = reply["id"].as_str().unwrap();
    assert_eq!(id.len(), "652492d9-c2d9-44c9-b9ad-0ab7984114bb".len());
    assert_eq!(reply["path"], format!("/api/v2/chats/{id}"));
    let chats = james.center.chats();
    assert_eq!(chats[0].id().as_str(), id);
    assert_eq!(chats[0].nickname(), "James");
    assert!(chats[0].service().is_none());
}

#[test]
fn subject_and_user_data_are_kept_with_the_chat() {
    let mut james = James::new(Settings::unscripted());
    let mut request = request_chat();
    request["userData"] = json!({"FirstName": "James", "visits": 3, "none": null});
    james.post("", &request);
    let data = james.center.chats()[0].data().clone();
    let pairs: Vec<_> = data
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let expected = [
        ("FirstName", "James"),
        ("subject", "Question about relativity"),
        ("visits", "3"),
    ];
    assert_eq!(pairs, expected);
}

#[test]
fn a_request_chat_that_killed_the_original_is_refused() {
    let mut james = James::new(Settings::unscripted());
    for field in ["nickname", "subject"] {
        for wrong in [Value::Null, "".into(), "  ".into(), 7.into()] {
            let mut request = request_chat();
            request[field] = wrong;
            assert_eq!(refused(&james.post("", &request)), BAD_REQUEST, "{request}");
        }
    }
    assert!(james.center.chats().is_empty());
}

#[test]
fn a_bad_request_says_why_in_a_header() {
    let mut james = James::chatting();
    let chat = format!("/{}", james.id);
    for (behind, body, why) in [
        ("", "[]", "the body is no JSON object"),
        ("", "{}", "operationName is missing or no text"),
        (
            chat.as_str(),
            r#"{"operationName":"SendMessage"}"#,
            "text is missing or no text",
        ),
        (
            "/nobody",
            r#"{"operationName":"Complete"}"#,
            "there is no such chat",
        ),
    ] {
        let response = james.send(&posting(behind, body));
        assert_eq!(refused(&response), BAD_REQUEST);
        let warning = format!("199 - \"{why}\"");
        assert_eq!(response.header("warning"), Some(warning.as_str()));
    }
}

#[test]
fn bodies_that_are_no_object_with_an_operation_are_refused() {
    let mut james = James::chatting();
    let chat = format!("/{}", james.id);
    for body in [
        "",
        "not json",
        "[]",
        "{\"a\":",
        "{}",
        r#"{"operationName":1}"#,
    ] {
        for behind in ["", &chat] {
            let response = james.send(&posting(behind, body));
            assert_eq!(refused(&response), BAD_REQUEST, "{behind} {body}");
        }
    }
}

#[test]
fn the_body_is_json_whatever_its_type() {
    let mut james = James::new(Settings::unscripted());
    let mut request = posting("", &request_chat().to_string());
    request.headers.clear();
    assert_eq!(james.send(&request).status, 200);
}

#[test]
fn operations_are_unknown_where_they_do_not_belong() {
    let mut james = James::chatting();
    let chat = format!("/{}", james.id);
    for (behind, name) in [
        ("", "SendMessage"),
        ("", "Complete"),
        (&chat, "RequestChat"),
        (&chat, "Bogus"),
        (&chat, "sendmessage"),
    ] {
        let response = james.post(behind, &json!({"operationName": name, "text": "x"}));
        assert_eq!(refused(&response), UNKNOWN_OPERATION, "{behind} {name}");
    }
}

#[test]
fn each_operation_leaves_its_event() {
    let mut james = James::chatting();
    assert_eq!(james.operate("SendStartTypingNotification", json!({})), 200);
    james.say("Are you there?");
    assert_eq!(james.operate("SendStopTypingNotification", json!({})), 200);
    assert_eq!(james.operate("Complete", json!({})), 200);
    let kinds: Vec<_> = james
        .chat()
        .transcript()
        .iter()
        .map(|event| event.kind.clone())
        .collect();
    let expected = [
        EventType::Joined,
        EventType::TypingStarted,
        EventType::Text,
        EventType::TypingStopped,
        EventType::Left,
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn a_message_without_text_is_refused_with_the_agent_present_or_not() {
    let mut james = James::chatting();
    let long = "x".repeat(16 * 1024 + 1);
    for is_present in [false, true] {
        if is_present {
            james.joined_by("Kristi");
        }
        for text in [Value::Null, "".into(), 1.into(), long.as_str().into()] {
            assert_eq!(james.operate("SendMessage", json!({"text": text})), 400);
        }
        assert_eq!(james.operate("SendMessage", json!({})), 400);
    }
    let events = james.chat().transcript();
    assert!(events.iter().all(|event| event.kind == EventType::Joined));
}

#[test]
fn hostile_text_travels_unchanged() {
    let mut james = James::chatting();
    let wild = "<img src=x onerror=alert(1)>\"\\\n\0\u{202e}";
    james.say(wild);
    assert_eq!(james.messages("")[1]["text"], wild);
}

#[test]
fn an_unknown_chat_is_refused_in_html_to_a_get_and_in_plain_text_to_a_post() {
    let mut james = James::chatting();
    let not_found = (400, "text/html", "Chat not found nope");
    assert_eq!(refused(&james.get("/nope")), not_found);
    assert_eq!(refused(&james.get("/nope/messages")), not_found);
    let message = json!({"operationName": "SendMessage", "text": "x"});
    assert_eq!(refused(&james.post("/nope", &message)), BAD_REQUEST);
}

/// The original repeats the id as it is, so that a link to it runs a script.
#[test]
fn an_unknown_id_is_no_markup() {
    let mut james = James::chatting();
    let response = james.get("/%3Cscript%3E&amp;");
    assert_eq!(text(&response), "Chat not found &lt;script&gt;&amp;amp;");
}

#[test]
fn there_is_no_list_of_chats_and_nothing_beside_the_documented() {
    let mut james = James::chatting();
    let chat = format!("/{}", james.id);
    let response = james.get("");
    assert_eq!(
        refused(&response),
        (404, "text/html", "Cannot GET /api/v2/chats")
    );
    let mut deletion = Request::get(&format!("/api/v2/chats{chat}"));
    deletion.method = "DELETE".to_owned();
    assert_eq!(james.send(&deletion).status, 404);
    for behind in [
        "/",
        "//messages",
        &format!("{chat}/messages/1"),
        &format!("{chat}/"),
    ] {
        assert_eq!(james.get(behind).status, 404, "{behind}");
    }
    let messages = format!("{chat}/messages");
    assert_eq!(james.post(&messages, &request_chat()).status, 404);
    let beside = Request::get("/api/v2/chatsy");
    assert_eq!(
        read(&james.send(&beside))["exception"],
        "NotFoundException",
        "not ours"
    );
}

#[test]
fn memory_is_bounded() {
    let mut james = James::new(Settings {
        service_limit: 2,
        event_limit: 5,
        ..Settings::unscripted()
    });
    let mut fat = request_chat();
    fat["userData"] = json!({"x": "y".repeat(64 * 1024)});
    assert_eq!(james.post("", &fat).status, 400);
    let service = Request::post("/genesys/1/service/request-chat", "");
    assert_eq!(james.send(&service).status, 200);
    james.request_chat();
    assert_eq!(james.post("", &request_chat()).status, 503);
    assert_eq!(james.send(&service).status, 503);
    let message = json!({"text": "x"});
    let statuses: Vec<_> = (0..6)
        .map(|_| james.operate("SendMessage", message.clone()))
        .collect();
    assert_eq!(statuses, [200, 200, 200, 200, 400, 400]);
}
