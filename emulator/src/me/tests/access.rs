//! Who may do and read what.

use super::floor::{Floor, body_of, id_of, posted};
use crate::{ChatId, Request, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// One body for each operation, good where the agent may do it.
fn operations() -> Vec<Value> {
    let mary = id_of("mary");
    let mut all = vec![
        json!({"operationName": "Accept", "nickname": "Guest"}),
        json!({"operationName": "SendMessage", "text": "hello"}),
        json!({"operationName": "SendNotification", "notifcation": "TypingStarted"}),
        json!({"operationName": "SendCustomNotice", "noticeText": "x"}),
        json!({"operationName": "SendCustomNoticeToAgents", "noticeText": "x"}),
        json!({"operationName": "SendUrl", "url": "https://example.test/"}),
        json!({"operationName": "AddAttachment", "documentId": "x"}),
        json!({"operationName": "Transfer", "agentId": mary}),
        json!({"operationName": "Transfer", "skill": "billing"}),
        json!({"operationName": "Invite", "agentId": mary}),
        json!({"operationName": "Consult", "agentId": mary}),
        json!({"operationName": "StartChatConsultation", "agentId": "guessed"}),
        json!({"operationName": "SetDisposition", "disposition": "x"}),
        json!({"operationName": "AttachUserData", "userData": {"a": "b"}}),
        json!({"operationName": "DeleteUserData", "keys": ["subject"]}),
    ];
    let bare = [
        "Reject",
        "SendStartTypingNotification",
        "SendStopTypingNotification",
        "SendStartTypingToAgentsNotification",
        "SendStopTypingToAgentsNotification",
        "Complete",
        "StopProcessing",
        "Leave",
        "CompleteTransfer",
        "CompleteConference",
        "LeaveChatConsultation",
        "RequestChatHistory",
        "InFocus",
    ];
    all.extend(bare.map(|name| json!({"operationName": name})));
    all
}

/// Everything but taking it.
fn others() -> Vec<Value> {
    let takes =
        |body: &Value| body["operationName"] == "Accept" || body["operationName"] == "Reject";
    let all = operations().into_iter();
    all.filter(|body| !takes(body)).collect()
}

fn readings(chat: &ChatId) -> [String; 3] {
    [
        format!("/api/v2/me/chats/{chat}"),
        format!("/me/interactions/{chat}"),
        format!("/api/v2/me/chats/{chat}/messages"),
    ]
}

/// An answer to whoever asks under these lines.
fn ask(floor: &mut Floor, mut request: Request, lines: &[(&str, &str)]) -> Response {
    let lines = lines.iter();
    let lines = lines.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    request.headers.extend(lines);
    floor.center.ask(&request, floor.now).ready().unwrap()
}

#[test]
fn nobody_gets_in_without_the_right_name_and_password() {
    let (mut floor, chat) = Floor::attended();
    let before = format!("{:?}", floor.center.chat(&chat));
    let shown = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
    let wrong = [
        shown("anna:wrong"),
        shown("anna:"),
        shown("Anna:anna"),
        shown("nobody:anna"),
        shown("anna"),
        shown(""),
        format!("Bearer {}", STANDARD.encode("anna:anna")),
        "Basic".to_owned(),
        "Basic !".to_owned(),
        "Basic /w==".to_owned(),
        String::new(),
    ];
    let leave = json!({"operationName": "Leave"});
    let requests = [
        posted(&format!("/api/v2/me/chats/{chat}"), &leave),
        posted(&format!("/me/interactions/{chat}"), &leave),
        posted("/api/v2/me", &json!({"operationName": "NotReady"})),
        posted("/api/v2/me/documents?name=x", &json!("x")),
        posted(
            "/api/v2/notifications",
            &json!({"channel": "/meta/handshake"}),
        ),
        Request::get("/api/v2/me"),
        Request::get("/api/v2/users"),
        Request::get(&format!("/api/v2/me/chats/{chat}/messages")),
        Request::get("/me/no/such/path"),
    ];
    for request in &requests {
        let mut refusals = vec![ask(&mut floor, request.clone(), &[])];
        for line in &wrong {
            let lines = [("Authorization", line.as_str())];
            refusals.push(ask(&mut floor, request.clone(), &lines));
        }
        for refusal in refusals {
            assert_eq!(refusal.status, 401, "{}", request.path);
            let body = body_of(&refusal);
            assert_eq!(body["statusCode"], 20);
            assert!(body["statusMessage"].as_str().unwrap().ends_with('.'));
            assert!(refusal.header("WWW-Authenticate").is_some());
        }
    }
    assert_eq!(before, format!("{:?}", floor.center.chat(&chat)));
    assert_eq!(floor.get("anna", "/api/v2/me")["user"]["state"], "Ready");
}

#[test]
fn a_script_that_is_refused_gets_no_challenge() {
    let mut floor = Floor::staffed();
    let lines = [("X-Requested-With", "XMLHttpRequest")];
    let refusal = ask(&mut floor, Request::get("/api/v2/me"), &lines);
    assert_eq!(
        (refusal.status, refusal.header("WWW-Authenticate")),
        (401, None)
    );
}

#[test]
fn whoever_takes_no_part_can_neither_act_nor_read() {
    let (mut floor, chat) = Floor::attended();
    for body in operations() {
        assert_eq!(floor.refused("paul", &chat, &body), 3, "{body}");
    }
    for path in readings(&chat) {
        assert_eq!(floor.get("paul", &path)["statusCode"], 3, "{path}");
    }
    assert_eq!(floor.get("paul", "/api/v2/me/chats")["chats"], json!([]));
    assert!(floor.news("paul").is_empty());
}

#[test]
fn whoever_is_only_offered_a_chat_can_take_it_and_no_more() {
    let (mut floor, chat) = Floor::attended();
    for operation in ["Invite", "Consult"] {
        floor.call("anna", &chat, operation, "paul");
        for body in others() {
            assert_eq!(floor.refused("paul", &chat, &body), 3, "{body}");
        }
        let path = format!("/api/v2/me/chats/{chat}/messages");
        assert_eq!(floor.get("paul", &path)["statusCode"], 3);
        assert_eq!(floor.able("paul", &chat), ["Accept", "Reject"]);
        floor.name("paul", &chat, "Reject");
    }
}

#[test]
fn whoever_has_left_can_neither_act_nor_read() {
    let (mut floor, chat) = Floor::attended();
    floor.call("anna", &chat, "Invite", "paul");
    floor.accept("paul", &chat, "Paul");
    floor.news("paul");
    floor.name("paul", &chat, "Leave");
    assert_eq!(floor.news("paul")[0]["chat"]["capabilities"], json!([]));
    for body in operations() {
        assert_eq!(floor.refused("paul", &chat, &body), 3, "{body}");
    }
    floor.hear(&chat, "What a pity");
    assert!(floor.news("paul").is_empty());
}

#[test]
fn a_chat_that_has_ended_can_only_be_put_in_order() {
    let (mut floor, chat) = Floor::attended();
    floor.name("anna", &chat, "Complete");
    let able = floor.able("anna", &chat);
    let mut refused = 0;
    for body in operations() {
        if able.iter().any(|name| name == canonical(&body)) {
            continue;
        }
        assert_eq!(floor.refused("anna", &chat, &body), 2, "{body}");
        assert_eq!(floor.refused("paul", &chat, &body), 3, "{body}");
        refused += 1;
    }
    assert_eq!(refused, operations().len() - 6);
    assert_eq!(floor.center.chat(&chat).unwrap().parties(), []);
}

#[test]
fn a_guessed_id_opens_nothing() {
    let (mut floor, chat) = Floor::attended();
    for id in ["guessed", "0", "..", "%00", "%F0%9F%92%A9", "a%2Fb"] {
        for body in operations() {
            for path in [
                format!("/api/v2/me/chats/{id}"),
                format!("/me/interactions/{id}"),
            ] {
                let refusal = floor.post("anna", &path, &body);
                assert_eq!(refusal["statusCode"], 6, "{path} {body}");
                assert!(refusal["statusMessage"].as_str().unwrap().len() > 10);
            }
        }
        for path in readings(&ChatId::new(id)) {
            assert_eq!(floor.get("anna", &path)["statusCode"], 6, "{path}");
        }
    }
    assert_eq!(floor.lines(&chat).len(), 1);
    assert_eq!(floor.center.chats().len(), 1);
}

#[test]
fn what_an_agent_is_said_to_be_able_to_do_can_be_done_and_nothing_else() {
    for situation in SITUATIONS {
        let (mut floor, chat, agent) = situation();
        let able = floor.able(agent, &chat);
        for body in operations() {
            if !able.iter().any(|name| name == canonical(&body)) {
                floor.refused(agent, &chat, &body);
            }
        }
        for name in able {
            let (mut floor, chat, agent) = situation();
            let body = good(&mut floor, agent, &name);
            floor.done(agent, &chat, &body);
        }
    }
}

/// An agent in a chat.
type Situation = fn() -> (Floor, ChatId, &'static str);

const SITUATIONS: [Situation; 5] = [
    || {
        let (floor, chat) = Floor::attended();
        (floor, chat, "anna")
    },
    || {
        let (floor, chat) = Floor::consulting();
        (floor, chat, "anna")
    },
    || {
        let (floor, chat) = Floor::consulting();
        (floor, chat, "paul")
    },
    || {
        let (mut floor, chat) = Floor::attended();
        floor.call("anna", &chat, "Consult", "paul");
        (floor, chat, "anna")
    },
    || {
        let (mut floor, chat) = Floor::attended();
        floor.name("anna", &chat, "Complete");
        (floor, chat, "anna")
    },
];

/// The name of an operation as capabilities spell it.
fn canonical(body: &Value) -> &str {
    match body["operationName"].as_str().unwrap() {
        "SendNotification" => "SendStartTypingNotification",
        "StartChatConsultation" => "Consult",
        "LeaveChatConsultation" => "CompleteConference",
        name => name,
    }
}

/// A body of that operation.
fn good(floor: &mut Floor, agent: &str, name: &str) -> Value {
    let mut bodies = operations().into_iter();
    let body = bodies.find(|body| body["operationName"] == name);
    let data = || json!({"operationName": name, "userData": {"a": "b"}});
    let mut body = body.unwrap_or_else(data);
    if name == "AddAttachment" {
        let request = posted("/api/v2/me/documents?name=x", &json!("x"));
        body["documentId"] = body_of(&floor.send(agent, request))["documentId"].clone();
    }
    body
}

#[test]
fn paths_and_methods_that_are_not_there_are_said_not_to_be() {
    let (mut floor, chat) = Floor::attended();
    for (method, path) in [
        ("PUT", format!("/api/v2/me/chats/{chat}")),
        ("DELETE", format!("/me/interactions/{chat}")),
        ("GET", "/api/v2/me/documents".to_owned()),
        ("POST", "/api/v2/users".to_owned()),
        ("POST", "/api/v2/me/chats".to_owned()),
        ("POST", format!("/api/v2/me/chats/{chat}/messages")),
        ("GET", "/api/v2/me/devices".to_owned()),
        ("GET", "/me/".to_owned()),
    ] {
        let mut request = Request::get(&path);
        request.method = method.to_owned();
        let refusal = floor.send("anna", request);
        assert_eq!(refusal.status, 404, "{method} {path}");
        assert_eq!(body_of(&refusal)["statusCode"], 6);
    }
}

#[test]
fn colleagues_are_listed_and_one_of_them_is_told() {
    let mut floor = Floor::staffed();
    floor.ready("anna");
    let users = floor.get("paul", "/api/v2/users")["users"].clone();
    let told = |user: &Value| (user["userName"].clone(), user["state"].clone());
    let told: Vec<_> = users.as_array().unwrap().iter().map(told).collect();
    let pair = |name: &str, state: &str| (json!(name), json!(state));
    assert_eq!(
        told,
        [
            pair("anna", "Ready"),
            pair("paul", "NotReady"),
            pair("mary", "NotReady")
        ]
    );
    let path = format!("/api/v2/users/{}", id_of("anna"));
    assert_eq!(floor.get("paul", &path)["user"], users[0]);
    assert_eq!(floor.get("paul", "/api/v2/users/nobody")["statusCode"], 6);
}
