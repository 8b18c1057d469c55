//! What a chat with `notify_by=comet` sends over CometD.

use crate::rig::json as body;
use crate::subscriber::{Subscriber, pushes, texts};
use crate::{Book, CometReply, CometdSettings, Scripts, Settings};
use serde_json::{Value, json};

const NOTE: &str = r#"{"message":"Messages will sent over CometD service channel \/_genesys"}"#;

/// A listener whose chat has begun and whose first push has come.
fn chatting() -> Subscriber {
    chatting_with(Settings::unscripted())
}

fn chatting_with(settings: Settings) -> Subscriber {
    let mut one = Subscriber::with(settings);
    one.listen();
    one.open();
    assert_eq!(pushes(&one.poll(json!({}))).len(), 1);
    one
}

fn news(one: &mut Subscriber) -> Vec<Value> {
    one.poll(json!({"advice": {"timeout": 0}}))
}

fn message(replies: &[Value]) -> &Value {
    &pushes(replies)[0]["message"]
}

#[test]
fn the_first_push_holds_an_empty_transcript() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    let replies = one.poll(json!({}));
    let data = pushes(&replies)[0];
    let chat = one.center.chats()[0];
    let expected = json!({"chatSessionId": chat.id().as_str(), "transcriptPosition": "1",
        "chatServiceMessage": "Chat service is available", "startedAt": chat.started().utc(),
        "chatIxnState": "TRANSCRIPT", "transcriptToShow": []});
    assert_eq!(data["message"], expected);
    assert_eq!(data["id"].as_str().unwrap().len(), 32);
    assert_eq!(data["tag"], format!("service.chat.refresh.{}", one.service));
}

#[test]
fn each_act_of_an_agent_is_one_push() {
    let mut one = chatting();
    one.join("ksippo");
    one.say("ksippo", "hello customer");
    let replies = news(&mut one);
    let positions: Vec<_> = pushes(&replies)
        .iter()
        .map(|data| data["message"]["transcriptPosition"].clone())
        .collect();
    assert_eq!(positions, ["2", "3"]);
    let chat = one.chat();
    one.center
        .transfer(&chat, "ksippo", "bill", one.now)
        .unwrap();
    let replies = news(&mut one);
    assert_eq!(pushes(&replies).len(), 1);
    assert_eq!(
        texts(&replies),
        ["has left the session", "has joined the session"]
    );
}

#[test]
fn own_messages_and_own_typing_are_echoed() {
    let mut one = chatting();
    for (operation, form) in [
        ("/startTyping", ""),
        ("/refresh", "message=hello agent"),
        ("/send", "message=more"),
    ] {
        assert_eq!(one.operate(operation, form).body, NOTE.as_bytes());
    }
    let replies = news(&mut one);
    assert_eq!(texts(&replies), ["is typing", "hello agent", "more"]);
    let echo = json!(["Message.Text", "BuzzB", "hello agent", "0", "CLIENT"]);
    assert_eq!(pushes(&replies)[1]["message"]["transcriptToShow"][0], echo);
}

#[test]
fn the_echo_of_a_verbose_request_is_verbose_and_no_other_push_is() {
    let mut one = chatting();
    one.join("ksippo");
    one.operate("/refresh", "_verbose=true&message=hello agent");
    one.say("ksippo", "yes");
    let sizes: Vec<_> = pushes(&news(&mut one))
        .iter()
        .map(|data| data["message"].as_object().unwrap().len())
        .collect();
    assert_eq!(sizes, [6, 20, 6]);
}

#[test]
fn a_refresh_from_a_position_pushes_everything_behind_it() {
    let mut one = chatting();
    one.join("ksippo");
    one.say("ksippo", "one");
    one.say("ksippo", "two");
    news(&mut one);
    let reply = one.operate("/refresh", "transcriptPosition=2");
    assert_eq!(reply.body, NOTE.as_bytes());
    assert_eq!(texts(&news(&mut one)), ["one", "two"]);
    one.operate("/refresh", "transcriptPosition=3&message=three");
    let replies = news(&mut one);
    assert_eq!(pushes(&replies).len(), 1);
    assert_eq!(texts(&replies), ["two", "three"]);
}

#[test]
fn a_refresh_from_the_end_is_answered_by_an_empty_push() {
    let mut one = chatting();
    one.operate("/refresh", "transcriptPosition=9");
    let replies = news(&mut one);
    assert_eq!(message(&replies)["transcriptToShow"], json!([]));
    assert_eq!(message(&replies)["transcriptPosition"], "1");
}

#[test]
fn a_refresh_without_position_pushes_nothing_again() {
    let mut one = chatting();
    one.join("ksippo");
    news(&mut one);
    assert_eq!(one.operate("/refresh", "").body, NOTE.as_bytes());
    one.hold();
}

