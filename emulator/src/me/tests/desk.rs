//! What a desk needs beyond the documents.

use super::floor::Floor;
use crate::Request;
use serde_json::{Value, json};

fn chat_as(floor: &mut Floor, agent: &str, chat: &crate::ChatId) -> Value {
    floor.get(agent, &format!("/api/v2/me/chats/{chat}"))["chat"].clone()
}

/// Posts a document and attaches it; the `file-id` under which it was told.
fn attach(floor: &mut Floor, chat: &crate::ChatId) -> String {
    let mut document = Request::post("/api/v2/me/documents?name=bill.html", "<b>42</b>");
    document.headers = vec![("content-type".to_owned(), "text/html".to_owned())];
    let kept = floor.send("anna", document);
    let kept: Value = serde_json::from_slice(&kept.body).unwrap();
    let attach = json!({"operationName": "AddAttachment", "documentId": kept["documentId"]});
    assert_eq!(floor.act("anna", chat, &attach), json!({"statusCode": 0}));
    let log = floor.get("anna", &format!("/api/v2/me/chats/{chat}/messages"));
    let last = log["messages"].as_array().unwrap().last().unwrap().clone();
    last["userData"]["file-id"].as_str().unwrap().to_owned()
}

#[test]
fn who_is_in_may_have_the_files_and_nobody_else() {
    let (mut floor, chat) = Floor::chatting("anna", "Marat");
    let file = attach(&mut floor, &chat);
    let path = format!("/api/v2/me/chats/{chat}/files/{file}");
    let had = floor.send("anna", Request::get(&path));
    assert_eq!((had.status, had.body.as_slice()), (200, &b"<b>42</b>"[..]));
    let disposition = had.header("content-disposition").unwrap();
    assert_eq!(disposition, "attachment; filename=\"bill.html\"");
    assert_eq!(had.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(floor.get("paul", &path)["statusCode"], 3);
    let other = format!("/api/v2/me/chats/{chat}/files/0");
    assert_eq!(floor.get("anna", &other)["statusCode"], 6);
}

#[test]
fn an_agent_learns_under_which_name_they_are_in_and_who_is_not_seen() {
    let (mut floor, chat) = Floor::chatting("anna", "Marat");
    let paul = floor.get("paul", "/api/v2/me")["user"]["id"].clone();
    let consult = json!({"operationName": "Consult", "agentId": paul});
    assert_eq!(floor.act("anna", &chat, &consult)["statusCode"], 0);
    let offered = chat_as(&mut floor, "paul", &chat);
    assert_eq!(offered.get("participant"), None);
    let accept = json!({"operationName": "Accept", "nickname": "Paula"});
    assert_eq!(floor.act("paul", &chat, &accept)["statusCode"], 0);

    let own = chat_as(&mut floor, "anna", &chat)["participant"].clone();
    assert_eq!(
        (&own["nickname"], own.get("visibility")),
        (&json!("Marat"), Some(&json!("All")))
    );
    let unseen = chat_as(&mut floor, "paul", &chat)["participant"].clone();
    assert_eq!(unseen["nickname"], "Paula");
    assert_eq!(unseen["visibility"], "Agents");

    let bring = json!({"operationName": "CompleteConference"});
    assert_eq!(floor.act("anna", &chat, &bring)["statusCode"], 0);
    let seen = chat_as(&mut floor, "paul", &chat)["participant"].clone();
    assert_eq!(
        (&seen["nickname"], seen.get("visibility")),
        (&json!("Paula"), Some(&json!("All")))
    );
}
