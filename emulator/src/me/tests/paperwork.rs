//! Documents, business data, dispositions, and putting a chat away.

use super::floor::{Floor, body_of, gist, posted};
use crate::{ChatId, Request};
use serde_json::{Value, json};

fn keep(floor: &mut Floor, agent: &str, target: &str, content: &str) -> Value {
    let mut request = Request::post(target, content);
    request.headers = vec![("Content-Type".to_owned(), "application/pdf".to_owned())];
    body_of(&floor.send(agent, request))
}

#[test]
fn a_document_is_kept_once_and_attached_to_any_chat() {
    let (mut floor, chat) = Floor::attended();
    let kept = keep(
        &mut floor,
        "anna",
        "/api/v2/me/documents?name=plan.pdf",
        "x",
    );
    assert_eq!(kept["statusCode"], 0);
    let id = kept["documentId"].clone();
    let attach = json!({"operationName": "AddAttachment", "documentId": id});
    floor.done("anna", &chat, &attach);
    let named = json!({"operationName": "AddAttachment", "documentId": id,
        "name": "Your plan.txt", "mime": "text/plain", "size": 1});
    floor.done("anna", &chat, &named);
    let files = floor.center.chat(&chat).unwrap().files();
    let mut files: Vec<_> = files
        .map(|file| (file.upload().name.clone(), file.upload().media_type.clone()))
        .collect();
    files.sort();
    let file = |name: &str, kind: &str| (name.to_owned(), Some(kind.to_owned()));
    assert_eq!(
        files,
        [
            file("Your plan.txt", "text/plain"),
            file("plan.pdf", "application/pdf")
        ]
    );
    let told = floor.news("anna");
    assert_eq!(
        gist(&told),
        [
            "3 Anna FileUploaded \"plan.pdf\"",
            "4 Anna FileUploaded \"Your plan.txt\""
        ]
    );
    assert_eq!(told[0]["messages"][0]["userData"]["file-size"], "1");
    assert_eq!(
        floor.lines(&chat)[1..],
        ["Anna: plan.pdf", "Anna: Your plan.txt"]
    );
}

#[test]
fn a_document_that_is_not_there_or_has_no_name_is_refused() {
    let (mut floor, chat) = Floor::attended();
    let attach = |id: Value| json!({"operationName": "AddAttachment", "documentId": id});
    assert_eq!(floor.refused("anna", &chat, &attach(json!("guessed"))), 6);
    assert_eq!(floor.refused("anna", &chat, &attach(Value::Null)), 1);
    assert_eq!(floor.refused("anna", &chat, &attach(json!(7))), 2);
    let long = "x".repeat(257);
    for (target, code) in [
        ("/api/v2/me/documents", 1),
        ("/api/v2/me/documents?name=", 1),
        (&format!("/api/v2/me/documents?name={long}"), 2),
    ] {
        assert_eq!(keep(&mut floor, "anna", target, "x")["statusCode"], code);
    }
}

#[test]
fn files_of_agents_are_bounded_like_those_of_customers() {
    let (mut floor, chat) = Floor::attended();
    floor.center.settings_mut().digital.files.store_size = 3;
    let kept = keep(&mut floor, "anna", "/api/v2/me/documents?name=a", "xx");
    let attach = json!({"operationName": "AddAttachment", "documentId": kept["documentId"]});
    floor.done("anna", &chat, &attach);
    assert_eq!(floor.refused("anna", &chat, &attach), 4);
}

#[test]
fn the_oldest_documents_make_room_for_the_newest() {
    let (mut floor, chat) = Floor::attended();
    let content = "x".repeat(1024 * 1024);
    let ids: Vec<_> = (0..65)
        .map(|_| keep(&mut floor, "anna", "/api/v2/me/documents?name=a", &content))
        .map(|kept| kept["documentId"].clone())
        .collect();
    let attach = |id: &Value| json!({"operationName": "AddAttachment", "documentId": id});
    assert_eq!(floor.refused("anna", &chat, &attach(&ids[0])), 6);
    floor.done("anna", &chat, &attach(&ids[1]));
    floor.done("anna", &chat, &attach(&ids[64]));
}

fn data_of(floor: &mut Floor, chat: &ChatId) -> Value {
    let path = format!("/api/v2/me/chats/{chat}");
    floor.get("anna", &path)["chat"]["userData"].clone()
}

#[test]
fn business_data_is_read_attached_changed_and_deleted() {
    let (mut floor, chat) = Floor::attended();
    assert_eq!(data_of(&mut floor, &chat), json!({"subject": "?"}));
    let attach = json!({"operationName": "AttachUserData",
        "userData": {"plan": "gold", "seats": 3, "none": null}});
    floor.done("anna", &chat, &attach);
    let update = json!({"operationName": "UpdateUserData", "userData": {"plan": "silver"}});
    floor.done("anna", &chat, &update);
    let delete = json!({"operationName": "DeleteUserData", "keys": ["subject", "unknown"]});
    floor.done("anna", &chat, &delete);
    let left = json!({"plan": "silver", "seats": "3"});
    assert_eq!(data_of(&mut floor, &chat), left);
}