#[test]
fn without_a_listener_a_refresh_from_a_position_answers_itself() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.open();
    one.join("ksippo");
    let direct = body(&one.operate("/refresh", "transcriptPosition=1&message=hi"));
    assert_eq!(direct["chatIxnState"], "TRANSCRIPT");
    assert_eq!(direct["transcriptPosition"], "3");
    assert_eq!(direct["transcriptToShow"].as_array().unwrap().len(), 2);
    assert_eq!(one.operate("/refresh", "message=ho").body, NOTE.as_bytes());

    one.listen();
    one.operate("/refresh", "transcriptPosition=2");
    assert_eq!(texts(&one.poll(json!({}))), ["hi", "ho"]);
    one.wait(10_000);
    let direct = body(&one.operate("/refresh", "transcriptPosition=3"));
    assert_eq!(direct["transcriptToShow"][0][2], "ho");
}

#[test]
fn the_end_by_the_agent_is_pushed_once_with_its_events() {
    let mut one = chatting();
    one.join("ksippo");
    news(&mut one);
    let chat = one.chat();
    one.center.end(&chat, one.now).unwrap();
    let replies = news(&mut one);
    assert_eq!(message(&replies)["chatIxnState"], "DISCONNECTED");
    assert_eq!(message(&replies)["chatServiceMessage"], "Chat was finished");
    assert_eq!(texts(&replies), ["has left the session"]);
    one.hold();
}

#[test]
fn an_end_without_any_event_is_pushed_too() {
    let mut one = chatting();
    let chat = one.chat();
    one.center.end(&chat, one.now).unwrap();
    assert_eq!(message(&news(&mut one))["chatIxnState"], "DISCONNECTED");
}

#[test]
fn the_customers_disconnect_answers_directly_and_pushes_nothing() {
    let mut one = chatting();
    let reply = body(&one.operate("/disconnect", ""));
    assert_eq!(reply["chatIxnState"], "DISCONNECTED");
    one.hold();
    let again = body(&one.operate("/disconnect", ""));
    assert_eq!(again["chatIxnState"], "DISCONNECTED");
    assert!(one.released().is_empty());
}

#[test]
fn the_quick_start_dialect_pushes_all_the_same() {
    let mut one = chatting_with(Settings {
        comet_reply: CometReply::QuickStart,
        ..Settings::unscripted()
    });
    let reply = body(&one.operate("/refresh", "message=hello agent"));
    assert_eq!(reply["comet_channel"], "/_genesys");
    assert_eq!(texts(&news(&mut one)), ["hello agent"]);
}

#[test]
fn one_channel_serves_every_chat_of_a_user_and_no_other_user() {
    let mut one = chatting();
    one.open();
    let second = one.service.clone();
    let client = one.client.clone();
    one.user = Some("another");
    one.open();
    one.listen();
    one.open();
    let foreign = one.service.clone();
    let tags = |replies: &[Value]| -> Vec<Value> {
        let pushes = pushes(replies);
        pushes.iter().map(|data| data["tag"].clone()).collect()
    };
    let tag = |service: &str| format!("service.chat.refresh.{service}");
    assert_eq!(tags(&one.poll(json!({}))), [tag(&foreign)]);
    (one.user, one.client) = (Some("BuzzBrain"), client);
    assert_eq!(tags(&news(&mut one)), [tag(&second)]);
}

#[test]
fn what_is_started_without_a_user_goes_to_sessions_without_one() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.listen();
    let named = one.client.clone();
    one.user = None;
    one.listen();
    one.open();
    assert_eq!(pushes(&one.poll(json!({}))).len(), 1);
    (one.user, one.client) = (Some("BuzzBrain"), named);
    one.hold();
}

#[test]
fn the_scripted_agent_is_pushed_when_it_acts() {
    let script = "agents = [\"Ann\"]\n[pace]\njoins_after = [1000, 1000]";
    let mut one = chatting_with(Settings {
        script: Some(Scripts::only(Book::read(script).unwrap())),
        ..Settings::default()
    });
    let held = one.hold();
    one.wait(1000);
    assert_eq!(texts(&one.answered(held)), ["has joined the session"]);
}

#[test]
fn a_chat_goes_on_as_long_as_somebody_listens() {
    let mut one = chatting();
    for _ in 0..4 {
        one.hold();
        one.wait(60_000);
        one.released();
    }
    assert!(one.center.chats()[0].is_live());
    one.wait(10_000);
    one.wait(120_000);
    assert!(!one.center.chats()[0].is_live());
}

#[test]
fn a_polled_chat_pushes_nothing() {
    let mut one = chatting();
    let created = crate::Request::post("/genesys/1/service/request-chat", "");
    let created = body(&one.center.ask(&created, one.now).ready().unwrap());
    one.service = created["_id"].as_str().unwrap().to_owned();
    one.operate("", "firstName=Buzz");
    one.join("ksippo");
    one.hold();
}
