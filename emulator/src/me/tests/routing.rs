//! Who is offered which chat.

use super::floor::{Floor, gist};
use crate::{ChatId, Settings};
use serde_json::json;

fn states(floor: &mut Floor, agent: &'static str) -> Vec<String> {
    gist(&floor.news(agent))
}

#[test]
fn chats_go_round_among_those_who_are_ready() {
    let mut floor = Floor::quiet();
    floor.ready("anna");
    floor.wait(1000);
    floor.ready("paul");
    floor.news("anna");
    floor.news("paul");
    floor.chat();
    assert_eq!(states(&mut floor, "anna"), ["Invited"]);
    floor.chat();
    assert_eq!(states(&mut floor, "paul"), ["Invited"]);
}

#[test]
fn an_offer_that_is_rejected_goes_to_the_next_and_then_to_nobody() {
    let mut floor = Floor::quiet();
    floor.ready("anna");
    floor.wait(1000);
    floor.ready("paul");
    let chat = floor.chat();
    let reject = json!({"operationName": "Reject"});
    assert_eq!(floor.act("anna", &chat, &reject), json!({"statusCode": 0}));
    assert_eq!(states(&mut floor, "anna"), ["Ready", "Invited", "Revoked"]);
    assert_eq!(states(&mut floor, "paul"), ["Ready", "Invited"]);
    floor.act("paul", &chat, &reject);
    assert_eq!(states(&mut floor, "anna"), [""; 0]);
    assert_eq!(floor.get("anna", "/api/v2/me/chats")["chats"], json!([]));
}

#[test]
fn an_offer_that_nobody_answers_lapses_and_its_agent_is_not_ready_any_more() {
    let mut floor = Floor::quiet();
    floor.ready("anna");
    let chat = floor.chat();
    assert_eq!(states(&mut floor, "anna"), ["Ready", "Invited"]);
    floor.hear(&chat, "Hello?");
    floor.wait(59_999);
    assert_eq!(states(&mut floor, "anna"), [""; 0]);
    floor.wait(1);
    assert_eq!(floor.get("anna", "/api/v2/me")["user"]["state"], "NotReady");
    // The session over CometD has ended meanwhile, as nobody asked.
    floor.ready("anna");
    assert_eq!(states(&mut floor, "anna"), ["Ready", "Invited"]);
    let accept = json!({"operationName": "Accept", "nickname": "Marat"});
    assert_eq!(floor.act("anna", &chat, &accept)["statusCode"], 0);
}

#[test]
fn where_nobody_is_ready_the_scripted_agents_take_the_chat() {
    let mut floor = Floor::new(Settings::default());
    let chat = floor.chat();
    floor.wait(3000);
    assert_eq!(floor.names(&chat), ["PersonP", "system", "Roboto"]);
    let users = floor.get("anna", "/api/v2/users")["users"].clone();
    let automatic = users.as_array().unwrap().iter();
    let automatic = automatic.filter(|user| user["automatic"] == true);
    assert_eq!(automatic.count(), 3);
}

#[test]
fn a_chat_that_everybody_declines_goes_to_the_scripted_agents() {
    let mut floor = Floor::new(Settings::default());
    floor.ready("anna");
    let chat = floor.chat();
    floor.wait(10_000);
    assert_eq!(floor.names(&chat), ["PersonP"]);
    floor.act("anna", &chat, &json!({"operationName": "Reject"}));
    floor.wait(3000);
    assert_eq!(floor.names(&chat), ["PersonP", "system", "Roboto"]);
}

