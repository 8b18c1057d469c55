//! Clients that ask too much, too fast or too slowly.

use super::wire::Wire;
use super::{ANYWHERE, Answer, Server, exchange_over, get, listened};
use crate::shell::{Limits, Setup};
use crate::{Emulator, Settings};
use std::net::IpAddr;
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

const BEGUN: &[u8] = b"POST /genesys/1/service/request-chat HTTP/1.1\r\nHost: x\r\n\
    Content-Length: 1000\r\n\r\n";

fn unlimited() -> Wire {
    Wire::new(Settings::unscripted(), &Setup::default())
}

fn limited_to(rate: u32) -> Wire {
    let setup = Setup {
        limits: Limits {
            rate: NonZeroU32::new(rate),
            ..Limits::default()
        },
        ..Setup::default()
    };
    Wire::new(Settings::unscripted(), &setup)
}

async fn ask(wire: &Wire, client: [u8; 4], head: &str) -> Answer {
    let request = format!(
        "{head}\r\nHost: x\r\nOrigin: https://shop.example\r\nContent-Length: 0\r\n\
         Connection: close\r\n\r\n"
    );
    exchange_over(wire.connect_from(IpAddr::from(client)), request.as_bytes()).await
}

const ONE: [u8; 4] = [192, 0, 2, 1];
const OTHER: [u8; 4] = [192, 0, 2, 2];
const CREATE: &str = "POST /genesys/1/service/request-chat HTTP/1.1";

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_408() {
    let wire = unlimited();
    let began = Instant::now();
    let answer = exchange_over(wire.connect(), BEGUN).await;
    let why = "The body did not come in time.\n";
    assert_eq!((answer.status, answer.text().as_str()), (408, why));
    assert!(answer.has("connection: close"));
    assert_eq!(began.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_trickles_is_408_in_the_end() {
    let (mut reader, mut writer) = tokio::io::split(unlimited().connect());
    let began = Instant::now();
    writer.write_all(BEGUN).await.unwrap();
    tokio::spawn(async move {
        while writer.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(20)).await;
        }
    });
    let mut status = [0; 12];
    reader.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 408");
    assert_eq!(began.elapsed().as_secs(), 300);
}

#[tokio::test]
async fn a_broken_body_is_400() {
    let request = b"POST /genesys HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\
        Connection: close\r\n\r\nno chunk\r\n";
    let answer = exchange_over(unlimited().connect(), request).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().starts_with("The body broke off"));
}

#[tokio::test(start_paused = true)]
async fn who_asks_too_often_waits_and_nobody_else_does() {
    let wire = limited_to(2);
    for _ in 0..2 {
        assert_eq!(ask(&wire, ONE, CREATE).await.status, 200);
    }
    let answer = ask(&wire, ONE, CREATE).await;
    let why = "Too many requests: 2 a second are allowed to one client (--rate).\n";
    assert_eq!((answer.status, answer.text().as_str()), (429, why));
    assert!(answer.has("retry-after: 1"));
    assert_eq!(ask(&wire, OTHER, CREATE).await.status, 200);
    assert_eq!(ask(&wire, ONE, "GET /health HTTP/1.1").await.status, 200);
    tokio::time::advance(Duration::from_millis(500)).await;
    assert_eq!(ask(&wire, ONE, CREATE).await.status, 200);
    assert_eq!(ask(&wire, ONE, CREATE).await.status, 429);
}

#[tokio::test(start_paused = true)]
async fn every_api_and_page_is_counted() {
    let wire = limited_to(1);
    for path in [
        "/",
        "/admin/chats",
        "/api/v2/chats/6524",
        "/api/v2/me",
        "/eservices/api/v2/chats",
        "/genesys",
        "/me",
        "/state",
    ] {
        let head = format!("GET {path} HTTP/1.1");
        assert_ne!(ask(&wire, ONE, &head).await.status, 429, "{path}");
        assert_eq!(ask(&wire, ONE, &head).await.status, 429, "{path}");
        tokio::time::advance(Duration::from_secs(1)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_of_another_origin_may_read_when_to_come_back() {
    let wire = limited_to(1);
    let head = format!("{CREATE}\r\nAccess-Control-Request-Method: POST");
    let preflight = head.replace("POST /", "OPTIONS /");
    for (head, origin) in [
        (CREATE, "https://shop.example"),
        ("GET /api/v2/chats/6524 HTTP/1.1", "*"),
    ] {
        ask(&wire, ONE, head).await;
        // To ask whether one may ask costs nothing.
        assert_eq!(ask(&wire, ONE, &preflight).await.status, 200);
        let answer = ask(&wire, ONE, head).await;
        assert_eq!(answer.status, 429, "{head}");
        let allowed = format!("access-control-allow-origin: {origin}");
        assert!(answer.has(&allowed), "{}", answer.head);
        let exposed = "access-control-expose-headers: retry-after";
        assert!(answer.has(exposed), "{}", answer.head);
        tokio::time::advance(Duration::from_secs(1)).await;
    }
}

#[tokio::test]
async fn nobody_is_counted_by_default() {
    let wire = unlimited();
    for _ in 0..100 {
        assert_eq!(ask(&wire, ONE, CREATE).await.status, 200);
    }
}

#[tokio::test]
async fn too_long_a_head_is_431() {
    let long = format!(
        "GET /health HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n",
        "x".repeat(70_000)
    );
    let many = format!(
        "GET /health HTTP/1.1\r\nHost: x\r\n{}\r\n",
        "X: x\r\n".repeat(100)
    );
    let wire = unlimited();
    for head in [long, many] {
        let answer = exchange_over(wire.connect(), head.as_bytes()).await;
        assert_eq!(answer.status, 431);
    }
    assert_eq!(wire.ask("GET /health HTTP/1.1", "").await.status, 200);
}

#[tokio::test]
async fn one_connection_too_many_is_told_so() {
    listened();
    let setup = Setup {
        listen: ANYWHERE,
        limits: Limits {
            connections: NonZeroUsize::new(1),
            ..Limits::default()
        },
        ..Setup::default()
    };
    let emulator = Arc::new(Mutex::new(Emulator::new(Settings::unscripted(), 11)));
    let server = Server::open(setup, emulator).await.unwrap();
    let only = TcpStream::connect(server.address()).await.unwrap();
    let answer = get(server.address(), "/health").await;
    let why = "Too many connections: 1 at a time are allowed (--max-connections).\n";
    assert_eq!((answer.status, answer.text().as_str()), (503, why));
    assert!(answer.has("retry-after: 1") && answer.has("connection: close"));
    drop(only);
    while get(server.address(), "/health").await.status != 200 {
        tokio::task::yield_now().await;
    }
}
