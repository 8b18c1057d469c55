//! Which events are listed, and what operations bring.

use super::client::{Client, listed};
use crate::Settings;
use serde_json::json;

#[test]
fn positions_are_inclusive_numbers_or_text_and_one_by_default() {
    let mut client = Client::chatting();
    client.ask("SendMessage", json!({"text": "two"}));
    let all = ["1 ParticipantJoined", "2 Message"];
    for more in [
        json!({}),
        json!({"transcriptPosition": 1}),
        json!({"transcriptPosition": 0}),
    ] {
        assert_eq!(listed(&client.messages(more)), all);
    }
    for position in [json!(2), json!("2")] {
        let reply = client.messages(json!({"transcriptPosition": position}));
        assert_eq!(listed(&reply), ["2 Message"]);
    }
    let beyond = client.messages(json!({"transcriptPosition": 3}));
    assert_eq!(
        beyond,
        json!({"statusCode": 0, "chatEnded": false, "messages": []})
    );
}

#[test]
fn the_printed_transcript_is_told_as_printed() {
    let mut client = Client::chatting();
    let waiting = "agent will be with you shortly ...";
    client.now.millis += 3000;
    client.agent(|center, chat, now| center.system_says(chat, waiting, now));
    client.now.millis += 45_000;
    client.ask("SendMessage", json!({"text": "I need help with account"}));
    let (own, system) = (
        json!({"nickname": "nickname", "participantId": 1, "type": "Client"}),
        json!({"nickname": "system", "participantId": 2, "type": "External"}),
    );
    let expected = json!([
        {"from": own, "index": 1, "type": "ParticipantJoined", "utcTime": 1_406_239_877_000_u64},
        {"from": system, "index": 2, "type": "ParticipantJoined",
            "utcTime": 1_406_239_880_000_u64},
        {"from": system, "index": 3, "text": waiting, "type": "Message",
            "utcTime": 1_406_239_880_000_u64},
        {"from": own, "index": 4, "text": "I need help with account", "type": "Message",
            "utcTime": 1_406_239_925_000_u64},
    ]);
    assert_eq!(client.messages(json!({}))["messages"], expected);
}

#[test]
fn typing_is_echoed_and_previewed() {
    let mut client = Client::chatting();
    client.ask("SendStartTypingNotification", json!({"text": "hel"}));
    assert_eq!(client.seen().preview(), "hel");
    client.ask("SendStopTypingNotification", json!({}));
    let kinds = ["2 TypingStarted", "3 TypingStopped"];
    assert_eq!(
        listed(&client.messages(json!({"transcriptPosition": 2}))),
        kinds
    );
}

#[test]
fn a_message_may_have_a_type() {
    let mut client = Client::chatting();
    client.ask("SendMessage", json!({"text": "x", "messageType": "text"}));
    let reply = client.messages(json!({"transcriptPosition": 2}));
    assert_eq!(reply["messages"][0]["messageType"], "text");
}

#[test]
fn agents_are_seen_in_the_transcript_and_in_the_info() {
    let mut client = Client::chatting();
    assert_eq!(client.info()["chat"]["state"], "WaitingForAgent");
    client.agent(|center, chat, now| center.join(chat, "Kristi", now));
    client.agent(|center, chat, now| center.say(chat, "Kristi", "hello", now));
    let kinds = ["2 ParticipantJoined", "3 Message"];
    assert_eq!(
        listed(&client.messages(json!({"transcriptPosition": 2}))),
        kinds
    );
    let chat = client.info()["chat"].clone();
    let expected = json!({"id": client.chat, "state": "Chatting", "participants": [
        {"nickname": "nickname", "participantId": 1, "type": "Client"},
        {"nickname": "Kristi", "participantId": 2, "type": "Agent"},
    ]});
    assert_eq!(chat, expected);
}

#[test]
fn the_scripted_agent_talks_here_too() {
    let mut client = Client::chatting_with(Settings::default());
    for _ in 0..10 {
        client.now.millis += 3000;
        client.messages(json!({}));
    }
    let told = listed(&client.messages(json!({})));
    assert_eq!(told[1..3], ["2 ParticipantJoined", "3 Message"]);
    assert!(told.len() > 5, "{told:?}");
}
