//! Claims about the admin API.

use crate::rig::{Rig, json};
use crate::{Answer, FaultId, Request, Response};
use serde_json::{Value, json};

fn request(method: &str, path: &str, body: &str) -> Request {
    let mut request = Request::post(path, body);
    request.method = method.to_owned();
    request
}

fn send(rig: &mut Rig, method: &str, path: &str, body: &str) -> Response {
    rig.send(&request(method, path, body))
}

fn add(rig: &mut Rig, body: &Value) -> Response {
    send(rig, "POST", "/admin/faults", &body.to_string())
}

fn message(response: &Response) -> String {
    json(response)["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_fault_is_added_shown_listed_and_removed() {
    let mut rig = Rig::chatting();
    let order = json!({"kind": "drop-request", "path": "/refresh", "times": 2, "skip": 1});
    let added = add(&mut rig, &order);
    assert_eq!(added.status, 201);
    assert_eq!(added.header("location"), Some("/admin/faults/1"));
    let mut expected = order.clone();
    for (name, value) in [
        ("id", json!(1)),
        ("applied", json!(0)),
        ("active", json!(true)),
    ] {
        expected[name] = value;
    }
    assert_eq!(json(&added), expected);
    let statuses = [(); 3].map(|()| {
        let path = format!("/genesys/1/service/{}/ixn/chat/refresh", rig.service);
        rig.center.ask(&Request::post(&path, ""), rig.now) == Answer::Cut
    });
    assert_eq!(statuses, [false, true, true]);
    expected["applied"] = json!(2);
    expected["active"] = json!(false);
    let shown = send(&mut rig, "GET", "/admin/faults/1", "");
    assert_eq!((shown.status, json(&shown)), (200, expected.clone()));
    let listed = send(&mut rig, "GET", "/admin/faults", "");
    assert_eq!(json(&listed), json!({"faults": [expected]}));
    let removed = send(&mut rig, "DELETE", "/admin/faults/1", "");
    assert_eq!((removed.status, json(&removed)), (200, expected));
    assert_eq!(send(&mut rig, "DELETE", "/admin/faults/1", "").status, 404);
    assert_eq!(
        json(&send(&mut rig, "GET", "/admin/faults", "")),
        json!({"faults": []})
    );
}

#[test]
fn all_are_removed_at_once_and_say_what_they_did() {
    let mut rig = Rig::chatting();
    for kind in ["duplicate", "no-agent"] {
        add(&mut rig, &json!({"kind": kind}));
    }
    rig.refresh();
    let removed = json(&send(&mut rig, "DELETE", "/admin/faults", ""));
    let told: Vec<_> = removed["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["kind"].as_str().unwrap(),
                one["applied"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [("duplicate", 1), ("no-agent", 1)]);
    assert!(rig.center.settings().agent_available);
    assert_eq!(rig.center.faults().count(), 0);
}

#[test]
fn what_acts_at_once_says_on_how_much_and_is_not_kept() {
    let mut rig = Rig::chatting();
    for kind in [
        "cut-polls",
        "forget-sessions",
        "rotate-credentials",
        "agent-gone",
    ] {
        let done = add(&mut rig, &json!({"kind": kind}));
        let expected = json!({"kind": kind, "applied": 0, "active": false});
        assert_eq!((done.status, json(&done)), (200, expected));
    }
    assert_eq!(rig.center.faults().count(), 0);
}

#[test]
fn every_field_comes_back_as_it_was_asked_for() {
    let mut rig = Rig::chatting();
    let chat = rig.chat().to_string();
    let orders = [
        json!({"kind": "status", "status": 503, "body": "<p>", "contentType": "text/html",
            "retryAfter": 3, "carriedOut": true, "chat": chat, "method": "POST",
            "path": "*/refresh", "bodyContains": "message=", "times": 1, "skip": 2,
            "forMs": 60_000}),
        json!({"kind": "delay", "delayMs": 250}),
        json!({"kind": "hold-polls", "path": "/cometd"}),
        json!({"kind": "lose-push", "chat": rig.service}),
    ];
    for order in orders {
        let kept = json(&add(&mut rig, &order));
        for (name, value) in order.as_object().unwrap() {
            assert_eq!(kept[name], *value, "{name}");
        }
        assert_eq!(
            kept.as_object().unwrap().len(),
            order.as_object().unwrap().len() + 3
        );
    }
    assert!(rig.center.fault(FaultId(4)).is_some());
}

#[test]
fn what_is_left_out_has_its_default() {
    let mut rig = Rig::chatting();
    let kept = json(&add(
        &mut rig,
        &json!({"kind": "status", "status": 500, "times": null}),
    ));
    let expected = json!({"id": 1, "kind": "status", "status": 500, "body": "",
        "contentType": "text/plain; charset=utf-8", "carriedOut": false, "applied": 0,
        "active": true});
    assert_eq!(kept, expected);
    let kept = json(&add(
        &mut rig,
        &json!({"kind": "garbage", "method": "post"}),
    ));
    assert_eq!(kept["method"], "POST");
}

#[test]
fn bad_input_is_refused_with_the_field_what_was_found_and_what_is_allowed() {
    let cases = [
        (
            json!({}),
            r#"the field "kind" is missing: allowed is one of delay, status, drop-reply"#,
        ),
        (
            json!({"kind": "explode"}),
            r#"the field "kind" is "explode": allowed is one of delay"#,
        ),
        (
            json!({"kind": 3}),
            r#"the field "kind" is 3: allowed is a text"#,
        ),
        (
            json!({"kind": "delay"}),
            r#"the field "delayMs" is missing: allowed is a whole number from 1 to 3600000"#,
        ),
        (
            json!({"kind": "delay", "delayMs": "1"}),
            r#"the field "delayMs" is "1": allowed is a whole number"#,
        ),
        (
            json!({"kind": "delay", "delayMs": 0}),
            r#"the field "delayMs" is 0: allowed is a whole number from 1"#,
        ),
        (
            json!({"kind": "delay", "delayMs": 9e99}),
            r#"the field "delayMs" is 9e"#,
        ),
        (
            json!({"kind": "delay", "delayMs": u64::MAX}),
            "1 to 3600000",
        ),
        (
            json!({"kind": "status"}),
            r#"the field "status" is missing: allowed is a whole number from 200 to 599"#,
        ),
        (
            json!({"kind": "status", "status": 100_000}),
            r#"the field "status" is 100000: allowed"#,
        ),
        (
            json!({"kind": "status", "status": 503, "carriedOut": 1}),
            r#"the field "carriedOut" is 1: allowed is true or false"#,
        ),
        (
            json!({"kind": "status", "status": 503, "contentType": "a\nb"}),
            r#"the field "contentType" holds what no header can"#,
        ),
        (
            json!({"kind": "garbage", "status": 503}),
            r#"the field "status" has no meaning for a fault of the kind "garbage""#,
        ),
        (
            json!({"kind": "no-agent", "chat": "x"}),
            r#"the field "chat" has no meaning"#,
        ),
        (
            json!({"kind": "garbage", "times": 5_000_000_000_u64}),
            r#"the field "times" is 5000000000: allowed"#,
        ),
        (
            json!({"kind": "garbage", "times": -1}),
            r#"the field "times" is -1"#,
        ),
        (
            json!({"kind": "garbage", "chat": "nobody"}),
            r#"the field "chat" is "nobody""#,
        ),
        (
            json!({"kind": "garbage", "tmes": 1}),
            r#"the field "tmes" is not known: allowed are kind, chat"#,
        ),
        (
            json!({"kind": "garbage", "path": vec!["x"; 99]}),
            "…: allowed is a text",
        ),
    ];
    let mut rig = Rig::chatting();
    for (order, words) in cases {
        let refused = add(&mut rig, &order);
        assert_eq!(refused.status, 400, "{order}");
        assert!(
            message(&refused).contains(words),
            "{order}: {}",
            message(&refused)
        );
        assert!(message(&refused).len() < 400, "{}", message(&refused));
    }
    assert_eq!(rig.center.faults().count(), 0);
}

#[test]
fn a_body_that_is_no_object_is_refused() {
    let mut rig = Rig::chatting();
    for body in ["", "[]", "{", "\u{feff}{}", r#""delay""#] {
        let refused = send(&mut rig, "POST", "/admin/faults", body);
        assert_eq!(refused.status, 400);
        assert!(message(&refused).starts_with("the body is no JSON object"));
    }
}

#[test]
fn other_paths_and_methods_are_refused() {
    let mut rig = Rig::chatting();
    for (method, path, status, allow) in [
        ("PUT", "/admin/faults", 405, Some("GET, POST, DELETE")),
        ("POST", "/admin/faults/1", 405, Some("GET, DELETE")),
        ("GET", "/admin/faults/1", 404, None),
        ("DELETE", "/admin/faults/one", 404, None),
        ("GET", "/admin/faults/1/2", 404, None),
        ("GET", "/admin/faults/4294967296", 404, None),
    ] {
        let refused = send(&mut rig, method, path, "");
        assert_eq!(
            (refused.status, refused.header("allow")),
            (status, allow),
            "{path}"
        );
        assert!(message(&refused).ends_with('.'));
    }
}

#[test]
fn when_no_room_is_left_that_is_a_conflict() {
    let mut rig = Rig::chatting();
    for _ in 0..100 {
        add(&mut rig, &json!({"kind": "garbage"}));
    }
    let refused = add(&mut rig, &json!({"kind": "garbage"}));
    assert_eq!(refused.status, 409);
    assert!(message(&refused).starts_with("there are 100 faults already"));
}

#[test]
fn faults_never_meet_the_requests_that_are_about_them() {
    let mut rig = Rig::chatting();
    add(&mut rig, &json!({"kind": "drop-request"}));
    assert_eq!(send(&mut rig, "GET", "/admin/faults", "").status, 200);
    assert_eq!(send(&mut rig, "DELETE", "/admin/faults", "").status, 200);
}
