//! GWS `v2/chats`, which tells browsers by itself what they may do.

use super::{Answer, Rig, exchange};
use crate::Settings;

async fn ask(rig: &Rig, head: &str, body: &str) -> Answer {
    let length = body.len();
    let request = format!(
        "{head} HTTP/1.1\r\nHost: x\r\nOrigin: https://shop.example\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    exchange(rig.server.address(), request.as_bytes()).await
}

async fn request_chat(rig: &Rig) -> String {
    let body = r#"{"operationName": "RequestChat", "nickname": "James", "subject": "x"}"#;
    let requested = ask(rig, "POST /api/v2/chats", body).await;
    requested.json()["path"].as_str().unwrap().to_owned()
}

/// The lines of the head that begin so.
fn lines<'a>(answer: &'a Answer, name: &str) -> Vec<&'a str> {
    let lines = answer.head.lines();
    lines.filter(|line| line.starts_with(name)).collect()
}

#[tokio::test]
async fn its_answers_to_browsers_are_its_own_and_come_once() {
    let rig = Rig::new(Settings::unscripted()).await;
    let path = request_chat(&rig).await;
    for head in [
        "OPTIONS /api/v2/chats",
        &format!("GET {path}"),
        "GET /api/v2/chats/nope",
    ] {
        let answer = ask(&rig, head, "").await;
        let origin = lines(&answer, "access-control-allow-origin");
        assert_eq!(origin, ["access-control-allow-origin: *"], "{head}");
        let headers = lines(&answer, "access-control-allow-headers");
        assert!(
            headers.len() == 1 && headers[0].contains("apikey"),
            "{headers:?}"
        );
        assert!(lines(&answer, "access-control-allow-credentials").is_empty());
    }
}

#[tokio::test]
async fn an_unchanged_chat_is_sent_once() {
    let rig = Rig::new(Settings::unscripted()).await;
    let path = request_chat(&rig).await;
    let first = ask(&rig, &format!("GET {path}"), "").await;
    assert_eq!(first.json()["chat"]["state"], "WaitingForAgent");
    let tag = lines(&first, "etag: ")[0].trim_start_matches("etag: ");
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: x\r\nIf-None-Match: {tag}\r\nConnection: close\r\n\r\n"
    );
    let again = exchange(rig.server.address(), request.as_bytes()).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
}
