//! Chats that pass from one agent to another, or to several.

use super::floor::{Floor, gist, id_of};
use serde_json::json;

const JOINED: &str = "Anna: has joined the session";
const LEFT: &str = "Anna: has left the session";

#[test]
fn a_one_step_transfer_is_seen_as_left_and_then_as_joined() {
    let (mut floor, chat) = Floor::attended();
    floor.say("anna", &chat, "Paul knows more");
    floor.call("anna", &chat, "Transfer", "paul");
    assert_eq!(
        gist(&floor.news("anna")),
        ["3 Anna Text \"Paul knows more\"", "Completed"]
    );
    assert_eq!(gist(&floor.news("paul")), ["Invited"]);
    floor.accept("paul", &chat, "Paul");
    assert_eq!(
        gist(&floor.news("paul"))[2],
        "1 PersonP ParticipantJoined, 2 Anna ParticipantJoined, \
         3 Anna Text \"Paul knows more\", 4 Anna ParticipantLeft, 5 Paul ParticipantJoined"
    );
    assert_eq!(
        floor.lines(&chat)[2..],
        [LEFT, "Paul: has joined the session"]
    );
}

#[test]
fn a_transfer_that_is_declined_or_lapses_goes_to_whoever_is_ready() {
    for lapses in [false, true] {
        let (mut floor, chat) = Floor::attended();
        floor.work("mary", "Ready");
        floor.wait(1);
        floor.call("anna", &chat, "Transfer", "paul");
        match lapses {
            true => floor.wait(60_000),
            false => floor.name("paul", &chat, "Reject"),
        }
        assert_eq!(gist(&floor.news("paul")), ["Invited", "Revoked"]);
        // Anna is ready too, and has been idle for a shorter time than Mary.
        assert_eq!(gist(&floor.news("mary")), ["Ready", "Invited"]);
        assert_eq!(gist(&floor.news("anna")), ["Completed"]);
    }
}

#[test]
fn a_transfer_to_a_skill_goes_to_anybody_but_the_one_who_gives_it() {
    let (mut floor, chat) = Floor::attended();
    let give = json!({"operationName": "Transfer", "skill": "billing"});
    floor.done("anna", &chat, &give);
    assert_eq!(gist(&floor.news("anna")), ["Completed"]);
    floor.work("mary", "Ready");
    assert_eq!(gist(&floor.news("mary")), ["Ready", "Invited"]);
}

#[test]
fn of_two_who_are_in_one_may_hand_over_and_the_other_is_told_what_came_of_it() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Invite", "mary");
    floor.accept("mary", &chat, "Mary");
    floor.call("anna", &chat, "Transfer", "paul");
    floor.news("mary");
    floor.name("paul", &chat, "Reject");
    assert_eq!(
        gist(&floor.news("mary")),
        ["5 system CustomNotice \"The offer was declined.\" (agents)"]
    );
    // Nobody else is asked, as Mary is still there.
    floor.work("anna", "Ready");
    assert_eq!(gist(&floor.news("anna")).last().unwrap(), "Completed");
    floor.say("mary", &chat, "I am here");
}

#[test]
fn a_skill_is_asked_for_though_another_agent_stays() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Invite", "mary");
    floor.accept("mary", &chat, "Mary");
    floor.work("anna", "NotReady");
    floor.work("paul", "Ready");
    floor.chat();
    floor.chat();
    floor.work("mary", "Ready");
    floor.news("mary");
    // Mary has fewer chats than Paul, but she is in already.
    let give = json!({"operationName": "Transfer", "skill": "billing"});
    floor.done("anna", &chat, &give);
    let told = gist(&floor.news("paul"));
    assert_eq!(told, ["Ready", "Invited", "Invited", "Invited"]);
    assert_eq!(gist(&floor.news("mary"))[0], "participants PersonP Mary");
    floor.accept("paul", &chat, "Paul");
}

#[test]
fn an_invited_agent_is_seen_beside_the_first() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Invite", "paul");
    let offer = floor.news("paul");
    assert_eq!(offer[0]["chat"]["chatType"], "Inbound");
    floor.accept("paul", &chat, "Paul");
    assert_eq!(
        gist(&floor.news("anna")),
        ["participants PersonP Anna Paul", "3 Paul ParticipantJoined"]
    );
    assert_eq!(floor.lines(&chat), [JOINED, "Paul: has joined the session"]);
}

#[test]
fn a_chat_that_is_left_to_an_invited_agent_who_does_not_come_goes_to_another() {
    for lapses in [false, true] {
        let (mut floor, chat) = Floor::attended();
        floor.call("anna", &chat, "Invite", "paul");
        floor.work("anna", "NotReady");
        floor.name("anna", &chat, "Leave");
        floor.work("mary", "Ready");
        assert_eq!(gist(&floor.news("mary")), ["Ready"]);
        match lapses {
            true => floor.wait(60_000),
            false => floor.name("paul", &chat, "Reject"),
        }
        assert_eq!(gist(&floor.news("mary")), ["Invited"], "{lapses}");
    }
}

#[test]
fn a_chat_whose_only_agent_leaves_goes_to_another() {
    let (mut floor, chat) = Floor::attended();
    floor.work("mary", "Ready");
    floor.name("anna", &chat, "Leave");
    assert_eq!(gist(&floor.news("mary")), ["Ready", "Invited"]);
    floor.accept("mary", &chat, "Mary");
    assert_eq!(
        floor.lines(&chat),
        [JOINED, LEFT, "Mary: has joined the session"]
    );
    assert!(floor.center.chat(&chat).unwrap().is_live());
}

#[test]
fn nobody_is_called_who_is_in_already_or_does_not_work_here() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Invite", "mary");
    for operation in ["Invite", "Consult", "Transfer", "StartChatConsultation"] {
        let call = |id: &str| json!({"operationName": operation, "agentId": id});
        for (id, code) in [
            (id_of("mary").as_str(), 2),
            (id_of("anna").as_str(), 2),
            (id_of("nobody").as_str(), 6),
            ("x", 6),
            ("", 1),
        ] {
            let refused = floor.refused("anna", &chat, &call(id));
            assert_eq!(refused, code, "{operation} {id}");
        }
        let nobody = json!({"operationName": operation});
        assert_eq!(floor.refused("anna", &chat, &nobody), 1, "{operation}");
    }
}

#[test]
fn a_name_that_is_taken_is_refused_and_the_offer_stands() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Invite", "mary");
    let accept = |nickname: &str| json!({"operationName": "Accept", "nickname": nickname});
    assert_eq!(floor.refused("mary", &chat, &accept("Anna")), 2);
    floor.done("mary", &chat, &accept("Mary"));
    // That of somebody whom the customer does not see is taken too.
    floor.call("anna", &chat, "Consult", "paul");
    assert_eq!(floor.refused("paul", &chat, &accept("Mary")), 2);
    floor.done("paul", &chat, &accept("Paul"));
    // The customer's own is not: it is told apart by who it is.
    floor.name("mary", &chat, "Leave");
    floor.call("anna", &chat, "Invite", "mary");
    floor.done("mary", &chat, &accept("PersonP"));
}
