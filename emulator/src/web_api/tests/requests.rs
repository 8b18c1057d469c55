//! What is accepted and what is refused.

use super::client::{CHATS, Client, body};
use crate::{Dialect, Request, Settings};
use serde_json::{Value, json};

#[test]
fn a_chat_is_requested_as_the_older_client_does() {
    let mut client = Client::new(Settings::unscripted());
    let fields = json!({"tenantId": "101", "nickname": "Anonymous", "firstName": "John",
        "lastName": "Doe", "emailAddress": "", "subject": "No Subject", "text": "",
        "userData": {"plan": "gold", "nested": {"a": 1}, "none": null}});
    for path in ["", "/"] {
        let reply = body(&client.post(path, &fields));
        let chat = client.seen();
        let expected = json!({"statusCode": 0, "chatId": chat.id().as_str(), "alias": "117",
            "userId": reply["userId"], "secureKey": reply["secureKey"]});
        assert_eq!(reply, expected);
        assert_eq!(chat.nickname(), "Anonymous");
        assert_eq!(chat.dialect(), Dialect::WebApi);
        assert_eq!(chat.data()["plan"], "gold");
        assert_eq!(chat.data()["nested[a]"], "1");
        assert!(!chat.data().contains_key("none"));
    }
}

#[test]
fn a_tenant_that_was_named_is_told_back_and_must_stay_the_same() {
    let mut client = Client::chatting();
    let reply = client.ask("SendMessage", json!({"text": "I need help with account"}));
    // The order of a map's keys depends on what else is built along.
    let mut names: Vec<_> = reply.as_object().unwrap().keys().cloned().collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["alias", "secureKey", "statusCode", "tenantName", "userId"]
    );
    assert_eq!(reply["tenantName"], "Environment");
    assert_eq!(client.seen().tenant(), Some("Environment"));
    let other = client.operate("SendMessage", json!({"text": "x", "tenantName": "Other"}));
    assert_eq!(body(&other)["statusCode"], 2);
    client.shown.as_object_mut().unwrap().remove("tenantName");
    client.ask("SendMessage", json!({"text": "y"}));
    assert_eq!(client.seen().transcript().len(), 3);
}

#[test]
fn names_are_required_as_in_v2() {
    let mut client = Client::new(Settings::unscripted());
    for (fields, code) in [
        (json!({"subject": "x"}), 161),
        (json!({"firstName": "John"}), 103),
        (json!({"nickname": "JD", "emailAddress": "nobody"}), 364),
    ] {
        let response = client.post("", &fields);
        let reply: Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(
            (response.status, &reply["errors"][0]["code"]),
            (400, &code.into())
        );
    }
    assert!(client.center.chats().is_empty());
}

#[test]
fn every_request_about_a_chat_shows_its_credentials() {
    let mut client = Client::chatting();
    let good = client.shown.clone();
    let refused = json!({"statusCode": 2, "chatEnded": true, "messages": []});
    for name in ["alias", "secureKey", "userId"] {
        for wrong in [json!(null), json!(""), json!("0"), json!({"a": 1})] {
            client.shown[name] = wrong;
            let reply = body(&client.operate("SendMessage", json!({"text": "x"})));
            assert_eq!(reply, refused, "{name}");
            assert_eq!(client.messages(json!({})), refused, "{name}");
        }
        client.shown = good.clone();
    }
    assert_eq!(client.seen().transcript().len(), 1);
    client.chat = "none".to_owned();
    assert_eq!(client.messages(json!({})), refused);
}

#[test]
fn what_cannot_be_read_is_400_and_changes_nothing() {
    let mut client = Client::chatting();
    let shown = client.shown.to_string();
    let path = format!("{CHATS}/{}", client.chat);
    for body in ["", "{", "[]", "7", "null", "text=x", &shown] {
        assert_eq!(
            client.send(&Request::post(&path, body)).status,
            400,
            "{body}"
        );
    }
    for (name, more) in [
        ("SendMessage", json!({})),
        ("SendMessage", json!({"text": " "})),
        ("SendMessage", json!({"message": "x"})),
        ("SendMessage", json!({"text": "x".repeat(16 * 1024 + 1)})),
    ] {
        assert_eq!(client.operate(name, more).status, 400, "{name}");
    }
    assert_eq!(client.seen().transcript().len(), 1);
}

#[test]
fn unknown_operations_paths_and_methods_are_refused_by_http() {
    let mut client = Client::chatting();
    assert_eq!(client.operate("Fly", json!({})).status, 404);
    for path in ["/x/messages/y", "/x/notes", "/x/"] {
        assert_eq!(client.post(path, &json!({})).status, 404, "{path}");
    }
    for path in ["", "/", "/x/messages"] {
        let response = client.send(&Request::get(&format!("{CHATS}{path}")));
        assert_eq!(
            (response.status, response.header("allow")),
            (405, Some("POST"))
        );
    }
    let mut delete = Request::get(&format!("{CHATS}/x"));
    delete.method = "DELETE".to_owned();
    assert_eq!(client.send(&delete).header("allow"), Some("GET, POST"));
    let v1 = Request::post("/eservices/api/v2/chatsx", "{}");
    assert_eq!(client.send(&v1).status, 404);
}

#[test]
fn chats_of_other_apis_are_not_reached() {
    let mut client = Client::chatting();
    let v2 = "/genesys/2/chat/customer-support";
    let started = body(&client.send(&Request::post(v2, "nickname=JD")));
    let web_api = client.chat.clone();
    client.chat = started["chatId"].as_str().unwrap().to_owned();
    client.shown = started;
    client.shown["messages"] = json!(null);
    assert_eq!(client.messages(json!({}))["statusCode"], 2);
    assert_eq!(client.info()["statusCode"], 2);
    client.chat = web_api;
    assert_eq!(client.info()["statusCode"], 0);
}
