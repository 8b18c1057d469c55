//! What operations do, on both sides of the chat.

use super::visitor::{Visitor, json, listed};
use crate::{AgentError, EventType, Settings, UserType};
use serde_json::json;

#[test]
fn a_message_comes_back_with_its_index_and_its_type() {
    let mut visitor = Visitor::chatting();
    let form = "message=hello+agent+%2B+100%25+%26+%22q%22+%E2%98%BA&messageType=text";
    let reply = visitor.ask("send", form);
    let expected = json!([{
        "from": {"nickname": "First Last", "participantId": 1, "type": "Client"},
        "index": 2, "type": "Message", "utcTime": 1_432_845_088_000_u64,
        "text": "hello agent + 100% & \"q\" ☺", "messageType": "text",
    }]);
    assert_eq!(reply["messages"], expected);
    let reply = visitor.ask("send", "message=plain");
    assert!(reply["messages"][0].get("messageType").is_none());
}

#[test]
fn messages_that_are_too_long_have_their_code() {
    let mut visitor = Visitor::chatting_with(Settings {
        message_limit: 3,
        ..Settings::unscripted()
    });
    for operation in ["send", "refresh", "startTyping"] {
        let response = visitor.post(operation, "message=four");
        assert_eq!(response.status, 400);
        let error = json!({"code": 204, "advice": "3"});
        assert_eq!(json(&response)["errors"], json!([error]), "{operation}");
    }
    for (operation, form) in [
        ("send", "message=x&messageType=four"),
        ("pushUrl", "pushUrl=four"),
        ("updateNickname", "nickname=four"),
    ] {
        let response = visitor.post(operation, form);
        assert_eq!(json(&response)["errors"][0]["code"], 204, "{operation}");
    }
    assert_eq!(visitor.transcript().len(), 1);
}

#[test]
fn only_so_many_notices_are_kept() {
    let mut visitor = Visitor::chatting();
    for number in 0..102 {
        visitor.ask("customNotice", &format!("message={number}"));
    }
    let notices = visitor.seen().notices();
    assert_eq!((notices.len(), notices[0].as_str()), (100, "2"));
}

#[test]
fn typing_is_echoed_without_words_and_previewed_to_the_agent() {
    let mut visitor = Visitor::chatting();
    let reply = visitor.ask("startTyping", "message=hel");
    assert_eq!(listed(&reply), [(2, "TypingStarted".to_owned())]);
    assert!(reply["messages"][0].get("text").is_none());
    assert_eq!(visitor.seen().preview(), "hel");
    let reply = visitor.ask("stopTyping", "message=hell");
    assert_eq!(listed(&reply), [(3, "TypingStopped".to_owned())]);
    assert_eq!(visitor.seen().preview(), "hell");
}

#[test]
fn the_message_of_a_refresh_is_a_preview_and_never_said() {
    let mut visitor = Visitor::chatting();
    visitor.ask("refresh", "transcriptPosition=2&message=hello");
    assert_eq!(visitor.seen().preview(), "hello");
    visitor.ask("refresh", "transcriptPosition=2");
    assert_eq!(visitor.seen().preview(), "hello");
    visitor.ask("refresh", "transcriptPosition=2&message=");
    assert_eq!(visitor.seen().preview(), "");
    visitor.ask("refresh", "message=again");
    visitor.ask("send", "message=again");
    assert_eq!(visitor.seen().preview(), "");
    assert_eq!(visitor.transcript().len(), 2);
}

#[test]
fn a_nickname_is_updated_for_what_follows() {
    let mut visitor = Visitor::chatting();
    let reply = visitor.ask("updateNickname", "nickname=JD");
    let event = &reply["messages"][0];
    assert_eq!(
        (&event["type"], &event["text"]),
        (&"NicknameUpdated".into(), &"JD".into())
    );
    let reply = visitor.ask("send", "message=x&transcriptPosition=1");
    let names = reply["messages"].as_array().unwrap().iter();
    let names: Vec<_> = names
        .map(|event| event["from"]["nickname"].clone())
        .collect();
    assert_eq!(names, ["First Last", "JD", "JD"]);
    assert_eq!(visitor.seen().nickname(), "JD");
    assert_eq!(visitor.seen().parties()[0].nickname, "JD");
    visitor.ask("disconnect", "");
    assert_eq!(visitor.transcript().last().unwrap().nickname, "JD");
}

