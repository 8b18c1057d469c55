//! What the state page and `/admin` tell, and whom.

use super::wire::Wire;
use super::{Answer, exchange_over};
use crate::Settings;
use crate::shell::Setup;
use serde_json::{Value, json};

const HOSTILE: &str = "<img src=x onerror=alert(1)> \"O'Neill\" & <!-- \u{202e}sons";
const PATHS: [&str; 7] = [
    "/state",
    "/state.css",
    "/admin/chats",
    "/admin/chats/6524",
    "/admin/nothing",
    "/admin/faults",
    "/admin/faults/1",
];
/// `anna:anna`
const ANNA: &str = "Authorization: Basic YW5uYTphbm5h";

fn wire() -> Wire {
    Wire::new(Settings::unscripted(), &Setup::default())
}

async fn get(wire: &Wire, path: &str) -> Answer {
    wire.ask(&format!("GET {path} HTTP/1.1"), "").await
}

/// A chat of Anna's with a customer of that name; its id.
async fn chat(wire: &Wire, nickname: &str) -> String {
    agent(wire, "/api/v2/me", json!({"operationName": "Ready"})).await;
    let body = json!({"operationName": "RequestChat", "nickname": nickname, "subject": "x"});
    let (head, body) = ("POST /api/v2/chats HTTP/1.1", body.to_string());
    let id = wire.ask(head, &body).await.json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/api/v2/me/chats/{id}");
    for act in [
        json!({"operationName": "Accept", "nickname": "Marat"}),
        json!({"operationName": "SendMessage", "text": "Hello"}),
        json!({"operationName": "SendMessage", "text": "psst", "visibility": "Agents"}),
    ] {
        agent(wire, &path, act).await;
    }
    id
}

async fn agent(wire: &Wire, path: &str, body: Value) {
    let head = format!("POST {path} HTTP/1.1\r\n{ANNA}\r\nContent-Type: application/json");
    let answer = wire.ask(&head, &body.to_string()).await;
    assert_eq!(answer.json()["statusCode"], 0, "{body}");
}

#[tokio::test]
async fn a_hostile_nickname_is_text_on_the_page() {
    let wire = wire();
    let id = chat(&wire, HOSTILE).await;
    let page = get(&wire, "/state").await;
    assert_eq!(page.status, 200);
    assert!(page.has("content-type: text/html; charset=utf-8"));
    let text = page.text();
    assert!(!text.contains("<img") && !text.contains("<!--"), "{text}");
    let escaped = "<bdi>&lt;img src=x onerror=alert(1)&gt; &quot;O&#39;Neill&quot; &amp; \
        &lt;!-- \u{202e}sons</bdi>";
    assert_eq!(text.matches(escaped).count(), 2, "{text}");
    let link = format!("<a href=\"/admin/chats/{id}\">{id}</a>");
    assert!(text.contains(&link), "{text}");
    assert!(text.contains("<td>4</td><td>3</td>"), "{text}");
    assert!(text.contains("<bdi>Marat</bdi> (agent)"), "{text}");
}

#[tokio::test]
async fn the_page_has_no_script_and_may_have_none() {
    let wire = wire();
    chat(&wire, "James").await;
    let page = get(&wire, "/state").await;
    let policy = "content-security-policy: default-src 'none'; style-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    assert!(page.has(policy), "{}", page.head);
    assert!(page.has("cache-control: no-store") && page.has("x-content-type-options: nosniff"));
    assert!(page.has("cross-origin-resource-policy: same-origin"));
    let text = page.text();
    let inline = ["<script", "<style", "style=", "onclick"];
    assert!(inline.iter().all(|word| !text.contains(word)), "{text}");
    let style = get(&wire, "/state.css").await;
    assert!(text.contains("href=\"/state.css\"") && style.status == 200);
    assert!(style.has("content-type: text/css; charset=utf-8"));
}

