//! What is accepted and what is refused.

use crate::rig::{Rig, json, listed};
use crate::{Request, Settings};

#[test]
fn names_make_the_nickname() {
    let cases = [
        ("firstName=Vasya&lastName=Pupkin", "VasyaP"),
        ("firstName=Buzz", "Buzz"),
        ("lastName=Brain", "Brain"),
        ("userDisplayName=The+Buzz&firstName=Buzz", "The Buzz"),
        ("firstName=&lastName=", "anonymous"),
        ("firstName=Zo%C3%AB&lastName=%C3%89mile", "ZoëÉ"),
    ];
    for (form, nickname) in cases {
        let mut rig = Rig::new(Settings::unscripted());
        rig.ask("", form);
        assert_eq!(rig.center.chats()[0].nickname(), nickname, "{form}");
    }
}

#[test]
fn personal_data_is_attached_under_its_documented_names() {
    let mut rig = Rig::new(Settings::unscripted());
    rig.ask(
        "?_verbose=true",
        "firstName=Buzz&email=b%40b&colour=blue&message=no",
    );
    let data = rig.center.services().next().unwrap().data().clone();
    let pairs: Vec<_> = data
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let expected = [
        ("colour", "blue"),
        ("fldnEmailAddress", "b@b"),
        ("fldnFirstName", "Buzz"),
    ];
    assert_eq!(pairs, expected);
}

#[test]
fn json_and_query_fields_are_read_and_the_body_wins() {
    let mut rig = Rig::chatting();
    let path = format!(
        "/genesys/1/service/{}/ixn/chat/refresh?message=query",
        rig.service
    );
    let mut request = Request::post(
        &path,
        r#"{"message":"body","transcriptPosition":1,"x":null}"#,
    );
    request.headers[0].1 = "application/json; charset=UTF-8".to_owned();
    assert_eq!(listed(&json(&rig.send(&request)))[0].1, "body");
    assert_eq!(listed(&rig.ask("/refresh?message=query", ""))[0].1, "query");
}

#[test]
fn multipart_bodies_are_read() {
    let mut rig = Rig::chatting();
    let path = format!("/genesys/1/service/{}/ixn/chat/send", rig.service);
    let body = "--B\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nhello\r\n--B--\r\n";
    let mut request = Request::post(&path, body);
    request.headers[0].1 = "multipart/form-data; boundary=B".to_owned();
    assert_eq!(listed(&json(&rig.send(&request)))[0].1, "hello");
    request.body.truncate(40);
    assert_eq!(rig.send(&request).status, 415);
}

#[test]
fn hostile_text_travels_unchanged() {
    let mut rig = Rig::chatting();
    let form = "message=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%22%5C%0A%00%E2%80%AE";
    let text = "<img src=x onerror=alert(1)>\"\\\n\0\u{202e}";
    assert_eq!(listed(&rig.ask("/send", form))[0].1, text);
}

#[test]
fn missing_and_wrong_values_are_415_and_change_nothing() {
    let mut rig = Rig::chatting();
    let long = format!("message={}", "x".repeat(16 * 1024 + 1));
    let cases = [
        ("/send", ""),
        ("/send", "message="),
        ("/send", "message=++%0A"),
        ("/send", long.as_str()),
        ("/refresh", long.as_str()),
        ("/refresh", "transcriptPosition=five&message=lost"),
        ("/refresh", "transcriptPosition=-1"),
        ("/refresh", "transcriptPosition=5%22"),
    ];
    for (operation, form) in cases {
        let response = rig.post(operation, form);
        assert_eq!(
            response.status,
            415,
            "{operation} {}",
            &form[..form.len().min(40)]
        );
        assert!(response.body.is_empty());
    }
    assert_eq!(rig.transcript().len(), 1);
}

#[test]
fn a_refusal_without_a_body_says_why_in_a_header() {
    let mut rig = Rig::chatting();
    for (operation, form, why) in [
        ("/send", "", "message is missing or incorrect"),
        (
            "/refresh",
            "transcriptPosition=five",
            "transcriptPosition is missing or incorrect",
        ),
    ] {
        let response = rig.post(operation, form);
        let warning = format!("199 - \"{why}\"");
        assert_eq!(response.header("warning"), Some(warning.as_str()));
    }
}

