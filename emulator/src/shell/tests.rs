//! Exchanges over a real loopback socket.

use super::{LogFormat, LogLevel, LogSettings, Server};
use crate::{Book, CometReply, Emulator, Now, Scripts, Settings, UserType};
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tracing::Dispatch;

mod admin;
mod closing;
mod desk;
mod digital;
mod faults;
mod gws;
mod health;
mod held;
mod limits;
mod log;
mod place;
mod store;
mod wire;

const ANYWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// What came back: the status, the header lines in lower case, the body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn has(&self, line: &str) -> bool {
        self.head.lines().any(|found| found == line)
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// Has somebody listen to all that is logged, in this process. Where a thread without a listener
/// is the first to come to a line, that line could otherwise be left out for the others too.
fn listened() {
    static LISTENER: LazyLock<Dispatch> = LazyLock::new(|| {
        let (level, format) = (LogLevel::Debug, LogFormat::Text);
        LogSettings { level, format }.dispatch(std::io::sink)
    });
    LazyLock::force(&LISTENER);
}

struct Rig {
    server: Server,
    emulator: Arc<Mutex<Emulator>>,
}

impl Rig {
    async fn new(settings: Settings) -> Self {
        listened();
        let emulator = Arc::new(Mutex::new(Emulator::new(settings, 11)));
        let server = Server::start(ANYWHERE, emulator.clone(), None)
            .await
            .unwrap();
        Self { server, emulator }
    }

