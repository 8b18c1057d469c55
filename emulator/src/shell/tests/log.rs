//! Chats over every API, and what of them gets into the log.

use super::wire::Wire;
use crate::shell::{LogFormat, LogLevel, LogSettings, Setup};
use crate::{AgentAccount, Cookie, Settings};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing::dispatcher::{self, DefaultGuard};

/// What somebody says or is called in these chats, and what opens doors.
const SECRETS: [&str; 9] = [
    "marzipan",
    "Ottokar",
    "Zwieback",
    "ottokar@shop.example",
    "refund",
    "platinum",
    "k3y-of-the-shop",
    "Basic b3R0bzpwYXNz",
    "customer-4711",
];

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const KEYS: &str = "apikey: k3y-of-the-shop\r\nAuthorization: Basic b3R0bzpwYXNz\r\n\
    gms_user: customer-4711\r\nCookie: session=k3y-of-the-shop";

/// The log of this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn begin(level: LogLevel, format: LogFormat) -> (Self, DefaultGuard) {
        let log = Self::default();
        let sink = log.clone();
        let dispatch = LogSettings { level, format }.dispatch(move || sink.clone());
        (log, dispatcher::set_default(&dispatch))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn lines(&self) -> Vec<Value> {
        let parse = |line: &str| serde_json::from_str(line).unwrap();
        self.text().lines().map(parse).collect()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn wire(log_content: bool) -> Wire {
    let mut settings = Settings::unscripted();
    settings.cometd.cookie = Cookie::Offered;
    settings.staff.agents = vec![AgentAccount {
        capacity: 9,
        ..AgentAccount::new("otto", "pass", "Ottokar")
    }];
    let setup = Setup {
        log_content,
        ..Setup::default()
    };
    Wire::new(settings, &setup)
}

/// Plays a chat over each API; every key that the server has given away.
async fn chat_everywhere(wire: &Wire) -> Vec<String> {
    let mut keys = v1(wire).await;
    keys.extend(v2(wire).await);
    keys.extend(web_api(wire).await);
    let chat = gws(wire).await;
    agent(wire, &chat).await;
    keys.extend(cometd(wire).await);
    misspelt(wire).await;
    keys
}

async fn form(wire: &Wire, target: &str, form: &str) -> Value {
    let head = format!("POST {target} HTTP/1.1\r\n{FORM}\r\n{KEYS}");
    let answer = wire.ask(&head, form).await;
    assert_eq!(answer.status, 200, "{target}");
    answer.json()
}

async fn json(wire: &Wire, target: &str, body: Value) -> Value {
    let head = format!("POST {target} HTTP/1.1\r\nContent-Type: application/json\r\n{KEYS}");
    let answer = wire.ask(&head, &body.to_string()).await;
    assert_eq!(answer.status, 200, "{target}");
    answer.json()
}

fn keys_of(reply: &Value) -> Vec<String> {
    let keys = ["userId", "secureKey"].map(|name| reply[name].as_str().unwrap().to_owned());
    keys.to_vec()
}

async fn v1(wire: &Wire) -> Vec<String> {
    let created = form(wire, "/genesys/1/service/request-chat", "_verbose=false").await;
    let chat = format!(
        "/genesys/1/service/{}/ixn/chat",
        created["_id"].as_str().unwrap()
    );
    let personal = "firstName=Ottokar&lastName=Zwieback&email=ottokar%40shop.example\
        &subject=refund&_verbose=true&tier=platinum";
    let started = form(wire, &chat, personal).await;
    form(wire, &format!("{chat}/refresh"), "message=marzipan").await;
    form(wire, &format!("{chat}/refresh?message=marzipan&refund"), "").await;
    keys_of(&started)
}

async fn v2(wire: &Wire) -> Vec<String> {
    let service = "/genesys/2/chat/customer-support";
    let personal = "nickname=Ottokar&emailAddress=ottokar%40shop.example&subject=refund\
        &userData[platinum]=marzipan";
    let started = form(wire, service, personal).await;
    let chat = format!("{service}/{}", started["chatId"].as_str().unwrap());
    let word = |name: &str| started[name].as_str().unwrap().to_owned();
    let access = ["alias", "userId", "secureKey"];
    let shown = access
        .map(|name| format!("{name}={}", word(name)))
        .join("&");
    form(
        wire,
        &format!("{chat}/send"),
        &format!("{shown}&message=marzipan"),
    )
    .await;
    let part = |name: &str, value: &str| {
        format!("--X\r\nContent-Disposition: form-data; name={name}\r\n\r\n{value}\r\n")
    };
    let mut body = access
        .map(|name| part(&format!("\"{name}\""), &word(name)))
        .concat();
    body += &part("\"file\"; filename=\"Zwieback.pdf\"", "marzipan");
    body += "--X--\r\n";
    let head = format!(
        "POST {chat}/file HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=X\r\n{KEYS}"
    );
    assert_eq!(wire.ask(&head, &body).await.json()["statusCode"], 0);
    keys_of(&started)
}

async fn web_api(wire: &Wire) -> Vec<String> {
    let chats = "/eservices/api/v2/chats";
    let personal = json!({"nickname": "Ottokar", "subject": "refund",
        "userData": {"platinum": "marzipan"}});
    let started = json(wire, chats, personal).await;
    let chat = format!("{chats}/{}", started["chatId"].as_str().unwrap());
    let message = json!({"operationName": "SendMessage", "text": "marzipan",
        "alias": started["alias"], "userId": started["userId"],
        "secureKey": started["secureKey"]});
    json(wire, &chat, message).await;
    keys_of(&started)
}

/// The chat's id.
async fn gws(wire: &Wire) -> String {
    let personal = json!({"operationName": "RequestChat", "nickname": "Ottokar",
        "subject": "refund", "userData": {"platinum": "Zwieback"}});
    let started = json(wire, "/api/v2/chats", personal).await;
    let path = started["path"].as_str().unwrap().to_owned();
    let message = json!({"operationName": "SendMessage", "text": "marzipan"});
    json(wire, &path, message).await;
    started["id"].as_str().unwrap().to_owned()
}

/// The agent whose password every request shows.
async fn agent(wire: &Wire, chat: &str) {
    let ready = json!({"operationName": "Ready"});
    assert_eq!(json(wire, "/api/v2/me", ready).await["statusCode"], 0);
    let path = format!("/api/v2/me/chats/{chat}");
    for act in [
        json!({"operationName": "Accept", "nickname": "Zwieback"}),
        json!({"operationName": "SendMessage", "text": "marzipan", "visibility": "Agents"}),
    ] {
        assert_eq!(json(wire, &path, act).await["statusCode"], 0);
    }
}

async fn cometd(wire: &Wire) -> Vec<String> {
    let endpoint = "/genesys/cometd";
    let head = format!("POST {endpoint} HTTP/1.1\r\n{KEYS}");
    let hello = json!([{"channel": "/meta/handshake", "version": "1.0",
        "ext": {"token": "k3y-of-the-shop"}}]);
    let welcome = wire.ask(&head, &hello.to_string()).await;
    let cookie = welcome.head.split("bayeux_browser=").nth(1).unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let client = welcome.json()[0]["clientId"].as_str().unwrap().to_owned();
    let publication = json!([{"channel": "/service/chatV2/customer-support",
        "clientId": client, "data": {"operation": "requestChat", "nickname": "Ottokar",
        "userData": {"platinum": "marzipan"}}}]);
    let said = json(wire, endpoint, publication).await;
    assert!(said.to_string().contains("secureKey"), "{said}");
    vec![cookie, client]
}

/// What a client says that does not encode what it sends.
async fn misspelt(wire: &Wire) {
    for body in [
        "marzipan",
        "message=a&marzipan=1",
        "{\"message\": \"marzipan",
        "\"marzipan\"",
    ] {
        let head = format!("POST /genesys/1/service/request-chat HTTP/1.1\r\n{FORM}");
        wire.ask(&head, body).await;
    }
    let head = "POST /genesys/1/service/request-chat?marzipan HTTP/1.1";
    wire.ask(head, "{\"marzipan\": {\"refund\": 1}}").await;
}

#[tokio::test]
async fn nothing_that_is_said_and_no_key_is_logged() {
    for format in [LogFormat::Text, LogFormat::Json] {
        let (log, _guard) = Log::begin(LogLevel::Debug, format);
        let keys = chat_everywhere(&wire(false)).await;
        assert!(keys.len() >= 8, "{keys:?}");
        let log = log.text();
        let secrets = SECRETS
            .iter()
            .copied()
            .chain(keys.iter().map(String::as_str));
        for secret in secrets {
            assert!(
                !log.to_lowercase().contains(&secret.to_lowercase()),
                "{secret} in\n{log}"
            );
        }
        for told in [
            "message(8)",
            "secureKey(",
            "authorization(18)",
            "apikey(15)",
            "answered",
        ] {
            assert!(log.contains(told), "no {told} in\n{log}");
        }
    }
}

#[tokio::test]
async fn content_is_logged_where_it_is_asked_for() {
    let (log, _guard) = Log::begin(LogLevel::Info, LogFormat::Text);
    chat_everywhere(&wire(true)).await;
    for said in ["marzipan", "Ottokar", "ottokar%40shop.example", "platinum"] {
        assert!(log.text().contains(said), "no {said} in\n{}", log.text());
    }
    // Header lines are keys more often than not, and no content.
    assert!(!log.text().contains("k3y-of-the-shop\r"));
    assert!(!log.text().contains("b3R0bzpwYXNz"));
}

#[tokio::test]
async fn a_request_has_one_line_that_a_program_can_read() {
    let (log, _guard) = Log::begin(LogLevel::Info, LogFormat::Json);
    let wire = wire(false);
    wire.ask(
        "POST /genesys/2/chat/customer-support/0004/refresh?x=1 HTTP/1.1",
        "",
    )
    .await;
    wire.ask("GET /nothing HTTP/1.1", "").await;
    let lines = log.lines();
    assert_eq!(lines.len(), 2);
    let first = &lines[0];
    let expected = json!({"level": "INFO", "message": "answered", "request": 1, "method": "POST",
        "path": "/genesys/2/chat/customer-support/0004/refresh", "status": 200, "held": false,
        "service": "customer-support", "chat": "0004"});
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&first[name], value, "{name} in {first}");
    }
    assert!(
        first["ms"].is_f64() && first["timestamp"].is_string(),
        "{first}"
    );
    assert_eq!(lines[1]["status"], 404);
    assert_eq!(lines[1].get("chat"), None);
}