#[test]
fn data_that_belongs_to_a_service_is_changed_there() {
    let mut floor = Floor::staffed();
    floor.ready("anna");
    let mut send = |request: &Request| {
        let answer = floor.center.ask(request, floor.now);
        body_of(&answer.ready().unwrap())
    };
    let service = send(&Request::post(
        "/genesys/1/service/request-chat",
        "plan=gold",
    ));
    let service = service["_id"].as_str().unwrap();
    let path = format!("/genesys/1/service/{service}/ixn/chat");
    send(&Request::post(&path, "firstName=Vasya"));
    let chat = floor.center.chats()[0].id().clone();
    floor.accept("anna", &chat, "Anna");
    let delete = json!({"operationName": "DeleteUserData", "keys": ["plan"]});
    floor.done("anna", &chat, &delete);
    let attach = json!({"operationName": "AttachUserData", "userData": {"seats": "3"}});
    floor.done("anna", &chat, &attach);
    let kept = json!({"fldnFirstName": "Vasya", "seats": "3"});
    assert_eq!(json!(floor.center.services().next().unwrap().data()), kept);
    assert_eq!(data_of(&mut floor, &chat), kept);
}

#[test]
fn business_data_that_is_missing_wrong_or_too_much_is_refused() {
    let (mut floor, chat) = Floor::attended();
    let attach = |data: Value| json!({"operationName": "AttachUserData", "userData": data});
    assert_eq!(floor.refused("anna", &chat, &attach(Value::Null)), 1);
    assert_eq!(floor.refused("anna", &chat, &attach(json!(["a"]))), 2);
    let half = "x".repeat(40_000);
    floor.done("anna", &chat, &attach(json!({"one": half})));
    assert_eq!(
        floor.refused("anna", &chat, &attach(json!({"two": half}))),
        2
    );
    floor.done("anna", &chat, &attach(json!({"one": "y"})));
    let delete = |keys: Value| json!({"operationName": "DeleteUserData", "keys": keys});
    assert_eq!(floor.refused("anna", &chat, &delete(Value::Null)), 1);
    assert_eq!(floor.refused("anna", &chat, &delete(json!("one"))), 2);
    assert_eq!(floor.refused("anna", &chat, &delete(json!([1]))), 2);
}

#[test]
fn a_chat_gets_its_disposition_before_or_after_its_end() {
    let (mut floor, chat) = Floor::attended();
    for disposition in ["sold", "returned"] {
        let set = json!({"operationName": "SetDisposition", "disposition": disposition});
        floor.done("anna", &chat, &set);
        let path = format!("/api/v2/me/chats/{chat}");
        let resource = floor.get("anna", &path)["chat"].clone();
        assert_eq!(resource["disposition"], disposition);
        if resource["state"] == "Chatting" {
            floor.name("anna", &chat, "Complete");
        }
    }
    let none = json!({"operationName": "SetDisposition"});
    assert_eq!(floor.refused("anna", &chat, &none), 1);
}

#[test]
fn the_last_who_stops_ends_the_chat_and_then_puts_it_away() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Invite", "paul");
    floor.accept("paul", &chat, "Paul");
    floor.name("anna", &chat, "StopProcessing");
    assert!(floor.center.chat(&chat).unwrap().is_live());
    floor.name("paul", &chat, "StopProcessing");
    assert!(!floor.center.chat(&chat).unwrap().is_live());
    floor.name("paul", &chat, "RequestChatHistory");
    floor.name("paul", &chat, "StopProcessing");
    let ask = json!({"operationName": "RequestChatHistory"});
    assert_eq!(floor.refused("paul", &chat, &ask), 3);
}

#[test]
fn what_agents_say_among_themselves_counts_towards_the_longest_chat() {
    let (mut floor, chat) = Floor::attended();
    floor.center.settings_mut().event_limit = 10;
    let aside = json!({"operationName": "SendCustomNoticeToAgents", "noticeText": "psst"});
    for _ in 0..8 {
        assert!(floor.center.chat(&chat).unwrap().is_live());
        floor.done("anna", &chat, &aside);
    }
    assert!(!floor.center.chat(&chat).unwrap().is_live());
}

#[test]
fn a_chat_that_is_forgotten_is_taken_from_its_agent() {
    let (mut floor, chat) = Floor::attended();
    floor.center.settings_mut().disconnect_timeout = std::time::Duration::from_secs(9000);
    floor.wait(3_599_000);
    floor.news("anna");
    floor.wait(1000);
    assert_eq!(
        gist(&floor.news("anna")),
        ["3 PersonP ParticipantLeft", "Completed"]
    );
    assert_eq!(floor.get("anna", "/api/v2/me/chats")["chats"], json!([]));
    let say = json!({"operationName": "SendMessage", "text": "gone?"});
    assert_eq!(floor.refused("anna", &chat, &say), 6);
}

#[test]
fn a_body_that_is_no_object_is_refused() {
    let (mut floor, chat) = Floor::attended();
    for body in [json!([]), json!("Leave"), json!(null)] {
        assert_eq!(floor.refused("anna", &chat, &body), 2, "{body}");
    }
    let path = format!("/api/v2/me/chats/{chat}");
    let mut broken = posted(&path, &json!({}));
    broken.body = b"{\"operationName\": \"Leave\"".to_vec();
    assert_eq!(body_of(&floor.send("anna", broken))["statusCode"], 2);
    assert!(floor.center.chat(&chat).unwrap().is_live());
}
