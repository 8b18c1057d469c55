//! Held connects over a real loopback socket.

use super::{Answer, Rig, Server, exchange, wall};
use crate::{CometdSettings, Emulator, Settings};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

/// Longer than anything here takes, shorter than the connects are held.
const PATIENCE: Duration = Duration::from_secs(5);

pub(super) struct Listener {
    pub(super) rig: Rig,
    client: String,
}

impl Listener {
    /// A session that has connected, listens, and has a chat whose first push has come.
    pub(super) async fn new(cometd: CometdSettings) -> Self {
        let settings = Settings {
            cometd,
            ..Settings::unscripted()
        };
        let rig = Rig::new(settings).await;
        let mut one = Self {
            rig,
            client: String::new(),
        };
        let welcome = one.tell(json!({"channel": "/meta/handshake"})).await;
        one.client = welcome.json()[0]["clientId"].as_str().unwrap().to_owned();
        one.tell(one.connect()).await;
        let subscription = json!({"channel": "/meta/subscribe", "clientId": one.client,
            "subscription": "/_genesys"});
        one.tell(subscription).await;
        one.chat().await;
        assert_eq!(one.tell(one.connect()).await.json()[1]["successful"], true);
        one
    }

    async fn chat(&self) {
        let created = self.rig.post("/genesys/1/service/request-chat", "").await;
        let id = created.json()["_id"].as_str().unwrap().to_owned();
        let path = format!("/genesys/1/service/{id}/ixn/chat");
        let started = self.rig.post(&path, "notify_by=comet").await;
        assert_eq!(started.status, 200);
    }

    pub(super) fn connect(&self) -> Value {
        json!({"channel": "/meta/connect", "clientId": self.client, "id": "9",
            "connectionType": "long-polling"})
    }

    pub(super) async fn tell(&self, message: Value) -> Answer {
        exchange(self.rig.server.address(), post(&message).as_bytes()).await
    }

    /// A connect that is on its way to being held.
    pub(super) async fn hold(&self) -> JoinHandle<Answer> {
        let (address, request) = (self.rig.server.address(), post(&self.connect()));
        let held = tokio::spawn(async move { exchange(address, request.as_bytes()).await });
        self.until(deadline_is_far).await;
        assert!(!held.is_finished());
        held
    }

    pub(super) fn agent_joins(&self) {
        let mut emulator = self.rig.emulator.lock().unwrap();
        let chat = emulator.chats()[0].id().clone();
        emulator.join(&chat, "ksippo", wall()).unwrap();
    }