#[tokio::test(start_paused = true)]
async fn a_held_request_is_logged_when_its_client_goes() {
    let (log, _guard) = Log::begin(LogLevel::Info, LogFormat::Json);
    let wire = wire(false);
    let hello = json!([{"channel": "/meta/handshake"}]);
    let welcome = wire
        .ask("POST /genesys/cometd HTTP/1.1", &hello.to_string())
        .await;
    let connect = json!([{"channel": "/meta/connect", "connectionType": "long-polling",
        "clientId": welcome.json()[0]["clientId"]}]);
    // The first connect is answered at once, the second is held.
    wire.ask("POST /genesys/cometd HTTP/1.1", &connect.to_string())
        .await;
    let connect = connect.to_string();
    let going = wire.ask("POST /genesys/cometd HTTP/1.1", &connect);
    let patience = std::time::Duration::from_secs(5);
    assert!(tokio::time::timeout(patience, going).await.is_err());
    // What the server does about it may take its time, on the clock of the test.
    tokio::time::sleep(patience).await;
    let lines = log.lines();
    let last = lines.get(2).unwrap_or_else(|| panic!("{lines:?}"));
    assert_eq!(last["held"], true);
    assert_eq!(last["message"], "not answered: the connection ended");
    assert!(last["ms"].as_f64().unwrap() >= 5000.0, "{last}");
}

#[tokio::test]
async fn the_level_decides() {
    for (level, lines) in [(LogLevel::Off, 0), (LogLevel::Warn, 0), (LogLevel::Info, 1)] {
        let (log, _guard) = Log::begin(level, LogFormat::Text);
        wire(false).ask("GET /health HTTP/1.1", "").await;
        assert_eq!(log.text().lines().count(), lines, "{level:?}");
    }
    let (log, _guard) = Log::begin(LogLevel::Debug, LogFormat::Text);
    wire(false).ask("POST /genesys HTTP/1.1", "message=x").await;
    assert_eq!(log.text().lines().count(), 3, "{}", log.text());
}
