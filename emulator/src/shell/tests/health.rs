//! What `/health` tells.

use super::place::Place;
use super::wire::Wire;
use crate::shell::{Setup, Store};
use crate::{Emulator, Settings};
use serde_json::json;
use std::time::Duration;

const HEALTH: &str = "GET /health HTTP/1.1";

#[tokio::test(start_paused = true)]
async fn it_counts_seconds_chats_and_sessions() {
    let wire = Wire::new(Settings::unscripted(), &Setup::default());
    let empty = json!({"status": "ok", "version": env!("CARGO_PKG_VERSION"), "uptimeSeconds": 0,
        "chats": {"live": 0, "kept": 0}, "sessions": 0, "persistent": false});
    let answer = wire.ask(HEALTH, "").await;
    assert_eq!((answer.status, answer.json()), (200, empty.clone()));

    for _ in 0..2 {
        let body = r#"{"operationName": "RequestChat", "nickname": "James", "subject": "x"}"#;
        assert_eq!(
            wire.ask("POST /api/v2/chats HTTP/1.1", body).await.status,
            200
        );
    }
    let chat = wire.emulator().chats()[0].id().clone();
    let end = format!("POST /api/v2/chats/{chat} HTTP/1.1");
    assert_eq!(
        wire.ask(&end, r#"{"operationName": "Complete"}"#)
            .await
            .status,
        200
    );
    wire.ask(
        "POST /genesys/cometd HTTP/1.1",
        r#"{"channel": "/meta/handshake"}"#,
    )
    .await;
    tokio::time::advance(Duration::from_millis(61_500)).await;

    let mut busy = empty;
    busy["uptimeSeconds"] = json!(61);
    busy["chats"] = json!({"live": 1, "kept": 2});
    busy["sessions"] = json!(1);
    assert_eq!(wire.ask(HEALTH, "").await.json(), busy);
}

#[tokio::test]
async fn it_tells_whether_anything_outlives_the_process() {
    let place = Place::new("health");
    let emulator = Emulator::new(Settings::unscripted(), 11);
    let store = Store::open(place.path()).unwrap();
    let wire = Wire::with(emulator, Some(store), &Setup::default());
    assert_eq!(wire.ask(HEALTH, "").await.json()["persistent"], true);
    assert_eq!(wire.ask("POST /health HTTP/1.1", "").await.status, 405);
}