#[test]
fn business_data_has_one_limit_however_often_it_is_added_to() {
    let mut rig = Rig::with_service(Settings::unscripted(), "request-chat-poll");
    let path = format!("/genesys/1/service/{}/status", rig.service);
    let half = "x".repeat(40_000);
    let mut add = |name: &str| rig.send(&Request::post(&path, &format!("{name}={half}")));
    assert_eq!(add("one").status, 200);
    assert_eq!(add("one").status, 200, "it takes the place of the first");
    assert_eq!(add("two").status, 415);
    rig.wait(10_000);
    assert_eq!(rig.post("", &format!("three={half}")).status, 415);
    assert_eq!(rig.post("", "three=x").status, 200);
    let data = rig.center.services().next().unwrap().data();
    assert_eq!(data.len(), 2);
}

#[test]
fn malformed_bodies_are_415() {
    let mut rig = Rig::chatting();
    let path = format!("/genesys/1/service/{}/ixn/chat/refresh", rig.service);
    let cases: [(&str, &[u8]); 5] = [
        ("application/json", b"{\"message\":"),
        ("application/json", b"[]"),
        ("application/json", b"\xff"),
        ("application/x-www-form-urlencoded", b"message=\xff"),
        ("text/xml", b"<message/>"),
    ];
    for (kind, body) in cases {
        let mut request = Request::post(&path, "");
        request.headers[0].1 = kind.to_owned();
        request.body = body.to_vec();
        assert_eq!(rig.send(&request).status, 415, "{kind}");
    }
}

#[test]
fn wrong_start_values_are_415() {
    let mut rig = Rig::new(Settings {
        subject_required: true,
        ..Settings::unscripted()
    });
    for form in ["", "subject=x&email=nobody", "subject=x&notify_by=pigeon"] {
        assert_eq!(rig.post("", form).status, 415, "{form}");
    }
    let heap = format!("subject={}", "x".repeat(70_000));
    assert_eq!(rig.post("", &heap).status, 415);
    assert!(rig.center.chats().is_empty());
    assert_eq!(rig.post("", "subject=x").status, 200);
}

#[test]
fn without_an_agent_a_start_is_503_with_an_empty_body() {
    let mut rig = Rig::new(Settings {
        agent_available: false,
        ..Settings::unscripted()
    });
    for operation in ["", "/refresh", "/send", "/startTyping", "/disconnect"] {
        let response = rig.post(operation, "message=x");
        assert_eq!(
            (response.status, response.body.len()),
            (503, 0),
            "{operation}"
        );
    }
    rig.center.settings_mut().agent_available = true;
    assert_eq!(rig.post("", "").status, 200);
}

#[test]
fn unknown_services_and_operations_are_404_with_a_reason() {
    let mut rig = Rig::chatting();
    let id = rig.service.clone();
    let paths = [
        "/genesys/1/service/unknown/ixn/chat/refresh".to_owned(),
        "/genesys/1/service/no-such-name".to_owned(),
        "/genesys/1/service/".to_owned(),
        format!("/genesys/1/service/{id}/ixn/chat/fly"),
        format!("/genesys/1/service/{id}/ixn/chat/refresh/"),
        format!("/genesys/1/service/{id}/ixn"),
        format!("/genesys/1/service/{id}/status"),
        "/genesys/9/service/request-chat".to_owned(),
        "/".to_owned(),
        "".to_owned(),
    ];
    for path in paths {
        let response = rig.send(&Request::post(&path, ""));
        assert_eq!(response.status, 404, "{path}");
        let body = json(&response);
        assert!(
            body["message"].is_string() && body["exception"].is_string(),
            "{path}"
        );
    }
}

#[test]
fn only_creation_may_be_a_get() {
    let mut rig = Rig::chatting();
    assert_eq!(
        rig.send(&Request::get(
            "/genesys/1/service/request-chat?_verbose=true"
        ))
        .status,
        200
    );
    let refresh = Request::get(&format!(
        "/genesys/1/service/{}/ixn/chat/refresh",
        rig.service
    ));
    let response = rig.send(&refresh);
    assert_eq!(
        (response.status, response.header("allow")),
        (405, Some("POST"))
    );
    let mut delete = Request::get("/genesys/1/service/request-chat");
    delete.method = "DELETE".to_owned();
    assert_eq!(rig.send(&delete).status, 405);
}
