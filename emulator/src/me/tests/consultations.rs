//! Advice that the customer does not see, and what becomes of it.

use super::floor::{Floor, gist, id_of, posted};
use serde_json::{Value, json};

const JOINED: &str = "Anna: has joined the session";

#[test]
fn a_consultation_is_offered_by_name_and_joined_unseen() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Consult", "paul");
    let offer = floor.news("paul");
    assert_eq!(gist(&offer), ["Invited"]);
    assert_eq!(offer[0]["chat"]["chatType"], "Consult");
    floor.accept("paul", &chat, "Paul");
    let told = floor.news("paul");
    assert_eq!(
        gist(&told),
        [
            "Chatting",
            "participants PersonP Anna Paul",
            "1 PersonP ParticipantJoined, 2 Anna ParticipantJoined, \
             3 Paul ParticipantJoined (agents)",
        ]
    );
    assert_eq!(told[1]["chat"]["participants"][2]["visibility"], "Agents");
    assert_eq!(
        gist(&floor.news("anna")),
        [
            "participants PersonP Anna Paul",
            "3 Paul ParticipantJoined (agents)"
        ]
    );
    assert_eq!(floor.lines(&chat), [JOINED]);
}

#[test]
fn a_consultant_is_heard_by_agents_whatever_way_of_speaking_is_tried() {
    let (mut floor, chat) = Floor::consulting();
    let path = format!("/me/interactions/{chat}");
    for body in [
        json!({"operationName": "SendMessage", "text": "psst"}),
        json!({"operationName": "SendMessage", "text": "psst", "visibility": "All"}),
        json!({"operationName": "SendMessage", "text": "psst", "treatAs": "System"}),
        json!({"operationName": "SendStartTypingNotification"}),
        json!({"operationName": "SendStopTypingNotification"}),
        json!({"operationName": "SendNotification", "notifcation": "TypingStarted"}),
        json!({"operationName": "SendCustomNoticeToAgents", "noticeText": "psst"}),
    ] {
        let answer = floor.post("paul", &path, &body);
        assert_eq!(answer, json!({"statusCode": 0}), "{body}");
        let heard = gist(&floor.news("anna")).concat();
        assert!(heard.ends_with(" (agents)"), "{body}: {heard}");
    }
    assert_eq!(floor.lines(&chat), [JOINED]);
    floor.say("anna", &chat, "One moment please");
    floor.hear(&chat, "Fine");
    assert_eq!(
        gist(&floor.news("paul"))[7..],
        [
            "11 Anna Text \"One moment please\"",
            "12 PersonP Text \"Fine\""
        ]
    );
}

#[test]
fn a_consultant_can_do_nothing_to_the_customer() {
    let (mut floor, chat) = Floor::consulting();
    let request = posted("/api/v2/me/documents?name=plan.pdf", &json!("plan"));
    let kept: Value = serde_json::from_slice(&floor.send("paul", request).body).unwrap();
    for body in [
        json!({"operationName": "AddAttachment", "documentId": kept["documentId"]}),
        json!({"operationName": "Complete"}),
        json!({"operationName": "SendCustomNotice", "noticeText": "psst"}),
        json!({"operationName": "SendUrl", "url": "https://example.test/"}),
        json!({"operationName": "Transfer", "agentId": id_of("mary")}),
        json!({"operationName": "Transfer", "skill": "billing"}),
        json!({"operationName": "Invite", "agentId": id_of("mary")}),
        json!({"operationName": "Consult", "agentId": id_of("mary")}),
        json!({"operationName": "CompleteTransfer"}),
        json!({"operationName": "CompleteConference"}),
        json!({"operationName": "SetDisposition", "disposition": "done"}),
        json!({"operationName": "UpdateUserData", "userData": {"a": "b"}}),
    ] {
        assert_eq!(floor.refused("paul", &chat, &body), 2, "{body}");
    }
    assert_eq!(floor.lines(&chat), [JOINED]);
}

#[test]
fn a_consultant_who_stops_leaves_and_nothing_is_seen_of_it() {
    for operation in ["Leave", "StopProcessing"] {
        let (mut floor, chat) = Floor::consulting();
        floor.name("paul", &chat, operation);
        assert_eq!(gist(&floor.news("paul")), ["Completed"]);
        assert_eq!(
            gist(&floor.news("anna")),
            [
                "participants PersonP Anna",
                "4 Paul ParticipantLeft (agents)"
            ]
        );
        assert_eq!(floor.lines(&chat), [JOINED]);
        assert!(floor.center.chat(&chat).unwrap().is_live());
    }
}

