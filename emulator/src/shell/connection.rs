//! One connection.

use super::closing::Closing;
use axum::Router;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::pin::pin;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};

/// Answers whatever comes over `stream` until it ends; at most one more answer once the server
/// closes.
pub(super) async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    router: Router,
    mut closing: Closing,
) {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(60));
    let service = TowerToHyperService::new(router);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    // A broken connection is the client's affair.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = closing.begins() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}
