//! What a request must be to be read.

use crate::subscriber::Subscriber;
use crate::{Answer, CometdSettings, Request, Response};
use serde_json::json;

fn send(request: &Request) -> Response {
    let mut one = Subscriber::new(CometdSettings::default());
    one.center.ask(request, one.now).ready().unwrap()
}

#[test]
fn messages_come_as_an_array_or_as_a_bare_object() {
    let mut one = Subscriber::new(CometdSettings::default());
    let bare = json!({"channel": "/meta/handshake", "id": "0"});
    assert_eq!(one.send(&bare)[0]["successful"], true);
    assert_eq!(one.send(&json!([bare]))[0]["successful"], true);
}

#[test]
fn every_documented_suffix_of_the_address_leads_here() {
    for suffix in ["", "/", "/handshake", "/connect", "/disconnect"] {
        let path = format!("/genesys/cometd{suffix}");
        let handshake = r#"{"channel":"/meta/handshake"}"#;
        assert_eq!(
            send(&Request::post(&path, handshake)).status,
            200,
            "{suffix}"
        );
    }
    for other in ["/genesys/cometdx", "/genesys/cometd/x", "/genesys/cometd//"] {
        assert_eq!(send(&Request::post(other, "[]")).status, 404, "{other}");
    }
}

#[test]
fn what_is_no_message_is_refused_by_http() {
    let deep = "[".repeat(10_000);
    let many = format!("[{}]", vec!["{}"; 65].join(","));
    let wrong = [
        "",
        "[]",
        "null",
        "7",
        "[7]",
        "{",
        "message=[]",
        &deep,
        &many,
    ];
    for body in wrong {
        let response = send(&Request::post("/genesys/cometd", body));
        assert_eq!(response.status, 400, "{body:.20}");
        let why = "199 - \"the body holds no Bayeux messages\"";
        assert_eq!(response.header("warning"), Some(why));
    }
    let get = send(&Request::get("/genesys/cometd?jsonp=f"));
    assert_eq!((get.status, get.header("allow")), (405, Some("POST")));
}

#[test]
fn every_message_of_a_batch_gets_its_reply_in_order() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let client = one.client.clone();
    let batch = json!([
        {"channel": "/meta/subscribe", "clientId": client, "subscription": "/a", "id": "20"},
        {"channel": "/meta/connect", "clientId": client, "connectionType": "long-polling", "id": "21"},
        {"channel": "/service/x", "clientId": client, "data": {}, "id": 22},
    ]);
    let replies = one.send(&batch);
    let ids: Vec<_> = replies.iter().map(|reply| reply["id"].clone()).collect();
    assert_eq!(ids, [json!("20"), json!("21"), json!(22)]);
    assert!(replies.iter().all(|reply| reply["successful"] == true));
}

#[test]
fn strange_fields_neither_panic_nor_succeed_by_accident() {
    let mut one = Subscriber::listening(CometdSettings::default());
    let client = one.client.clone();
    let strange = [
        json!({}),
        json!({"channel": 7}),
        json!({"channel": "/meta/connect", "clientId": {"a": 1}}),
        json!({"channel": "/meta/subscribe", "clientId": client, "subscription": 7}),
        json!({"channel": "/meta/nothing", "clientId": client, "id": [1]}),
        json!({"channel": "", "clientId": client}),
        json!({"channel": "/meta/connect", "clientId": client, "connectionType": "callback-polling"}),
    ];
    for message in strange {
        assert_eq!(one.send(&message)[0]["successful"], false, "{message}");
    }
    let odd = json!({"ext": 3, "advice": [], "id": null});
    let odd = one.connection(odd);
    let answer = one.center.ask(&one.request(&odd), one.now);
    assert!(matches!(answer, Answer::Held(_)));
}
