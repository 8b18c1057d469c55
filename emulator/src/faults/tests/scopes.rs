//! Which requests a fault is for.

use super::{applied, is_good, listed, operation, say};
use crate::rig::{Rig, json};
use crate::subscriber::Subscriber;
use crate::{Answer, CometdSettings, Fault, FaultError, FaultKind, Request, Settings};
use serde_json::Value;

const DROP: FaultKind = FaultKind::DropRequest;

/// The ids of another chat's service and of that chat.
fn another(rig: &mut Rig) -> (String, String) {
    let created = rig.send(&Request::post("/genesys/1/service/request-chat", ""));
    let service = json(&created)["_id"].as_str().unwrap().to_owned();
    let path = format!("/genesys/1/service/{service}/ixn/chat");
    rig.send(&Request::post(&path, "firstName=B"));
    (service, rig.chat().to_string())
}

fn is_cut(rig: &mut Rig, request: &Request) -> bool {
    rig.center.ask(request, rig.now) == Answer::Cut
}

#[test]
fn a_chat_of_v1_is_named_by_itself_or_by_its_service() {
    let mut rig = Rig::chatting();
    let (service, chat) = another(&mut rig);
    for id in [&service, &chat] {
        let fault = listed(&mut rig, Fault::new(DROP).of(id));
        let path = format!("/genesys/1/service/{service}/ixn/chat/refresh");
        assert!(is_cut(&mut rig, &Request::post(&path, "")), "{id}");
        assert!(is_good(&say(&mut rig, "hello")), "the other chat goes on");
        rig.center.remove_fault(fault, rig.now);
    }
}

#[test]
fn a_service_without_a_chat_can_be_named_and_its_chat_is_meant_later() {
    let mut rig = Rig::new(Settings::unscripted());
    let service = rig.service.clone();
    listed(&mut rig, Fault::new(DROP).of(&service).after(1));
    assert_eq!(rig.post("", "firstName=V").status, 200);
    assert_eq!(say(&mut rig, "hello"), Answer::Cut);
}

#[test]
fn every_dialect_names_its_chats_in_the_path_and_agents_do_so_too() {
    let mut rig = Rig::new(Settings::unscripted());
    let started = [
        ("/genesys/2/chat/customer-support", "nickname=V"),
        (
            "/eservices/api/v2/chats",
            r#"{"nickname":"V","tenantName":"E"}"#,
        ),
        (
            "/api/v2/chats",
            r#"{"operationName":"RequestChat","nickname":"V","subject":"x"}"#,
        ),
    ];
    for (path, body) in started {
        assert_eq!(rig.send(&Request::post(path, body)).status, 200);
        let chat = rig.chat().to_string();
        let fault = listed(&mut rig, Fault::new(DROP).of(&chat));
        for about in [
            format!("{path}/{chat}"),
            format!("{path}/{chat}/refresh"),
            format!("/me/interactions/{chat}"),
            format!("/api/v2/me/chats/{chat}"),
        ] {
            assert!(is_cut(&mut rig, &Request::post(&about, "{}")), "{about}");
        }
        let other = Request::post(&format!("{path}/{chat}0/refresh"), "{}");
        assert!(!is_cut(&mut rig, &other));
        rig.center.remove_fault(fault, rig.now);
    }
}

/// A chat of v2 over CometD: the client, and what was told of the chat.
fn talking(settings: Settings) -> (Subscriber, Value) {
    let mut one = Subscriber::with(settings);
    one.shake_hands(Value::Null.as_object().cloned().unwrap_or_default().into());
    one.poll(serde_json::json!({}));
    let requested = publish(
        &mut one,
        serde_json::json!({"operation": "requestChat", "nickname": "V"}),
    );
    let told = requested[0]["data"].clone();
    (one, told)
}

fn publication(one: &Subscriber, data: Value) -> Value {
    serde_json::json!([{"channel": "/service/chatV2/customer-support", "clientId": one.client,
        "data": data}])
}

fn publish(one: &mut Subscriber, data: Value) -> Vec<Value> {
    let message = publication(one, data);
    one.send(&message)
}

#[test]
fn a_chat_over_cometd_is_named_by_its_session_and_by_its_key() {
    let mut settings = Settings::unscripted();
    settings.digital.quirks.long_keys = true;
    let (mut one, told) = talking(settings);
    let chat = told["chatId"].as_str().unwrap();
    one.suffer(Fault::new(DROP).of(chat));
    let poll = one.connection(serde_json::json!({}));
    let poll = one.request(&poll);
    assert_eq!(one.center.ask(&poll, one.now), Answer::Cut);
    let theirs = one.client.clone();
    one.shake_hands(serde_json::json!({}));
    assert_ne!(one.client, theirs);
    let poll = one.connection(serde_json::json!({}));
    assert_ne!(one.center.ask(&one.request(&poll), one.now), Answer::Cut);
    let resumed = serde_json::json!({"operation": "requestNotifications",
        "secureKey": told["secureKey"]});
    let resumed = publication(&one, resumed);
    assert_eq!(one.center.ask(&one.request(&resumed), one.now), Answer::Cut);
}

#[test]
fn a_key_is_found_in_a_form_too() {
    let mut settings = Settings::unscripted();
    settings.digital.quirks.long_keys = true;
    let (mut one, told) = talking(settings);
    one.suffer(Fault::new(DROP).of(told["chatId"].as_str().unwrap()));
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("secureKey", told["secureKey"].as_str().unwrap())
        .finish();
    let request = Request::post("/genesys/2/chat-ntf", &form);
    assert_eq!(one.center.ask(&request, one.now), Answer::Cut);
}

#[test]
fn a_chat_of_v1_over_cometd_is_named_by_the_sessions_of_its_user() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    let chat = one.chat().to_string();
    one.suffer(Fault::new(DROP).of(&chat));
    let poll = one.connection(serde_json::json!({}));
    assert_eq!(one.center.ask(&one.request(&poll), one.now), Answer::Cut);
    one.user = Some("SomebodyElse");
    one.listen();
    one.hold();
}

#[test]
fn paths_methods_and_bodies_narrow_it() {
    let mut rig = Rig::chatting();
    let mut get_only = Fault::new(DROP);
    get_only.scope.method = Some("GET".to_owned());
    for fault in [
        Fault::new(DROP).on("/send"),
        Fault::new(DROP).saying("message=secret"),
        Fault::new(DROP).on("*/chat"),
        get_only,
    ] {
        listed(&mut rig, fault);
    }
    assert!(is_good(&say(&mut rig, "hello")));
    assert_eq!(say(&mut rig, "secret"), Answer::Cut);
    let send = operation(&rig, "/send", "message=hello");
    assert!(is_cut(&mut rig, &send));
    let start = operation(&rig, "", "");
    assert!(is_cut(&mut rig, &start));
    assert!(is_cut(
        &mut rig,
        &Request::get("/genesys/1/service/request-chat")
    ));
    assert_eq!(applied(&rig), [1, 1, 1, 1]);
}

#[test]
fn a_fault_of_a_chat_that_is_not_there_is_refused() {
    let mut rig = Rig::chatting();
    let refused = rig.center.add_fault(Fault::new(DROP).of("nobody"), rig.now);
    let found = "nobody".to_owned();
    assert_eq!(refused, Err(FaultError::NoChat { found }));
    assert_eq!(rig.center.faults().count(), 0);
}