    async fn until(&self, is_so: impl Fn(&Emulator) -> bool) {
        let end = wall().after(PATIENCE);
        while !is_so(&self.rig.emulator.lock().unwrap()) {
            assert!(wall() < end, "it never came so");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// A held connect is due in a minute, a session without one in ten seconds.
fn deadline_is_far(emulator: &Emulator) -> bool {
    let due = emulator.next_deadline().unwrap();
    due.since(wall()) > Duration::from_secs(30)
}

fn post(message: &Value) -> String {
    let body = message.to_string();
    let length = body.len();
    format!(
        "POST /genesys/cometd HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\
         Content-Type: application/json;charset=UTF-8\r\nConnection: close\r\n\r\n{body}"
    )
}

pub(super) async fn soon(held: JoinHandle<Answer>) -> Answer {
    let answer = tokio::time::timeout(PATIENCE, held).await;
    answer.expect("the connect is still held").unwrap()
}

#[tokio::test]
async fn a_held_connect_is_released_by_an_agents_act() {
    let one = Listener::new(CometdSettings::default()).await;
    let held = one.hold().await;
    let acted = wall();
    one.agent_joins();
    let answer = soon(held).await;
    // The test acts past the bell: it is the release that wakes the shell.
    assert!(wall().since(acted) < Duration::from_millis(500));
    let expected = "content-type: application/json;charset=utf-8";
    assert!(answer.has(expected), "{}", answer.head);
    let replies = answer.json();
    let events = &replies[0]["data"]["message"]["transcriptToShow"];
    assert_eq!(events[0][2], "has joined the session");
    assert_eq!(
        replies[1],
        json!({"channel": "/meta/connect", "id": "9", "successful": true})
    );
}

#[tokio::test]
async fn a_held_connect_is_answered_after_its_timeout() {
    let one = Listener::new(CometdSettings::default()).await;
    let mut impatient = one.connect();
    impatient["advice"] = json!({"timeout": 100});
    let answer = tokio::time::timeout(PATIENCE, one.tell(impatient)).await;
    assert_eq!(answer.unwrap().json().as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_client_that_goes_away_abandons_its_connect() {
    let one = Listener::new(CometdSettings::default()).await;
    let mut stream = TcpStream::connect(one.rig.server.address()).await.unwrap();
    let request = post(&one.connect());
    stream.write_all(request.as_bytes()).await.unwrap();
    one.until(deadline_is_far).await;
    drop(stream);
    one.until(|emulator| !deadline_is_far(emulator)).await;
    one.agent_joins();
    let replies = one.tell(one.connect()).await.json();
    assert_eq!(replies[0]["channel"], "/_genesys");
}

#[tokio::test]
async fn stop_cuts_a_held_connect_and_the_session_stays() {
    let one = Listener::new(CometdSettings::default()).await;
    let mut stream = TcpStream::connect(one.rig.server.address()).await.unwrap();
    let request = post(&one.connect());
    stream.write_all(request.as_bytes()).await.unwrap();
    one.until(deadline_is_far).await;
    let address = one.rig.server.address();
    one.rig.server.stop().await;
    let mut rest = Vec::new();
    let cut = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut rest)).await;
    assert!(cut.is_ok() && rest.is_empty());

    let emulator = one.rig.emulator;
    let server = Server::start(address, emulator.clone(), None)
        .await
        .unwrap();
    let rig = Rig { server, emulator };
    let client = one.client;
    let one = Listener { rig, client };
    one.until(|emulator| !deadline_is_far(emulator)).await;
    one.agent_joins();
    let replies = one.tell(one.connect()).await.json();
    assert_eq!(replies[1]["successful"], true);
}

#[tokio::test]
async fn shut_down_answers_a_held_connect_and_the_session_stays() {
    let one = Listener::new(CometdSettings::default()).await;
    let held = one.hold().await;
    let address = one.rig.server.address();
    assert_eq!(one.rig.server.shut_down().await, 0);
    let answer = soon(held).await;
    assert_eq!((answer.status, answer.text().as_str()), (503, ""));

    let emulator = one.rig.emulator;
    // Abandoned, or what is said meanwhile would be released to nobody.
    assert!(!deadline_is_far(&emulator.lock().unwrap()));
    let server = Server::start(address, emulator.clone(), None);
    let server = server.await.unwrap();
    let rig = Rig { server, emulator };
    let client = one.client;
    let one = Listener { rig, client };
    one.agent_joins();
    let replies = one.tell(one.connect()).await.json();
    assert_eq!(replies[0]["channel"], "/_genesys");
    assert_eq!(replies[1]["successful"], true);
}

#[tokio::test]
async fn a_replaced_emulator_sends_the_held_connects_of_the_old_one_away() {
    let one = Listener::new(CometdSettings::default()).await;
    let held = one.hold().await;
    *one.rig.emulator.lock().unwrap() = Emulator::new(Settings::unscripted(), 12);
    assert_eq!(soon(held).await.status, 503);
    let unknown = one.tell(one.connect()).await.json();
    assert_eq!(unknown[0]["error"], "402::Unknown client");
}

#[tokio::test]
async fn the_cookie_reaches_the_browser() {
    let cometd = CometdSettings {
        cookie: crate::Cookie::Offered,
        ..CometdSettings::default()
    };
    let one = Listener::new(cometd).await;
    let answer = one.tell(json!({"channel": "/meta/handshake"})).await;
    let mut lines = answer.head.lines();
    let line = lines.find(|line| line.starts_with("set-cookie: bayeux_browser="));
    assert!(line.unwrap().ends_with("path=/; httponly; samesite=lax"));
}
