//! Faults over a real loopback socket.

use super::held::{Listener, soon};
use super::{Answer, Rig, exchange, wall};
use crate::{Added, CometdSettings, Fault, FaultKind, Settings};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CREATION: &str = "/genesys/1/service/request-chat";

fn suffer(rig: &Rig, fault: Fault) -> Added {
    let mut emulator = rig.emulator.lock().unwrap();
    emulator.add_fault(fault, wall()).unwrap()
}

fn recover(rig: &Rig) {
    let mut emulator = rig.emulator.lock().unwrap();
    assert_eq!(emulator.remove_faults(wall()).len(), 1);
}

async fn suffering(kind: FaultKind) -> Rig {
    let rig = Rig::new(Settings::unscripted()).await;
    suffer(&rig, Fault::new(kind).times(1));
    rig
}

fn services(rig: &Rig) -> usize {
    rig.emulator.lock().unwrap().services().count()
}

/// A head that promises what does not come, and tells nothing.
fn is_cut(answer: &Answer) -> bool {
    answer.status == 502 && answer.has("content-length: 1") && answer.body.is_empty()
}

#[tokio::test]
async fn a_dropped_request_is_cut_and_not_carried_out() {
    let rig = suffering(FaultKind::DropRequest).await;
    assert!(is_cut(&rig.post(CREATION, "").await));
    assert_eq!(services(&rig), 0);
    assert_eq!(rig.post(CREATION, "").await.status, 200);
}

#[tokio::test]
async fn a_dropped_reply_is_cut_after_the_deed() {
    let rig = suffering(FaultKind::DropReply).await;
    assert!(is_cut(&rig.post(CREATION, "").await));
    assert_eq!(services(&rig), 1);
}

#[tokio::test]
async fn a_kept_connection_is_cut_too_and_only_that_one() {
    let rig = Rig::new(Settings::unscripted()).await;
    let address = rig.server.address();
    let request = format!("POST {CREATION} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    let mut kept = TcpStream::connect(address).await.unwrap();
    kept.write_all(request.as_bytes()).await.unwrap();
    let mut buffer = [0; 4096];
    assert!(kept.read(&mut buffer).await.unwrap() > 0);
    let mut other = TcpStream::connect(address).await.unwrap();
    suffer(&rig, Fault::new(FaultKind::DropReply).times(1));
    kept.write_all(request.as_bytes()).await.unwrap();
    let mut rest = Vec::new();
    kept.read_to_end(&mut rest).await.unwrap();
    assert!(rest.starts_with(b"HTTP/1.1 502") && rest.ends_with(b"\r\n\r\n"));
    other.write_all(request.as_bytes()).await.unwrap();
    assert!(other.read(&mut buffer).await.unwrap() > 0);
    assert!(buffer.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test]
async fn a_delayed_answer_comes_later_and_the_deed_at_once() {
    let rig = suffering(FaultKind::Delay(Duration::from_millis(200))).await;
    let begun = wall();
    assert_eq!(rig.post(CREATION, "").await.status, 200);
    assert!(wall().since(begun) >= Duration::from_millis(200));
    assert_eq!(services(&rig), 1);
}

#[tokio::test]
async fn a_delayed_request_can_be_cut_in_the_end() {
    let rig = suffering(FaultKind::Delay(Duration::from_millis(50))).await;
    suffer(&rig, Fault::new(FaultKind::DropReply).times(1));
    assert!(is_cut(&rig.post(CREATION, "").await));
}

#[tokio::test]
async fn a_held_connect_is_cut_and_its_session_stays() {
    let one = Listener::new(CometdSettings::default()).await;
    let held = one.hold().await;
    let done = suffer(&one.rig, Fault::new(FaultKind::CutPolls));
    assert_eq!(done, Added::Done { applied: 1 });
    assert!(is_cut(&soon(held).await));
    one.agent_joins();
    let replies = one.tell(one.connect()).await.json();
    assert_eq!(replies[1]["successful"], true, "{replies}");
}

#[tokio::test]
async fn a_held_connect_stays_held_until_the_fault_is_removed() {
    let one = Listener::new(CometdSettings::default()).await;
    suffer(&one.rig, Fault::new(FaultKind::HoldPolls));
    let held = one.hold().await;
    one.agent_joins();
    assert!(!held.is_finished());
    recover(&one.rig);
    let replies = soon(held).await.json();
    assert_eq!(replies.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn garbage_reaches_the_client_as_the_body_of_a_good_answer() {
    let rig = suffering(FaultKind::Garbage).await;
    let answer = rig.post(CREATION, "").await;
    assert_eq!(answer.status, 200);
    assert!(answer.has("content-type: application/json"));
    assert!(answer.has(&format!("content-length: {}", answer.body.len())));
    assert!(std::str::from_utf8(&answer.body).is_err());
}

#[tokio::test]
async fn a_client_that_leaves_a_delayed_request_is_forgotten() {
    let rig = suffering(FaultKind::Delay(Duration::from_secs(3600))).await;
    let request = format!("POST {CREATION} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    let mut stream = TcpStream::connect(rig.server.address()).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let late = || {
        rig.emulator
            .lock()
            .unwrap()
            .departures
            .next_deadline()
            .is_some()
    };
    until(late).await;
    drop(stream);
    until(|| !late()).await;
}

async fn until(is_so: impl Fn() -> bool) {
    let patience = wall().after(Duration::from_secs(5));
    while !is_so() {
        assert!(wall() < patience, "it never came so");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// As `curl -d` would send it.
async fn admin(rig: &Rig, method: &str, path: &str, body: &str) -> Answer {
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    exchange(rig.server.address(), request.as_bytes()).await
}

#[tokio::test]
async fn faults_are_added_and_removed_over_http() {
    let rig = Rig::new(Settings::unscripted()).await;
    let order = r#"{"kind": "status", "status": 503, "body": "busy", "path": "/service/"}"#;
    let added = admin(&rig, "POST", "/admin/faults", order).await;
    assert_eq!((added.status, added.json()["id"].clone()), (201, 1.into()));
    let refused = rig.post(CREATION, "").await;
    assert_eq!((refused.status, refused.text().as_str()), (503, "busy"));
    assert!(refused.has("access-control-allow-origin: https://shop.example"));
    let removed = admin(&rig, "DELETE", "/admin/faults/1", "").await;
    assert_eq!(removed.json()["applied"], 1);
    assert_eq!(rig.post(CREATION, "").await.status, 200);
}

#[tokio::test]
async fn pages_of_other_origins_may_not_ask_for_faults() {
    let rig = Rig::new(Settings::unscripted()).await;
    let form = rig.post("/admin/faults", r#"{"kind": "garbage"}"#).await;
    assert_eq!(form.status, 403);
    assert!(!form.head.contains("access-control-"), "{}", form.head);
    assert_eq!(rig.emulator.lock().unwrap().faults().count(), 0);
}

#[tokio::test]
async fn the_panel_is_served_under_a_strict_policy() {
    let rig = Rig::new(Settings::unscripted()).await;
    for (path, kind) in [
        ("/desk/faults", "text/html; charset=utf-8"),
        ("/desk/faults.css", "text/css; charset=utf-8"),
        ("/desk/faults.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = rig.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(
            answer.has(&format!("content-type: {kind}")),
            "{}",
            answer.head
        );
        let policy = "content-security-policy: default-src 'none'; script-src 'self'; \
            style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
            form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
            trusted-types 'none'";
        assert!(answer.has(policy), "{}", answer.head);
        assert!(answer.has("x-content-type-options: nosniff"));
    }
}