#[test]
fn a_scripted_agent_takes_over_what_is_handed_over_and_joins_nobody() {
    let mut floor = Floor::new(Settings::default());
    floor.ready("anna");
    let chat = floor.chat();
    let accept = json!({"operationName": "Accept", "nickname": "Marat"});
    floor.act("anna", &chat, &accept);
    let users = floor.get("anna", "/api/v2/users")["users"].clone();
    let mut users = users.as_array().unwrap().iter();
    let roboto = users.find(|user| user["userName"] == "Roboto").unwrap()["id"].clone();
    let consult = json!({"operationName": "Consult", "agentId": roboto});
    assert_eq!(floor.act("anna", &chat, &consult)["statusCode"], 2);
    let transfer = json!({"operationName": "Transfer", "agentId": roboto});
    assert_eq!(
        floor.act("anna", &chat, &transfer),
        json!({"statusCode": 0})
    );
    floor.wait(3000);
    assert_eq!(floor.names(&chat), ["PersonP", "system", "Roboto"]);
}

#[test]
fn an_agent_gets_no_more_chats_than_fit_until_one_is_over() {
    let mut floor = Floor::staffed();
    floor.ready("anna");
    let chats: Vec<_> = (0..4).map(|_| floor.chat()).collect();
    for chat in &chats[..3] {
        floor.accept("anna", chat, "Anna");
    }
    let accept = json!({"operationName": "Accept", "nickname": "Anna"});
    assert_eq!(floor.refused("anna", &chats[3], &accept), 3);
    floor.name("anna", &chats[1], "Complete");
    floor.accept("anna", &chats[3], "Anna");
}

#[test]
fn what_colleagues_hand_over_comes_on_top_of_what_fits() {
    let mut floor = Floor::staffed();
    floor.ready("anna");
    for _ in 0..3 {
        floor.chat();
    }
    floor.ready("paul");
    let chat = floor.chat();
    floor.accept("paul", &chat, "Paul");
    floor.call("paul", &chat, "Transfer", "anna");
    floor.accept("anna", &chat, "Anna");
    let chats = floor.get("anna", "/api/v2/me/chats");
    assert_eq!(chats["chats"].as_array().unwrap().len(), 4);
}

#[test]
fn the_oldest_chat_that_waits_is_offered_first() {
    let mut floor = Floor::staffed();
    let chats: Vec<_> = (0..5).map(|_| floor.chat()).collect();
    floor.ready("anna");
    let offered = floor.news("anna");
    let ids = offered.iter().filter_map(|one| one["chat"]["id"].as_str());
    let ids: Vec<_> = ids.collect();
    let first: Vec<_> = chats[..3].iter().map(ChatId::as_str).collect();
    assert_eq!(ids, first);
}

#[test]
fn scripted_agents_take_a_chat_when_no_agent_is_ready_and_only_then() {
    let mut floor = Floor::new(Settings::default());
    let chat = floor.chat();
    floor.wait(5_000);
    assert!(floor.names(&chat).contains(&"Roboto".to_owned()));
    floor.ready("anna");
    let chats: Vec<_> = (0..4).map(|_| floor.chat()).collect();
    floor.wait(5_000);
    // The fourth waits for her to have room.
    for chat in &chats {
        assert_eq!(floor.names(chat), ["PersonP"]);
    }
    floor.work("anna", "NotReady");
    floor.wait(5_000);
    assert_eq!(floor.names(&chats[0]), ["PersonP"], "it is offered to her");
    assert!(floor.names(&chats[3]).contains(&"Roboto".to_owned()));
}

#[test]
fn whoever_says_again_that_they_are_ready_is_asked_again() {
    let mut floor = Floor::staffed();
    floor.ready("anna");
    let chat = floor.chat();
    floor.name("anna", &chat, "Reject");
    assert_eq!(states(&mut floor, "anna"), ["Ready", "Invited", "Revoked"]);
    floor.work("anna", "Ready");
    assert_eq!(states(&mut floor, "anna"), ["Invited"]);
}

#[test]
fn an_offer_is_void_when_the_customer_leaves() {
    let mut floor = Floor::staffed();
    floor.ready("anna");
    let chat = floor.chat();
    floor.leave(&chat);
    assert_eq!(states(&mut floor, "anna"), ["Ready", "Invited", "Revoked"]);
    let accept = json!({"operationName": "Accept", "nickname": "Anna"});
    assert_eq!(floor.refused("anna", &chat, &accept), 3);
}
