//! One connection.

use axum::Router;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};

/// Answers whatever comes over `stream` until it ends.
pub(super) async fn converse(stream: impl AsyncRead + AsyncWrite + Unpin, router: Router) {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(60));
    let service = TowerToHyperService::new(router);
    // A broken connection is the client's affair.
    let _ = builder
        .serve_connection(TokioIo::new(stream), service)
        .await;
}
