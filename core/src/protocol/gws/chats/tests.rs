//! What is asked and what answers mean.

use super::*;
use crate::chat::Role;
use crate::config::Options;
use crate::error::Rejection;
use crate::http::Method;

fn config() -> Rc<Config> {
    let options = Options::new()
        .with("backend", "gws")
        .with("url", "https://gws.example/api")
        .with("headers", r#"{"apikey": "k"}"#)
        .with("user", "nobody");
    Rc::new(Config::new(&options).unwrap())
}

fn chat() -> Chat {
    Chat::resume(config(), r#"["gws","65/24"]"#).unwrap()
}

/// A chat that need not be asked for its state.
fn settled() -> Chat {
    let mut chat = chat();
    refresh(&mut chat, &state("Chatting"));
    chat
}

fn answer(status: u16, body: &str) -> Response {
    Response {
        status,
        body: body.to_owned(),
        retry_after: None,
    }
}

fn ok(body: &str) -> Response {
    answer(200, body)
}

fn state(word: &str) -> Response {
    ok(&format!(
        r#"{{"chat":{{"state":"{word}"}},"statusCode":0}}"#
    ))
}

/// Messages by Ann at these places.
fn page(places: &[u64]) -> Response {
    let items: Vec<_> = places
        .iter()
        .map(|place| {
            format!(
                r#"{{"from":{{"nickname":"Ann","type":"Agent"}},"index":{place},"type":"Text","text":"hi"}}"#
            )
        })
        .collect();
    ok(&format!(
        r#"{{"messages":[{}],"statusCode":0}}"#,
        items.join(",")
    ))
}

/// What somebody's coming or going looks like.
fn moved(kind: &str, index: u64) -> Response {
    ok(&format!(
        r#"{{"messages":[{{"from":{{"nickname":"Ann","type":"Agent"}},"index":{index},"type":"{kind}"}}]}}"#
    ))
}

fn refresh(chat: &mut Chat, response: &Response) -> Outcome {
    chat.request(&Command::Refresh);
    chat.answer(&Command::Refresh, Ok(response))
}

fn send(chat: &mut Chat, response: &Response) -> Outcome {
    let command = Command::Send("hi".into());
    chat.request(&command);
    chat.answer(&command, Ok(response))
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

fn asked(chat: &mut Chat) -> String {
    let request = chat.request(&Command::Refresh);
    assert_eq!((request.method, request.body.as_str()), (Method::Get, ""));
    request.url
}

fn body(request: &Request) -> serde_json::Value {
    serde_json::from_str(request.body.as_str()).unwrap()
}

const MESSAGES: &str = "https://gws.example/api/v2/chats/65%2F24/messages?index=";
const CHAT: &str = "https://gws.example/api/v2/chats/65%2F24";

#[test]
fn a_chat_is_requested_with_everything_that_is_required() {
    let mut form = Form {
        first_name: "James".into(),
        email: "j@example.test".into(),
        subject: "Relativity".into(),
        ..Form::default()
    };
    form.set("plan", "gold".into());
    let mut chat = Chat::new(config());
    let request = chat.request(&Command::Open(form));
    assert_eq!(request.url, "https://gws.example/api/v2/chats");
    assert_eq!(request.method, Method::Post);
    for header in [("apikey", "k"), ("Content-Type", "application/json")] {
        let header = (header.0.to_owned(), header.1.to_owned());
        assert!(request.headers.contains(&header), "{header:?}");
    }
    assert_eq!(request.headers.len(), 2, "and no gms_user");
    let data =
        serde_json::json!({"FirstName": "James", "EmailAddress": "j@example.test", "plan": "gold"});
    let expected = serde_json::json!({
        "operationName": "RequestChat", "nickname": "James", "subject": "Relativity", "userData": data
    });
    assert_eq!(body(&request), expected);

    let nameless = chat.request(&Command::Open(Form::default()));
    let expected = serde_json::json!({
        "operationName": "RequestChat", "nickname": "Anonymous", "subject": "No Subject"
    });
    assert_eq!(body(&nameless), expected);
}

#[test]
fn a_chat_goes_by_its_id_and_not_by_its_path() {
    let mut chat = Chat::new(config());
    let open = Command::Open(Form::default());
    chat.request(&open);
    assert_eq!(chat.key(), None);
    let created = ok(r#"{"id":"65/24","statusCode":0,"path":"/elsewhere/v2/chats/65"}"#);
    let report = done(chat.answer(&open, Ok(&created)));
    assert_eq!(report.extent, Extent::Nothing);
    assert_eq!(chat.key(), Some(r#"["gws","65/24"]"#));
    assert_eq!(asked(&mut chat), CHAT);
}

#[test]
fn what_is_no_chat_service_is_told_from_one_that_fails() {
    for (answer, misconfigured) in [
        (ok("<!doctype html>"), true),
        (answer(404, "Cannot POST /v2/chats"), true),
        (answer(405, "Method Not Allowed"), true),
        (answer(401, ""), true),
        (answer(500, ""), false),
        (ok(""), false),
        (ok(r#"{"statusCode":0}"#), false),
        (ok(r#"{"id":"#), false),
    ] {
        let mut chat = Chat::new(config());
        let open = Command::Open(Form::default());
        let trouble = refused(chat.answer(&open, Ok(&answer)));
        let found = matches!(trouble, Trouble::Misconfigured { .. });
        assert_eq!(found, misconfigured, "{answer:?} gave {trouble:?}");
        assert_eq!(chat.key(), None);
    }
    let mut chat = Chat::new(config());
    let refusal = answer(400, "Bad Request");
    let outcome = chat.answer(&Command::Open(Form::default()), Ok(&refusal));
    assert!(matches!(refused(outcome), Trouble::Rejected(_)));
}

#[test]
fn operations_go_to_the_chat_by_their_names() {
    let mut chat = chat();
    for (command, expected) in [
        (
            Command::Send("Are you there?".into()),
            serde_json::json!({"operationName": "SendMessage", "text": "Are you there?"}),
        ),
        (
            Command::Typing(true),
            serde_json::json!({"operationName": "SendStartTypingNotification"}),
        ),
        (
            Command::Typing(false),
            serde_json::json!({"operationName": "SendStopTypingNotification"}),
        ),
        (
            Command::End,
            serde_json::json!({"operationName": "Complete"}),
        ),
    ] {
        let request = chat.request(&command);
        assert_eq!((request.url.as_str(), body(&request)), (CHAT, expected));
        let noted = done(chat.answer(&command, Ok(&ok(r#"{"statusCode": 0}"#))));
        assert_eq!(noted.extent, Extent::Nothing);
    }
}

#[test]
fn the_first_message_wanted_is_always_named_and_follows_what_was_listed() {
    let mut chat = settled();
    assert_eq!(asked(&mut chat), format!("{MESSAGES}1"));
    let report = done(refresh(&mut chat, &page(&[1, 2, 3])));
    assert_eq!((report.events.len(), report.extent), (3, Extent::Whole));
    assert_eq!(report.events[0].from.role, Role::Agent);
    assert_eq!(asked(&mut chat), format!("{MESSAGES}4"));
    refresh(&mut chat, &page(&[]));
    refresh(&mut chat, &page(&[2, 3]));
    assert_eq!(asked(&mut chat), format!("{MESSAGES}4"));
}

#[test]
fn a_body_that_is_missing_is_no_news_and_no_end() {
    let mut chat = settled();
    refresh(&mut chat, &page(&[1]));
    for (nothing, extent) in [
        (answer(304, ""), Extent::Nothing),
        (ok(""), Extent::Nothing),
        (ok("{}"), Extent::Nothing),
        (answer(204, ""), Extent::Nothing),
    ] {
        let report = done(refresh(&mut chat, &nothing));
        assert_eq!((report.extent, report.ended), (extent, None), "{nothing:?}");
    }
    assert_eq!(asked(&mut chat), format!("{MESSAGES}2"));
}

#[test]
fn the_state_is_asked_first_when_somebody_came_or_went_and_once_in_a_while() {
    let mut chat = settled();
    for kind in ["ParticipantJoined", "ParticipantLeft"] {
        refresh(&mut chat, &moved(kind, 1));
        assert_eq!(asked(&mut chat), CHAT, "{kind}");
        assert_eq!(refresh(&mut chat, &state("Chatting")), Outcome::Continue);
    }
    for _ in 0..PATIENCE {
        assert!(asked(&mut chat).starts_with(MESSAGES));
        refresh(&mut chat, &page(&[]));
    }
    assert_eq!(asked(&mut chat), CHAT);
}

#[test]
fn an_idle_chat_is_over_once_its_last_messages_are_known() {
    let mut chat = chat();
    assert_eq!(refresh(&mut chat, &state("Idle")), Outcome::Continue);
    refused(refresh(&mut chat, &answer(502, "")));
    refresh(&mut chat, &state("Idle"));
    assert_eq!(done(refresh(&mut chat, &ok(""))).ended, None);
    let report = done(refresh(&mut chat, &page(&[1, 2])));
    assert_eq!(report.ended, Some(Ended::ByContactCentre));
    assert_eq!(report.events.len(), 2);

    for word in ["WaitingForAgent", "Chatting", "SomethingElse", ""] {
        let mut chat = self::chat();
        refresh(&mut chat, &state(word));
        assert_eq!(done(refresh(&mut chat, &page(&[1]))).ended, None, "{word}");
    }
}

#[test]
fn only_what_the_chat_lists_is_offered() {
    let mut chat = chat();
    let all = Capabilities::default();
    assert_eq!(chat.capabilities(), all);
    for (capabilities, send, typing) in [
        (r#"["Complete","SendMessage"]"#, true, false),
        (r#"["Complete"]"#, false, false),
        (
            r#"["SendMessage","SendStartTypingNotification","SendStopTypingNotification"]"#,
            true,
            true,
        ),
    ] {
        let told = format!(r#"{{"chat":{{"capabilities":{capabilities},"state":"Chatting"}}}}"#);
        chat.patience = 0;
        refresh(&mut chat, &ok(&told));
        assert_eq!(chat.capabilities(), Capabilities { send, typing });
    }
    chat.patience = 0;
    refresh(&mut chat, &state("Chatting"));
    assert_eq!(chat.capabilities(), all, "what is not told stays");
}

#[test]
fn a_chat_the_server_does_not_know_is_gone() {
    for stage in [chat(), settled()] {
        let mut chat = stage;
        let page = answer(400, "Chat not found 65/24");
        assert_eq!(refused(refresh(&mut chat, &page)), Trouble::Gone);
        assert_eq!(asked(&mut chat), CHAT);
    }
}

#[test]
fn a_refused_message_is_understood_by_the_state_of_its_chat() {
    let bad = answer(400, "Bad Request");
    for (state, trouble) in [
        (state("Chatting"), Trouble::Rejected(Rejection::default())),
        (state("Idle"), Trouble::Gone),
        (answer(400, "Chat not found 65/24"), Trouble::Gone),
        (answer(502, ""), Trouble::Busy),
    ] {
        let mut chat = settled();
        assert_eq!(send(&mut chat, &bad), Outcome::Continue);
        let look = chat.request(&Command::Send("hi".into()));
        assert_eq!((look.method, look.url.as_str()), (Method::Get, CHAT));
        assert_eq!(refused(send(&mut chat, &state)), trouble, "{state:?}");
        let again = chat.request(&Command::Send("hi".into()));
        assert_eq!(again.method, Method::Post);
    }
}

#[test]
fn a_message_without_a_clear_answer_is_uncertain() {
    for unclear in [ok(""), ok("{"), answer(500, "")] {
        let trouble = refused(send(&mut settled(), &unclear));
        assert!(trouble.is_uncertain(), "{unclear:?}");
    }
    let outcome = send(
        &mut settled(),
        &ok(r#"{"statusCode":1,"message":"no text"}"#),
    );
    let expected = Rejection {
        field: None,
        words: Some("no text".into()),
    };
    assert_eq!(refused(outcome), Trouble::Rejected(expected));
}

#[test]
fn keys_of_others_and_garbage_are_no_chat() {
    for key in [
        "",
        "65",
        r#"["gws"]"#,
        r#"["gws",""]"#,
        r#"["web-api","65"]"#,
        "[",
        "\u{0}",
    ] {
        assert!(Chat::resume(config(), key).is_none(), "{key}");
    }
}