#[test]
fn an_agent_who_goes_by_another_name_is_the_same_participant() {
    let mut visitor = Visitor::chatting();
    let (chat, now) = (visitor.id(), visitor.now);
    let center = &mut visitor.center;
    center.join(&chat, "Ines", now).unwrap();
    center.rename(&chat, "Ines", "Ines M.", now).unwrap();
    let taken = AgentError::AlreadyIn("Ines M.".to_owned());
    assert_eq!(center.rename(&chat, "Ines M.", "Ines M.", now), Err(taken));
    let gone = AgentError::NotIn("Ines".to_owned());
    assert_eq!(center.say(&chat, "Ines", "x", now), Err(gone));
    center.leave(&chat, "Ines M.", now).unwrap();
    let reply = visitor.refresh();
    let events = reply["messages"].as_array().unwrap()[1..].iter();
    let told: Vec<_> = events
        .map(|event| json!([event["type"], event["from"]["nickname"], event["text"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!(["ParticipantJoined", "Ines", null]),
            json!(["NicknameUpdated", "Ines M.", "Ines M."]),
            json!(["ParticipantLeft", "Ines M.", null]),
        ]
    );
    let ids: Vec<_> = (1..4)
        .map(|place| &reply["messages"][place]["from"]["participantId"])
        .collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[test]
fn notices_and_data_reach_the_agent_and_no_transcript() {
    let mut visitor = Visitor::chatting();
    let notice = visitor.ask("customNotice", "message=notice-1");
    let data = visitor.ask("updateData", "userData%5Bk1%5D=v1&userData%5Bk2%5D=v2");
    for reply in [notice, data] {
        assert_eq!(reply["messages"], json!([]));
        assert_eq!(reply["nextPosition"], 2);
    }
    assert_eq!(visitor.seen().notices(), ["notice-1"]);
    assert_eq!(visitor.seen().data()["k2"], "v2");
    let heap = format!("userData[x]={}", "x".repeat(70_000));
    assert_eq!(visitor.post("updateData", &heap).status, 400);
    assert!(!visitor.seen().data().contains_key("x"));
}

#[test]
fn an_address_may_be_pushed_by_either_side() {
    let mut visitor = Visitor::chatting();
    let reply = visitor.ask("pushUrl", "pushUrl=https%3A%2F%2Fwww.example.com%2F");
    assert_eq!(reply["messages"][0]["type"], "PushUrl");
    assert_eq!(reply["messages"][0]["text"], "https://www.example.com/");
    visitor.join("Alice");
    visitor.agent(|center, chat, now| center.push_url(chat, "Alice", "https://x", now));
    let reply = visitor.ask("refresh", "transcriptPosition=4");
    let expected = json!({"nickname": "Alice", "participantId": 2, "type": "Agent"});
    assert_eq!(reply["messages"][0]["from"], expected);
    assert_eq!(reply["messages"][0]["text"], "https://x");
}

#[test]
fn everything_an_agent_does_is_listed() {
    let mut visitor = Visitor::chatting();
    visitor.join("Alice");
    visitor.agent(|center, chat, now| center.start_typing(chat, "Alice", now));
    visitor.agent(|center, chat, now| center.stop_typing(chat, "Alice", now));
    visitor.say("Alice", "hello customer");
    visitor.agent(|center, chat, now| center.transfer(chat, "Alice", "Bob", now));
    visitor.agent(|center, chat, now| center.join_as_supervisor(chat, "Eve", now));
    visitor.agent(|center, chat, now| center.send_custom_notice(chat, "Eve", "{}", now));
    visitor.agent(|center, chat, now| center.inject(chat, "IdleAlert", "still there?", now));
    visitor.agent(|center, chat, now| center.leave(chat, "Eve", now));
    let reply = visitor.ask("refresh", "transcriptPosition=2");
    let told = reply["messages"].as_array().unwrap().iter();
    let told: Vec<_> = told
        .map(|event| {
            let (from, kind) = (&event["from"], event["type"].as_str().unwrap());
            let side = from["type"].as_str().unwrap();
            format!("{} {side} {kind}", from["participantId"])
        })
        .collect();
    let expected = [
        "2 Agent ParticipantJoined",
        "2 Agent TypingStarted",
        "2 Agent TypingStopped",
        "2 Agent Message",
        "2 Agent ParticipantLeft",
        "3 Agent ParticipantJoined",
        "4 Supervisor ParticipantJoined",
        "4 Supervisor CustomNotice",
        "5 External ParticipantJoined",
        "5 External IdleAlert",
        "4 Supervisor ParticipantLeft",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_system_participant_joins_once_before_it_speaks() {
    let mut visitor = Visitor::chatting();
    for text in ["one", "two"] {
        visitor.agent(|center, chat, now| center.system_says(chat, text, now));
    }
    let reply = visitor.refresh();
    let kinds: Vec<_> = listed(&reply).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds[1..], ["ParticipantJoined", "Message", "Message"]);
    let system = json!({"nickname": "system", "participantId": 2, "type": "External"});
    assert!((1..4).all(|event| reply["messages"][event]["from"] == system));
}

#[test]
fn the_scripted_agent_talks_here_too() {
    let mut visitor = Visitor::chatting_with(Settings::default());
    visitor.ask("send", "message=Where+is+my+order+12345?");
    for _ in 0..20 {
        visitor.wait(3000);
        visitor.refresh();
    }
    let events = visitor.transcript();
    let said = |side| {
        events
            .iter()
            .filter(move |event| event.user_type == side && event.kind == EventType::Text)
    };
    assert!(said(UserType::External).count() > 0);
    assert!(said(UserType::Agent).any(|event| event.text.contains("12345")));
    assert!(said(UserType::Agent).any(|event| event.text.contains("First")));
}
