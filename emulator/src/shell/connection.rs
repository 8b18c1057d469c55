//! One connection.

use super::closing::Closing;
use super::ends::Ends;
use super::refusal::Refusal;
use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::timeout;
use tracing::debug;

/// A request's head must be there after this time, or the connection ends.
const HEAD: Duration = Duration::from_secs(60);
/// Most bytes of a head; hyper allows 100 lines in it by default.
const HEAD_LIMIT: usize = 64 * 1024;
/// A client that is turned away must have asked and understood by then.
const TURNED_AWAY: Duration = Duration::from_secs(5);

/// What every connection is served with.
#[derive(Debug, Clone)]
pub(super) struct House {
    pub(super) router: Router,
    pub(super) closing: Closing,
}

/// Answers whatever comes over `stream` until it ends; at most one more answer once the server
/// closes.
pub(super) async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    ends: Ends,
    mut house: House,
) {
    let router = TowerToHyperService::new(house.router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ends);
        router.call(request)
    });
    let connection = builder().serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = house.closing.begins() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // The client's affair; hyper's words hold nothing of what was sent.
        debug!(client = %ends.client, "a connection ended: {error}");
    }
}

/// Tells a client why it is not served, and ends.
pub(super) async fn turn_away(stream: impl AsyncRead + AsyncWrite + Unpin, why: Refusal) {
    let service =
        service_fn(|_: Request<Incoming>| async move { Ok::<_, Infallible>(why.into_response()) });
    let mut builder = builder();
    let connection = builder
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    // Whether the client hears it is its own affair.
    let _ = timeout(TURNED_AWAY, connection).await;
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_LIMIT);
    builder
}
