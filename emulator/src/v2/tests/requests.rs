//! What is accepted and what is refused.

use super::visitor::{SERVICE, Visitor, is_no_chat, json};
use crate::{ChatId, Request, Settings};
use serde_json::json;

#[test]
fn a_chat_is_requested_as_printed() {
    let mut visitor = Visitor::new(Settings::unscripted());
    let form = "firstName=First&lastName=Last&subject=Subject+to";
    let response = visitor.send(&Request::post(SERVICE, form));
    let reply = json(&response);
    let chat = visitor.seen();
    let expected = json!({
        "statusCode": 0, "alias": "117", "chatEnded": false, "nextPosition": 2,
        "userId": reply["userId"], "secureKey": reply["secureKey"], "chatId": chat.id().as_str(),
        "messages": [{
            "from": {"nickname": "First Last", "participantId": 1, "type": "Client"},
            "index": 1, "type": "ParticipantJoined", "utcTime": 1_432_845_088_000_u64,
        }],
    });
    assert_eq!((response.status, &reply), (200, &expected));
    for name in ["userId", "secureKey"] {
        assert_eq!(reply[name].as_str().unwrap().len(), 16, "{name}");
    }
    assert_eq!(
        visitor
            .send(&Request::post(&format!("{SERVICE}/"), form))
            .status,
        200
    );
}

#[test]
fn a_nickname_or_both_names_are_required() {
    let cases = [
        ("nickname=JD&firstName=John&lastName=Doe", "JD"),
        ("nickname=&firstName=John&lastName=Doe", "John Doe"),
        ("nickname=JD", "JD"),
    ];
    for (form, nickname) in cases {
        let mut visitor = Visitor::new(Settings::unscripted());
        visitor.send(&Request::post(SERVICE, form));
        assert_eq!(visitor.seen().nickname(), nickname, "{form}");
    }
    let refused = [
        ("subject=x", 161),
        ("lastName=Doe", 102),
        ("firstName=John", 103),
        ("nickname=JD&emailAddress=nobody", 364),
    ];
    let mut visitor = Visitor::new(Settings::unscripted());
    for (form, code) in refused {
        let response = visitor.send(&Request::post(SERVICE, form));
        let reply = json(&response);
        assert_eq!(
            (response.status, &reply["statusCode"]),
            (400, &2.into()),
            "{form}"
        );
        assert_eq!(reply["errors"][0]["code"], code, "{form}");
        assert!(reply["errors"][0]["advice"].is_string(), "{form}");
    }
    assert!(visitor.center.chats().is_empty());
}

#[test]
fn without_an_agent_or_room_a_chat_cannot_start_now() {
    let settings = [
        Settings {
            agent_available: false,
            ..Settings::unscripted()
        },
        Settings {
            service_limit: 0,
            ..Settings::unscripted()
        },
    ];
    for settings in settings {
        let mut visitor = Visitor::new(settings);
        let response = visitor.send(&Request::post(SERVICE, "nickname=JD"));
        assert_eq!(json(&response)["errors"][0]["code"], 240);
    }
}

#[test]
fn business_data_is_bracketed_and_may_nest() {
    let mut visitor = Visitor::new(Settings::unscripted());
    let form = "nickname=JD&subject=Help+%26+more&userData%5Bplan%5D=gold\
        &userData%5Bnested%5D%5Ba%5D%5Bb%5D=1&userData[]=x&userDataplan=no&text=";
    visitor.send(&Request::post(SERVICE, form));
    let data = visitor.seen().data().iter();
    let pairs: Vec<_> = data
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let expected = [
        ("", "x"),
        ("nested[a][b]", "1"),
        ("nickname", "JD"),
        ("plan", "gold"),
        ("subject", "Help & more"),
    ];
    assert_eq!(pairs, expected);
    assert_eq!(visitor.transcript().len(), 1);
    let heap = format!("nickname=JD&userData[x]={}", "x".repeat(70_000));
    assert_eq!(visitor.send(&Request::post(SERVICE, &heap)).status, 400);
}