#[tokio::test]
async fn the_list_tells_what_each_chat_is() {
    let wire = wire();
    assert_eq!(
        get(&wire, "/admin/chats").await.json(),
        json!({"chats": []})
    );
    let id = chat(&wire, "James").await;
    wire.ask(
        "POST /genesys/2/chat/customer-support HTTP/1.1",
        "nickname=Otto",
    )
    .await;
    let end = format!("POST /api/v2/chats/{id} HTTP/1.1");
    wire.ask(&end, r#"{"operationName": "Complete"}"#).await;
    let list = get(&wire, "/admin/chats").await.json();
    let [first, second] = list["chats"].as_array().unwrap().as_slice() else {
        panic!("{list}");
    };
    let expected = json!({"id": id, "dialect": "gws", "nickname": "James", "state": "ended",
        "participants": [], "events": 5, "position": 4, "told": 0});
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&first[name], value, "{name} in {first}");
    }
    assert_eq!(first["ended"]["by"], "customer");
    assert!(first["started"].as_str().unwrap().ends_with('Z'));
    let expected = json!({"dialect": "gms-v2", "service": "customer-support", "state": "live",
        "participants": [{"id": 1, "nickname": "Otto", "role": "customer"}]});
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&second[name], value, "{name} in {second}");
    }
    assert_eq!(second.get("ended"), None);
}

#[tokio::test]
async fn one_chat_is_told_with_everything_that_was_said() {
    let wire = wire();
    let id = chat(&wire, "James").await;
    let record = get(&wire, &format!("/admin/chats/{id}")).await.json();
    assert_eq!(record["state"], "live");
    let mut told = Vec::new();
    for line in record["transcript"].as_array().unwrap() {
        assert!(line["at"].as_str().unwrap().ends_with('Z'), "{line}");
        let text = |name: &str| line[name].as_str().unwrap().to_owned();
        let from = format!("{} {}", line["from"]["role"], line["from"]["nickname"]);
        let from = from.replace('"', "");
        told.push((line["position"].as_u64(), text("type"), from, text("text")));
    }
    let line = |position, kind: &str, from: &str, text: &str| {
        (position, kind.to_owned(), from.to_owned(), text.to_owned())
    };
    let expected = [
        line(
            Some(1),
            "joined",
            "customer James",
            "has joined the session",
        ),
        line(Some(2), "joined", "agent Marat", "has joined the session"),
        line(Some(3), "text", "agent Marat", "Hello"),
        line(None, "text", "agent Marat", "psst"),
    ];
    assert_eq!(told, expected);
    let unknown = get(&wire, "/admin/chats/6524").await;
    let why = json!({"message": "no chat of that id is kept"});
    assert_eq!((unknown.status, unknown.json()), (404, why));
    assert_eq!(get(&wire, "/admin/nothing").await.status, 404);
    let posted = wire.ask("POST /admin/chats HTTP/1.1", "").await;
    assert_eq!(posted.status, 405);
}

async fn asked_with(wire: &Wire, method: &str, path: &str, lines: &str) -> Answer {
    let request = format!("{method} {path} HTTP/1.1\r\n{lines}\r\nConnection: close\r\n\r\n");
    exchange_over(wire.connect(), request.as_bytes()).await
}

#[tokio::test]
async fn pages_of_other_origins_read_nothing() {
    let wire = wire();
    let lines = "Host: localhost:8888\r\nOrigin: https://shop.example\r\n\
        Access-Control-Request-Method: GET\r\nAccess-Control-Request-Private-Network: true";
    for path in PATHS {
        for method in ["GET", "POST", "OPTIONS"] {
            let answer = asked_with(&wire, method, path, lines).await;
            assert_eq!(answer.status, 403, "{method} {path}");
            assert!(
                answer.text().starts_with("Pages of other origins"),
                "{path}"
            );
            assert!(!answer.head.contains("access-control-"), "{}", answer.head);
        }
    }
    let own = "Host: localhost:8888\r\nOrigin: http://localhost:8888";
    let answer = asked_with(&wire, "GET", "/admin/chats", own).await;
    assert_eq!(answer.status, 200);
    assert!(!answer.head.contains("access-control-"), "{}", answer.head);
}

#[tokio::test]
async fn a_name_that_points_here_reads_nothing() {
    let wire = wire();
    for path in PATHS {
        let lines = "Host: evil.example:8888\r\nOrigin: http://evil.example:8888";
        let answer = asked_with(&wire, "GET", path, lines).await;
        assert_eq!(answer.status, 403, "{path}");
        let text = answer.text();
        assert!(
            text.ends_with("open http://127.0.0.1:8888/state\n"),
            "{text}"
        );
    }
}
