//! Whether the server is well, for whoever watches it.

use super::api::dressed;
use super::center::Center;
use crate::http::Response;
use axum::extract::State;
use serde::Serialize;
use tokio::time::Instant;

/// What is asked for it.
#[derive(Debug, Clone)]
pub(super) struct Watch {
    pub(super) center: Center,
    /// When the server started.
    pub(super) since: Instant,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Health {
    status: &'static str,
    version: &'static str,
    uptime_seconds: u64,
    chats: Chats,
    /// CometD sessions.
    sessions: usize,
    /// Whether what it keeps outlives it.
    persistent: bool,
}

#[derive(Serialize)]
struct Chats {
    live: usize,
    /// With those that are over.
    kept: usize,
}

/// Answers `GET /health`: 200, for a server that is not well does not answer.
pub(super) async fn answer(State(watch): State<Watch>) -> axum::response::Response {
    let (chats, sessions) = watch.center.look(|emulator| {
        let chats = emulator.chats();
        let live = chats.iter().filter(|chat| chat.is_live()).count();
        let kept = chats.len();
        (Chats { live, kept }, emulator.sessions())
    });
    let health = Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        uptime_seconds: watch.since.elapsed().as_secs(),
        chats,
        sessions,
        persistent: watch.center.is_persistent(),
    };
    dressed(Response::json(200, &health))
}
