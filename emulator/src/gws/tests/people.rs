//! Roboto and the system participant, and agents who come from elsewhere.

use super::james::{James, request_chat};
use crate::{AgentError, Book, EventType, Request, Scripts, Settings, UserType};
use serde_json::json;
use std::time::Duration;

/// Past the agent's joining, which takes three seconds at most.
fn joined() -> James {
    let mut james = James::chatting_with(Settings::default());
    james.wait(3000);
    james
}

/// What anybody but James has said since `index`.
fn heard(james: &mut James, index: usize) -> Vec<(String, String)> {
    let messages = james.messages(&format!("?index={index}"));
    let said = messages
        .iter()
        .filter(|message| message["type"] == "Text" && message["from"]["type"] != "Customer");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    said.map(|message| (text(&message["from"]["nickname"]), text(&message["text"])))
        .collect()
}

#[test]
fn the_system_participant_is_the_second_and_joins_at_once() {
    let mut james = James::chatting_with(Settings::default());
    let second = &james.messages("")[1];
    let expected = json!({"type": "ParticipantJoined", "index": 2,
        "from": {"nickname": "system", "participantId": "2", "type": "External"}});
    assert_eq!(*second, expected);
    assert_eq!(james.state(), "WaitingForAgent");
}

#[test]
fn the_agent_joins_within_five_seconds_and_the_chat_begins() {
    for seed in 0..20 {
        let mut james = James::new(Settings::default());
        james.center = crate::Emulator::new(Settings::default(), seed);
        james.request_chat();
        let started = james.now;
        james.wait(5000);
        let joined = &james.chat().transcript()[2];
        assert_eq!(
            (joined.nickname.as_str(), joined.user_type),
            ("Roboto", UserType::Agent)
        );
        assert!(joined.at.since(started) < Duration::from_secs(5));
        assert_eq!(james.state(), "Chatting");
    }
}

#[test]
fn answers_go_by_the_last_character_and_come_within_two_seconds() {
    let cases = [
        ("What a day!", "Neat."),
        ("Are you there?", "Good question..."),
        ("I see.", "Ok."),
        ("Hello", "Hello to you too!"),
        ("well? ", "well?  to you too!"),
        ("ü", "ü to you too!"),
    ];
    let mut james = joined();
    for (said, answer) in cases {
        let index = james.chat().transcript().len() + 1;
        james.say(said);
        james.wait(2000);
        assert_eq!(
            heard(&mut james, index),
            [("Roboto".to_owned(), answer.to_owned())]
        );
    }
}

#[test]
fn each_message_is_answered_in_its_turn() {
    let mut james = joined();
    for text in ["a", "b?", "c!"] {
        james.say(text);
    }
    james.wait(2000);
    let answers: Vec<_> = heard(&mut james, 1)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    assert_eq!(answers, ["a to you too!", "Good question...", "Neat."]);
}

#[test]
fn a_message_from_before_the_agent_stays_without_an_answer() {
    let mut james = James::chatting_with(Settings::default());
    james.say("Anybody?");
    james.wait(10_000);
    assert_eq!(heard(&mut james, 1), []);
}

#[test]
fn the_system_participant_tells_the_time_every_twenty_seconds_until_the_end() {
    let mut james = James::chatting_with(Settings::default());
    let system = |text: &str| ("system".to_owned(), text.to_owned());
    james.wait(60_000);
    let expected = [
        system("Current Time: 2012-06-09T06:15:55Z"),
        system("Current Time: 2012-06-09T06:16:15Z"),
        system("Current Time: 2012-06-09T06:16:35Z"),
    ];
    assert_eq!(heard(&mut james, 1), expected);
    james.operate("Complete", json!({}));
    james.wait(60_000);
    assert_eq!(heard(&mut james, 1), expected);
}

#[test]
fn without_an_agent_the_chat_waits() {
    let mut james = James::chatting_with(Settings {
        agent_available: false,
        ..Settings::default()
    });
    james.wait(60_000);
    assert_eq!(james.state(), "WaitingForAgent");
    assert_eq!(james.chat().transcript().len(), 1);
}

#[test]
fn the_other_script_may_be_played_as_well() {
    let settings = Settings {
        script: Some(Scripts::only(Book::colleagues())),
        ..Settings::default()
    };
    let mut james = James::chatting_with(settings);
    james.wait(12_000);
    let said = heard(&mut james, 1);
    assert_eq!(said[0].0, "system");
    assert!(said[1].1.contains("James"), "{said:?}");
}

#[test]
fn agents_act_as_in_any_chat() {
    let mut james = James::chatting();
    let (id, now) = (james.chat_id(), james.now);
    let out = AgentError::NotIn("Ann".to_owned());
    assert_eq!(james.center.say(&id, "Ann", "x", now), Err(out));
    james.joined_by("Ann");
    james.center.say(&id, "Ann", "hello", now).unwrap();
    james.center.system_says(&id, "be patient", now).unwrap();
    let said = heard(&mut james, 1);
    assert_eq!(said[0], ("Ann".to_owned(), "hello".to_owned()));
    assert_eq!(said[1], ("system".to_owned(), "be patient".to_owned()));
    assert_eq!(james.resource()["participants"][2]["type"], "External");
}

#[test]
fn a_chat_whose_agent_has_left_goes_on() {
    let mut james = joined();
    let (id, now) = (james.chat_id(), james.now);
    james.center.leave(&id, "Roboto", now).unwrap();
    james.say("Still there?");
    james.wait(2000);
    assert_eq!(heard(&mut james, 1), []);
    assert_eq!(james.state(), "Chatting");
}

#[test]
fn chats_of_both_dialects_stand_side_by_side_in_their_order() {
    let mut james = James::new(Settings::unscripted());
    james.request_chat();
    let service = Request::post("/genesys/1/service/request-chat", "");
    let service = super::james::read(&james.send(&service))["_id"].clone();
    let path = format!("/genesys/1/service/{}/ixn/chat", service.as_str().unwrap());
    james.send(&Request::post(&path, "firstName=Vasya"));
    james.post("", &request_chat());
    let nicknames: Vec<_> = james
        .center
        .chats()
        .iter()
        .map(|chat| chat.nickname())
        .collect();
    assert_eq!(nicknames, ["James", "Vasya", "James"]);
}

#[test]
fn the_same_seed_gives_the_same_chat() {
    let run = || {
        let mut james = joined();
        james.say("Hello");
        james.wait(30_000);
        (james.id.clone(), james.chat().transcript().to_vec())
    };
    let (id, transcript) = run();
    assert_eq!((id, transcript.clone()), run());
    assert!(transcript.iter().any(|event| event.kind == EventType::Text));
}
