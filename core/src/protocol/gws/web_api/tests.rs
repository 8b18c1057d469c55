//! What is asked and what answers mean.

use super::*;
use crate::chat::Ended;
use crate::config::Options;
use crate::error::Trouble;
use crate::protocol::{Extent, Report};
use serde_json::json;

const KEY: &str = r#"["web-api","0004","u1","k1","117"]"#;
const CHATS: &str = "https://web.example/eservices/api/v2/chats";

fn config() -> Rc<Config> {
    let options = Options::new()
        .with("backend", "web-api")
        .with("url", "https://web.example/eservices/api")
        .with("tenant", "Resources")
        .with("userData", r#"{"plan":"gold"}"#);
    Rc::new(Config::new(&options).unwrap())
}

fn chat() -> Chat {
    Chat::resume(config(), KEY).unwrap()
}

fn ok(body: &str) -> Response {
    Response {
        status: 200,
        body: body.to_owned(),
        retry_after: None,
    }
}

fn ask(chat: &mut Chat, command: &Command, body: &str) -> Outcome {
    chat.request(command);
    chat.answer(command, Ok(&ok(body)))
}

fn done(outcome: Outcome) -> Report {
    match outcome {
        Outcome::Done(report) => report,
        other => panic!("not done: {other:?}"),
    }
}

fn refused(outcome: Outcome) -> Trouble {
    match outcome {
        Outcome::Refused(trouble) => trouble,
        other => panic!("not refused: {other:?}"),
    }
}

fn body(request: &Request) -> serde_json::Value {
    serde_json::from_str(request.body.as_str()).unwrap()
}

fn position(chat: &Chat) -> u64 {
    let asked = body(&chat.request(&Command::Refresh));
    asked["transcriptPosition"].as_u64().unwrap()
}

#[test]
fn a_chat_is_requested_in_the_name_of_its_tenant() {
    let mut form = Form {
        first_name: "John".into(),
        email: "j@example.test".into(),
        ..Form::default()
    };
    form.set("order", "42".into());
    let mut chat = Chat::new(config());
    let open = Command::Open(form);
    let request = chat.request(&open);
    assert_eq!(request.url, CHATS);
    let expected = json!({
        "nickname": "John", "firstName": "John", "emailAddress": "j@example.test",
        "tenantName": "Resources", "userData": {"plan": "gold", "order": "42"}
    });
    assert_eq!(body(&request), expected);

    let created =
        r#"{"statusCode":0,"chatId":"0004","alias":"117","userId":"u1","secureKey":"k1"}"#;
    let report = done(ask(&mut chat, &open, created));
    assert_eq!((report.extent, report.ended), (Extent::Nothing, None));
    assert_eq!(chat.key(), Some(KEY));
}

#[test]
fn operations_have_names_and_questions_a_place_of_their_own() {
    let shown = json!({
        "alias": "117", "secureKey": "k1", "userId": "u1", "tenantName": "Resources"
    });
    for (command, path, more) in [
        (
            Command::Send("hi".into()),
            "",
            json!({"operationName": "SendMessage", "text": "hi"}),
        ),
        (
            Command::Typing(true),
            "",
            json!({"operationName": "SendStartTypingNotification"}),
        ),
        (
            Command::Typing(false),
            "",
            json!({"operationName": "SendStopTypingNotification"}),
        ),
        (Command::End, "", json!({"operationName": "Complete"})),
        (
            Command::Refresh,
            "/messages",
            json!({"transcriptPosition": 1}),
        ),
    ] {
        let request = chat().request(&command);
        assert_eq!(request.url, format!("{CHATS}/0004{path}"));
        let mut expected = shown.clone();
        for (name, value) in more.as_object().unwrap() {
            expected[name] = value.clone();
        }
        assert_eq!(body(&request), expected);
    }
}

#[test]
fn what_comes_back_opens_the_chat_from_then_on() {
    let mut chat = chat();
    let told =
        r#"{"statusCode":0,"alias":"118","secureKey":"k2","userId":"u2","tenantName":"Other"}"#;
    let report = done(ask(&mut chat, &Command::Typing(true), told));
    assert_eq!(report.extent, Extent::Nothing);
    let shown = body(&chat.request(&Command::End));
    let expected = json!({
        "operationName": "Complete", "alias": "118", "secureKey": "k2", "userId": "u2",
        "tenantName": "Resources"
    });
    assert_eq!(shown, expected);
    assert_eq!(chat.key(), Some(r#"["web-api","0004","u2","k2","118"]"#));
}

#[test]
fn an_answer_may_begin_before_what_was_asked_for() {
    let mut chat = chat();
    let list = |from: u64, to: u64| {
        let items: Vec<_> = (from..=to)
            .map(|index| {
                json!({"index": index, "type": "Message", "text": "x", "from": {"type": "Client"}})
            })
            .collect();
        json!({"statusCode": 0, "messages": items}).to_string()
    };
    for (from, to, next) in [(1, 4, 5), (1, 6, 7), (1, 3, 7), (7, 7, 8), (1, 8, 9)] {
        let report = done(ask(&mut chat, &Command::Refresh, &list(from, to)));
        assert_eq!(report.events.len() as u64, to + 1 - from);
        assert_eq!((report.extent, position(&chat)), (Extent::Whole, next));
    }
}

/// "Status Codes and Outcomes", row by row.
#[test]
fn the_status_says_whether_the_session_has_ended() {
    let refresh = |body: &str| ask(&mut chat(), &Command::Refresh, body);
    for (code, ended, outcome) in [
        (0, "false", None),
        (0, "true", Some(Ended::ByContactCentre)),
        (2, "true", Some(Ended::Lost)),
        (2, "false", Some(Ended::Lost)),
    ] {
        let body = format!(r#"{{"statusCode":{code},"chatEnded":{ended},"messages":[]}}"#);
        assert_eq!(done(refresh(&body)).ended, outcome, "{body}");
    }
    assert_eq!(
        done(refresh(r#"{"statusCode":2}"#)).ended,
        Some(Ended::Lost)
    );
    // After a failure the last flag is inherited, whatever this answer says.
    for ended in ["false", "true"] {
        let body = format!(r#"{{"statusCode":1,"chatEnded":{ended},"messages":[]}}"#);
        assert_eq!(refused(refresh(&body)), Trouble::Recoverable);
    }
}

#[test]
fn a_message_to_a_chat_that_failed_waits_for_the_news_of_its_end() {
    let send = Command::Send("hi".into());
    for body in [
        r#"{"statusCode":2,"chatEnded":false}"#,
        r#"{"statusCode":2,"chatEnded":true}"#,
    ] {
        assert_eq!(refused(ask(&mut chat(), &send, body)), Trouble::Gone);
    }
    let failed = ask(&mut chat(), &send, r#"{"statusCode":1}"#);
    assert!(refused(failed).is_uncertain());
}

#[test]
fn keys_of_others_are_no_chat() {
    for key in ["0004", r#"["gms-v2","0004","u1","k1","117"]"#, ""] {
        assert!(Chat::resume(config(), key).is_none(), "{key}");
    }
}
