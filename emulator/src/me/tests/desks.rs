//! Desks: sessions over CometD.

use super::floor::{Floor, gist};
use serde_json::{Value, json};

const PATH: &str = "/api/v2/notifications";

fn poll(floor: &mut Floor, agent: &str, client: &str) -> Value {
    let connect = json!({"channel": "/meta/connect", "clientId": client,
        "connectionType": "long-polling", "advice": {"timeout": 0}});
    floor.post(agent, PATH, &connect)
}

fn data(replies: &Value) -> Vec<Value> {
    let told = replies.as_array().unwrap().iter();
    let told = told.filter(|reply| reply["channel"] != "/meta/connect");
    told.map(|reply| reply["data"].clone()).collect()
}

/// Another desk of the agent's, which listens to one topic by the other endpoint.
fn second_desk(floor: &mut Floor, agent: &str, topic: &str) -> String {
    let client = floor.shake_hands(agent);
    let subscribe = json!({"channel": "/meta/subscribe", "clientId": client,
        "subscription": topic});
    assert_eq!(
        floor.post(agent, "/notifications", &subscribe)[0]["successful"],
        true
    );
    poll(floor, agent, &client);
    client
}

#[test]
fn two_desks_of_one_agent_are_told_the_same() {
    let (mut floor, chat) = Floor::attended();
    let second = second_desk(&mut floor, "anna", "/v2/me/chats");
    floor.hear(&chat, "Hello?");
    floor.name("anna", &chat, "Complete");
    let first = floor.news("anna");
    assert_eq!(first.len(), 3);
    let replies = poll(&mut floor, "anna", &second);
    assert_eq!(data(&replies), first);
}

#[test]
fn what_one_desk_has_taken_the_other_cannot_take_again() {
    let mut floor = Floor::staffed();
    floor.ready("anna");
    let second = second_desk(&mut floor, "anna", "/v2/me/chats");
    let chat = floor.chat();
    floor.accept("anna", &chat, "Anna");
    let replies = poll(&mut floor, "anna", &second);
    let told = gist(&data(&replies));
    assert_eq!(told[..2], ["Invited", "Chatting"]);
    let accept = json!({"operationName": "Accept", "nickname": "Anna too"});
    assert_eq!(floor.refused("anna", &chat, &accept), 2);
    assert_eq!(
        floor.refused("anna", &chat, &json!({"operationName": "Reject"})),
        2
    );
}

#[test]
fn the_older_topic_tells_the_same() {
    let (mut floor, chat) = Floor::attended();
    let older = second_desk(&mut floor, "anna", "/me/interactions");
    floor.hear(&chat, "Hello?");
    let replies = poll(&mut floor, "anna", &older);
    assert_eq!(replies[0]["channel"], "/me/interactions");
    assert_eq!(data(&replies), floor.news("anna"));
}

#[test]
fn nobody_speaks_for_the_session_of_another_agent() {
    let (mut floor, chat) = Floor::attended();
    let stolen = second_desk(&mut floor, "anna", "/v2/me/chats");
    floor.hear(&chat, "My card number is 4711");
    for message in [
        json!({"channel": "/meta/connect", "connectionType": "long-polling"}),
        json!({"channel": "/meta/subscribe", "subscription": "/**"}),
        json!({"channel": "/meta/unsubscribe", "subscription": "/v2/me/chats"}),
        json!({"channel": "/meta/disconnect"}),
    ] {
        let mut message = message;
        message["clientId"] = json!(stolen);
        let replies = floor.post("paul", PATH, &message);
        assert_eq!(replies.as_array().unwrap().len(), 1, "{message}");
        assert_eq!(replies[0]["error"], "402::Unknown client", "{message}");
    }
    assert_eq!(
        gist(&data(&poll(&mut floor, "anna", &stolen))),
        ["3 PersonP Text \"My card number is 4711\""]
    );
}

#[test]
fn an_agent_who_signs_out_leaves_chats_and_offers_to_others() {
    let (mut floor, chat) = Floor::attended();
    let offered = floor.chat();
    floor.work("mary", "Ready");
    floor.work("anna", "EndContactCenterSession");
    let mut told = gist(&floor.news("anna"));
    told.sort();
    assert_eq!(told, ["Completed", "Invited", "NotReady", "Revoked"]);
    assert_eq!(gist(&floor.news("mary")), ["Ready", "Invited", "Invited"]);
    assert_eq!(floor.get("anna", "/api/v2/me/chats")["chats"], json!([]));
    for chat in [chat, offered] {
        floor.accept("mary", &chat, "Mary");
    }
}

#[test]
fn an_agent_who_is_asked_for_advice_and_signs_out_is_not_waited_for() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Consult", "paul");
    floor.work("paul", "EndContactCenterSession");
    assert_eq!(gist(&floor.news("paul")), ["Invited", "Revoked"]);
    assert_eq!(
        gist(&floor.news("anna")),
        ["3 system CustomNotice \"The agent has signed out.\" (agents)"]
    );
}

#[test]
fn an_agent_who_is_not_ready_keeps_chats_and_gets_no_more() {
    let (mut floor, chat) = Floor::attended();
    for operation in ["NotReady", "StartContactCenterSession"] {
        floor.work("anna", "Ready");
        floor.work("anna", operation);
        assert_eq!(floor.get("anna", "/api/v2/me")["user"]["state"], "NotReady");
    }
    floor.news("anna");
    floor.chat();
    assert_eq!(gist(&floor.news("anna")), [""; 0]);
    floor.say("anna", &chat, "I am still here");
}
