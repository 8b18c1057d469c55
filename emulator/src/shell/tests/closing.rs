//! The end of a server: what is in flight is answered, what is late is cut.

use super::wire::Wire;
use super::{Rig, exchange};
use crate::Settings;
use crate::shell::Setup;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

const EXPECTING: &[u8] = b"POST /genesys/1/service/request-chat HTTP/1.1\r\nHost: x\r\n\
    Content-Length: 4\r\nExpect: 100-continue\r\n\r\n";
const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// A request that the server has begun to answer, and whose body is still to come.
async fn begin(rig: &Rig) -> TcpStream {
    let mut stream = TcpStream::connect(rig.server.address()).await.unwrap();
    stream.write_all(EXPECTING).await.unwrap();
    let mut continued = vec![0; CONTINUE.len()];
    stream.read_exact(&mut continued).await.unwrap();
    assert_eq!(continued, CONTINUE);
    stream
}

async fn rest(mut stream: impl AsyncRead + Unpin) -> String {
    let mut rest = String::new();
    stream.read_to_string(&mut rest).await.unwrap();
    rest
}

#[tokio::test]
async fn a_request_in_flight_is_answered_and_no_new_one() {
    let rig = Rig::new(Settings::unscripted()).await;
    let (address, mut stream) = (rig.server.address(), begin(&rig).await);
    let down = tokio::spawn(rig.server.shut_down());
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!down.is_finished());
    stream.write_all(b"a=bc").await.unwrap();
    let answer = rest(stream).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(down.await.unwrap(), 0);
    assert_eq!(rig.emulator.lock().unwrap().services().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_done_in_five_seconds_is_cut() {
    let rig = Rig::new(Settings::unscripted()).await;
    let (one, other) = (begin(&rig).await, begin(&rig).await);
    let began = Instant::now();
    assert_eq!(rig.server.shut_down().await, 2);
    assert_eq!(began.elapsed().as_secs(), 5);
    assert_eq!((rest(one).await, rest(other).await), Default::default());
}

#[tokio::test(start_paused = true)]
async fn connections_without_a_request_end_at_once() {
    let wire = Wire::new(Settings::unscripted(), &Setup::default());
    let fresh = wire.connect();
    let mut used = wire.connect();
    let request = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    used.write_all(request).await.unwrap();
    let mut start = [0; 12];
    used.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    let began = Instant::now();
    wire.close();
    assert_eq!(rest(fresh).await, "");
    rest(used).await;
    assert_eq!(began.elapsed(), Duration::ZERO);
}

#[tokio::test]
async fn the_state_survives_a_server_that_was_shut_down() {
    let rig = Rig::new(Settings::unscripted()).await;
    rig.post("/genesys/1/service/request-chat", "").await;
    let address = rig.server.address();
    assert_eq!(rig.server.shut_down().await, 0);
    let server = super::Server::start(address, rig.emulator.clone(), None);
    let server = server.await.unwrap();
    let health = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert_eq!(exchange(server.address(), health).await.status, 200);
    assert_eq!(rig.emulator.lock().unwrap().services().count(), 1);
}