#[test]
fn a_text_at_the_start_is_the_first_message() {
    let mut visitor = Visitor::new(Settings::unscripted());
    let reply = json(&visitor.send(&Request::post(SERVICE, "nickname=JD&text=hello")));
    assert_eq!(reply["messages"][1]["text"], "hello");
}

#[test]
fn every_operation_needs_all_three_credentials() {
    let mut visitor = Visitor::chatting();
    let good = visitor.shown();
    let path = visitor.path("send");
    for part in good.split('&') {
        let (name, _) = part.split_once('=').unwrap();
        for wrong in ["", &format!("{name}="), &format!("{name}=0")] {
            let form = format!("{}&message=x", good.replace(part, wrong));
            let response = visitor.send(&Request::post(&path, &form));
            assert!(is_no_chat(&response), "{form}");
        }
    }
    assert_eq!(visitor.transcript().len(), 1);
    visitor.ask("send", "message=x");
    assert_eq!(visitor.transcript().len(), 2);
}

#[test]
fn a_chat_is_reached_by_its_own_path_and_api_only() {
    let settings = Settings {
        digital: crate::DigitalSettings {
            services: vec!["customer-support".to_owned(), "sales".to_owned()],
            ..crate::DigitalSettings::default()
        },
        ..Settings::unscripted()
    };
    let mut visitor = Visitor::chatting_with(settings);
    let shown = visitor.shown();
    let chat = visitor.chat.clone();
    for path in [
        format!("/genesys/2/chat/sales/{chat}/refresh"),
        format!("{SERVICE}/000AAAAAAAAA00AA/refresh"),
    ] {
        let response = visitor.send(&Request::post(&path, &shown));
        assert!(is_no_chat(&response), "{path}");
    }
    let v1 = format!("/genesys/1/service/{chat}/ixn/chat/refresh");
    assert_eq!(visitor.send(&Request::post(&v1, &shown)).status, 404);
    let encoded = format!("/genesys/2/chat/customer%2Dsupport/{chat}/refresh");
    let response = visitor.send(&Request::post(&encoded, &shown));
    assert_eq!(json(&response)["statusCode"], 0);
}

#[test]
fn unknown_services_operations_and_methods_are_refused_by_http() {
    let mut visitor = Visitor::chatting();
    let paths = [
        "/genesys/2/chat/".to_owned(),
        "/genesys/2/chat/no-such-service".to_owned(),
        visitor.path("fly"),
        visitor.path("refresh/"),
        visitor.path("file/limits/x"),
        visitor.path("file/x/rename"),
        format!("{SERVICE}/{}", visitor.chat),
    ];
    for path in paths {
        let response = visitor.send(&Request::post(&path, ""));
        assert_eq!(response.status, 404, "{path}");
        assert!(json(&response)["message"].is_string(), "{path}");
    }
    let response = visitor.send(&Request::get(SERVICE));
    assert_eq!(
        (response.status, response.header("allow")),
        (405, Some("POST"))
    );
}

#[test]
fn malformed_bodies_and_values_are_400_and_change_nothing() {
    let mut visitor = Visitor::chatting();
    let wrong = [
        ("refresh", "transcriptPosition=five"),
        ("send", "message=x&transcriptPosition=-1"),
        ("send", "message=++"),
        ("send", ""),
        ("customNotice", ""),
        ("pushUrl", "message=https://x"),
        ("updateNickname", "nickname="),
        ("readReceipt", ""),
    ];
    for (operation, form) in wrong {
        let response = visitor.post(operation, form);
        assert_eq!(response.status, 400, "{operation} {form}");
        assert!(json(&response)["error"].is_string(), "{operation} {form}");
    }
    let bodies: [(&str, &[u8]); 3] = [
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"message=\xff"),
        ("multipart/form-data; boundary=X", b"--X\r\ncut"),
    ];
    for (kind, body) in bodies {
        let mut request = Request::post(&visitor.path("send"), "");
        request.headers[0].1 = kind.to_owned();
        request.body = body.to_vec();
        assert_eq!(visitor.send(&request).status, 400, "{kind}");
    }
    assert_eq!(visitor.transcript().len(), 1);
    assert_eq!(visitor.center.chat(&ChatId::new("none")).map(|_| ()), None);
}