#[test]
fn a_two_step_transfer_is_seen_as_joined_and_left() {
    let (mut floor, chat) = Floor::consulting();
    floor.name("anna", &chat, "CompleteTransfer");
    assert_eq!(gist(&floor.news("anna")), ["Completed"]);
    let told = floor.news("paul");
    assert_eq!(
        gist(&told),
        [
            "participants PersonP Paul",
            "4 Paul ParticipantJoined, 5 Anna ParticipantLeft"
        ]
    );
    assert_eq!(told[0]["chat"]["chatType"], "Inbound");
    floor.say("paul", &chat, "Hello from Paul");
    assert_eq!(
        floor.lines(&chat),
        [
            JOINED,
            "Paul: has joined the session",
            "Anna: has left the session",
            "Paul: Hello from Paul"
        ]
    );
    let say = json!({"operationName": "SendMessage", "text": "still me"});
    assert_eq!(floor.refused("anna", &chat, &say), 3);
}

#[test]
fn a_conference_is_seen_as_a_second_agent() {
    let (mut floor, chat) = Floor::consulting();
    floor.name("anna", &chat, "CompleteConference");
    for agent in ["anna", "paul"] {
        assert_eq!(
            gist(&floor.news(agent)),
            ["participants PersonP Anna Paul", "4 Paul ParticipantJoined"]
        );
    }
    floor.say("paul", &chat, "Good morning");
    floor.say("anna", &chat, "He will help you");
    floor.name("anna", &chat, "Leave");
    assert_eq!(
        floor.lines(&chat),
        [
            JOINED,
            "Paul: has joined the session",
            "Paul: Good morning",
            "Anna: He will help you",
            "Anna: has left the session"
        ]
    );
    floor.say("paul", &chat, "I am still here");
}

#[test]
fn whoever_is_asked_may_decline_and_the_asker_is_told() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Consult", "paul");
    floor.name("paul", &chat, "Reject");
    assert_eq!(gist(&floor.news("paul")), ["Invited", "Revoked"]);
    assert_eq!(
        gist(&floor.news("anna")),
        ["3 system CustomNotice \"The offer was declined.\" (agents)"]
    );
    assert!(floor.able("anna", &chat).contains(&"Consult".to_owned()));
    floor.call("anna", &chat, "Consult", "mary");
    assert_eq!(floor.lines(&chat), [JOINED]);
}

#[test]
fn a_request_for_advice_that_nobody_answers_lapses_and_the_asker_is_told() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Consult", "paul");
    floor.wait(60_000);
    assert_eq!(gist(&floor.news("paul")), ["Invited", "Revoked"]);
    assert_eq!(
        gist(&floor.news("anna")),
        ["3 system CustomNotice \"Nobody has answered the offer.\" (agents)"]
    );
    let accept = json!({"operationName": "Accept", "nickname": "Paul"});
    assert_eq!(floor.refused("paul", &chat, &accept), 3);
}

#[test]
fn one_asks_one_colleague_at_a_time() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Consult", "paul");
    let again = json!({"operationName": "Consult", "agentId": id_of("mary")});
    assert_eq!(floor.refused("anna", &chat, &again), 2);
    for operation in ["CompleteTransfer", "CompleteConference"] {
        let early = json!({"operationName": operation});
        assert_eq!(floor.refused("anna", &chat, &early), 2, "{operation}");
    }
    floor.accept("paul", &chat, "Paul");
    assert_eq!(floor.refused("anna", &chat, &again), 2);
}

#[test]
fn advice_ends_with_the_presence_of_whoever_asked_for_it() {
    let (mut floor, chat) = Floor::consulting();
    floor.call("anna", &chat, "Invite", "mary");
    floor.accept("mary", &chat, "Mary");
    floor.news("paul");
    floor.name("anna", &chat, "Leave");
    assert_eq!(gist(&floor.news("paul")), ["Completed"]);
    assert_eq!(
        floor.lines(&chat)[1..],
        ["Mary: has joined the session", "Anna: has left the session"]
    );
    // The same before anybody has come.
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Consult", "paul");
    floor.name("anna", &chat, "Leave");
    assert_eq!(gist(&floor.news("paul")), ["Invited", "Revoked"]);
    assert_eq!(floor.center.chat(&chat).unwrap().parties().len(), 1);
}

#[test]
fn the_end_of_the_chat_is_the_end_of_the_consultation() {
    let (mut floor, chat) = Floor::consulting();
    floor.name("anna", &chat, "Complete");
    assert_eq!(
        gist(&floor.news("paul")),
        ["4 Anna ParticipantLeft", "Completed"]
    );
    assert_eq!(
        floor.able("paul", &chat),
        ["StopProcessing", "InFocus", "RequestChatHistory"]
    );
}