    /// As `curl -d form` would send it.
    async fn post(&self, path: &str, form: &str) -> Answer {
        let length = form.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost:8080\r\nAccept: */*\r\n\
             Accept-Encoding: gzip,deflate\r\nOrigin: https://shop.example\r\n\
             Content-Length: {length}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Connection: close\r\n\r\n{form}"
        );
        exchange(self.server.address(), request.as_bytes()).await
    }

    async fn get(&self, path: &str) -> Answer {
        get(self.server.address(), path).await
    }
}

async fn get(address: SocketAddr, path: &str) -> Answer {
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    exchange(address, request.as_bytes()).await
}

async fn exchange(address: SocketAddr, request: &[u8]) -> Answer {
    let stream = TcpStream::connect(address).await.unwrap();
    exchange_over(stream, request).await
}

async fn exchange_over(mut stream: impl AsyncRead + AsyncWrite + Unpin, request: &[u8]) -> Answer {
    // A refused request may be cut off before its end, and behind its answer.
    let _ = stream.write_all(request).await;
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(bytes[..end].to_vec())
        .unwrap()
        .to_lowercase();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
    }
}

fn wall() -> Now {
    Now::default().after(SystemTime::now().duration_since(UNIX_EPOCH).unwrap())
}

/// A directory of its own for one test, removed at its end.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("causerie-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn the_quick_start_answers_as_printed() {
    let settings = Settings {
        agent_available: false,
        advanced_wait: Duration::ZERO,
        comet_reply: CometReply::QuickStart,
        ..Settings::unscripted()
    };
    let rig = Rig::new(settings).await;
    let created = rig
        .post("/genesys/1/service/request-chat-poll", "_verbose=false")
        .await;
    let id = created.json()["_id"].as_str().unwrap().to_owned();
    assert_eq!(created.text(), format!(r#"{{"_id":"{id}"}}"#));

    let status = format!("/genesys/1/service/{id}/status");
    let waiting = json!({
        "message": {"_id": id, "_status": "waiting", "_dialog": "waiting_for_agent.html"},
        "tag": format!("a2c.advanced.service.statuschanged.{id}")
    });
    assert_eq!(rig.post(&status, "").await.json(), waiting);
    rig.emulator.lock().unwrap().settings_mut().agent_available = true;
    let available = json!({
        "message": {"_id": id, "_status": "available", "_dialog": "agent_available.html"},
        "tag": format!("a2c.advanced.service.agentavailable.{id}")
    });
    assert_eq!(rig.post(&status, "").await.json(), available);

    let chat = format!("/genesys/1/service/{id}/ixn/chat");
    let form = "notify_by=comet&firstName=Vasya&lastName=Pupkin\
                &email=Vasya.Pupkin@genesyslab.com&subject=test";
    assert_eq!(
        rig.post(&chat, form).await.text(),
        r#"{"chatIxnState":"CONNECTED","transcriptPosition":"1","chatServiceMessage":"Chat service is available"}"#
    );
    let refresh = format!("{chat}/refresh");
    let channel = format!(r#"{{"_id":"{id}","comet_channel":"/_genesys"}}"#);
    assert_eq!(rig.post(&refresh, "").await.text(), channel);
    for _ in 0..8 {
        assert_eq!(
            rig.post(&refresh, "message=hello agent").await.text(),
            channel
        );
    }
    assert_eq!(
        rig.post(&format!("{chat}/disconnect"), "").await.text(),
        r#"{"chatIxnState":"DISCONNECTED","transcriptPosition":"9","chatServiceMessage":"Chat was finished"}"#
    );
}

#[tokio::test]
async fn the_request_chat_example_answers_as_printed() {
    let rig = Rig::new(Settings::unscripted()).await;
    let created = rig
        .post("/genesys/1/service/request-chat", "_verbose=true")
        .await;
    let id = created.json()["_id"].as_str().unwrap().to_owned();
    assert_eq!(
        created.text(),
        format!(r#"{{"_chatIxnAPI-CREATE-URL":"/genesys/1/service/{id}/ixn/chat","_id":"{id}"}}"#)
    );
    let lines = [
        "pragma: no-cache",
        "cache-control: no-cache",
        "cache-control: no-store",
        "content-type: application/json",
    ];
    for line in lines {
        assert!(created.has(line), "{line} in {}", created.head);
    }
}

#[tokio::test]
async fn a_preflight_is_answered_for_any_origin() {
    let rig = Rig::new(Settings::unscripted()).await;
    let request = "OPTIONS /genesys/1/service/request-chat HTTP/1.1\r\nHost: x\r\n\
        Origin: https://shop.example\r\nAccess-Control-Request-Method: POST\r\n\
        Access-Control-Request-Headers: content-type,gms_user\r\n\
        Access-Control-Request-Private-Network: true\r\nConnection: close\r\n\r\n";
    let answer = exchange(rig.server.address(), request.as_bytes()).await;
    assert_eq!(answer.status, 200);
    assert!(answer.has("access-control-allow-origin: https://shop.example"));
    assert!(answer.has("access-control-allow-credentials: true"));
    assert!(answer.has("access-control-allow-private-network: true"));
    assert!(answer.has("access-control-max-age: 600"));
    let allowed = answer
        .head
        .lines()
        .find(|line| line.starts_with("access-control-allow-headers"));
    let allowed = allowed.unwrap();
    let needed = [
        "content-type",
        "gms_user",
        "apikey",
        "x-api-key",
        "x-requested-with",
        "authorization",
        "contactcenterid",
    ];
    assert!(
        needed.iter().all(|name| allowed.contains(name)),
        "{allowed}"
    );
}

#[tokio::test]
async fn refusals_carry_cors_headers_too() {
    let rig = Rig::new(Settings::unscripted()).await;
    let answer = rig
        .post("/genesys/1/service/none/ixn/chat/refresh", "")
        .await;
    assert_eq!(answer.status, 404);
    assert!(answer.has("access-control-allow-origin: https://shop.example"));
}

#[tokio::test]
async fn a_body_over_four_mebibytes_is_413() {
    let rig = Rig::new(Settings::unscripted()).await;
    let announced = b"POST /genesys/1/service/request-chat HTTP/1.1\r\nHost: x\r\n\
        Content-Length: 4194305\r\nConnection: close\r\n\r\n";
    let answer = exchange(rig.server.address(), announced).await;
    let why = "The body is too long: 4194304 bytes are allowed here.\n";
    assert_eq!((answer.status, answer.text().as_str()), (413, why));

    let mut chunked = b"POST /genesys/1/service/request-chat HTTP/1.1\r\nHost: x\r\n\
        Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n500000\r\n"
        .to_vec();
    chunked.resize(chunked.len() + 0x40_0001, b'x');
    assert_eq!(exchange(rig.server.address(), &chunked).await.status, 413);
    assert_eq!(rig.get("/health").await.status, 200);
}

#[tokio::test]
async fn garbage_leaves_the_server_standing() {
    let rig = Rig::new(Settings::default()).await;
    let wild: [&[u8]; 4] = [
        b"\x16\x03\x01 hello\r\n\r\n",
        b"POST /genesys/1/service/%ff%fe%00/ixn/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"POST /genesys/1/service/request-chat?%%%&=&&&=%f HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n%%",
        b"BREW /genesys HTTP/1.1\r\nHost: x\r\nX: \xff\xfe\r\nConnection: close\r\n\r\n",
    ];
    let statuses = [400, 404, 200, 404];
    for (bytes, status) in wild.iter().zip(statuses) {
        assert_eq!(exchange(rig.server.address(), bytes).await.status, status);
    }
    assert_eq!(rig.get("/health").await.json()["status"], "ok");
}

#[tokio::test]
async fn the_site_is_served_strictly_and_uncached() {
    listened();
    let site = Site::new("site");
    std::fs::write(site.0.join("index.html"), "<!DOCTYPE html>").unwrap();
    std::fs::write(site.0.join("widget.wasm"), b"\0asm").unwrap();
    let emulator = Arc::new(Mutex::new(Emulator::new(Settings::unscripted(), 1)));
    let server = Server::start(ANYWHERE, emulator, Some(site.0.clone()))
        .await
        .unwrap();
    let index = get(server.address(), "/").await;
    assert_eq!(
        (index.status, index.text().as_str()),
        (200, "<!DOCTYPE html>")
    );
    assert!(index.has("cache-control: no-cache"));
    let policy = "content-security-policy: default-src 'none'; script-src 'self' \
        'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src *; base-uri 'none'; \
        form-action 'none'; frame-ancestors 'none'";
    assert!(index.has(policy), "{}", index.head);
    let wasm = get(server.address(), "/widget.wasm").await;
    assert!(wasm.has("content-type: application/wasm"), "{}", wasm.head);
    for outside in ["/../Cargo.toml", "/%2e%2e/%2e%2e/etc/passwd", "/nothing"] {
        assert_eq!(
            get(server.address(), outside).await.status,
            404,
            "{outside}"
        );
    }
}

#[tokio::test]
async fn without_a_site_the_page_says_how_to_build_it() {
    let rig = Rig::new(Settings::unscripted()).await;
    let page = rig.get("/").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("cargo xtask demo"));
    assert_eq!(rig.get("/favicon.ico").await.status, 404);
}

#[tokio::test]
async fn stop_cuts_every_connection_and_the_state_survives() {
    let rig = Rig::new(Settings::unscripted()).await;
    let id = rig.post("/genesys/1/service/request-chat", "").await.json()["_id"].clone();
    let chat = format!("/genesys/1/service/{}/ixn/chat", id.as_str().unwrap());
    assert_eq!(rig.post(&chat, "").await.status, 200);

    let address = rig.server.address();
    let mut idle = TcpStream::connect(address).await.unwrap();
    idle.write_all(b"POST /genesys HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    rig.server.stop().await;
    let mut rest = Vec::new();
    let cut = tokio::time::timeout(Duration::from_secs(5), idle.read_to_end(&mut rest)).await;
    assert!(cut.is_ok(), "the connection stayed open");
    assert!(rest.is_empty());
    assert!(TcpStream::connect(address).await.is_err());

    let server = Server::start(address, rig.emulator.clone(), None)
        .await
        .unwrap();
    let again = Rig {
        server,
        emulator: rig.emulator,
    };
    let reply = again
        .post(&format!("{chat}/refresh"), "message=back")
        .await
        .json();
    assert_eq!(reply["transcriptToShow"][0][2], "back");
}

#[tokio::test]
async fn a_taken_port_is_reported() {
    let rig = Rig::new(Settings::unscripted()).await;
    let second = Server::start(rig.server.address(), rig.emulator.clone(), None).await;
    assert_eq!(second.unwrap_err().kind(), std::io::ErrorKind::AddrInUse);
}

#[tokio::test]
async fn the_timer_runs_the_script_without_any_request() {
    let script = "agents = [\"Ann\"]\n[pace]\njoins_after = [20, 20]";
    let rig = Rig::new(Settings {
        script: Some(Scripts::only(Book::read(script).unwrap())),
        ..Settings::default()
    })
    .await;
    let id = rig.post("/genesys/1/service/request-chat", "").await.json()["_id"].clone();
    rig.post(
        &format!("/genesys/1/service/{}/ixn/chat", id.as_str().unwrap()),
        "",
    )
    .await;
    let joined = || {
        let emulator = rig.emulator.lock().unwrap();
        emulator.chats()[0]
            .parties()
            .iter()
            .any(|party| party.user_type == UserType::Agent)
    };
    let patience = wall().after(Duration::from_secs(5));
    while !joined() {
        assert!(wall() < patience, "nobody joined");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
