//! Bodies that come in time and are not too long.

use crate::shell::refusal::Refusal;
use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use hyper::body::{Body as _, Frame};
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;
use tokio::time::timeout;

/// No piece of a body may be longer in coming.
const PIECE: Duration = Duration::from_secs(30);
/// And no body as a whole.
const WHOLE: Duration = Duration::from_secs(300);

/// The body, of at most `limit` bytes.
pub(in crate::shell) async fn read(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<Vec<u8>, Refusal> {
    if announced(headers).is_some_and(|length| length > limit) {
        return Err(Refusal::BodyTooLong { limit });
    }
    let read = timeout(WHOLE, gather(body, limit)).await;
    read.unwrap_or(Err(Refusal::BodyTooSlow))
}

fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn gather(mut body: Body, limit: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    loop {
        let piece = timeout(PIECE, next(&mut body)).await;
        let Some(piece) = piece.map_err(|_| Refusal::BodyTooSlow)? else {
            return Ok(bytes);
        };
        // What is no data are trailers.
        let piece = piece.map_err(|_| Refusal::BodyBroken)?.into_data();
        let piece = piece.unwrap_or_default();
        if bytes.len().saturating_add(piece.len()) > limit {
            return Err(Refusal::BodyTooLong { limit });
        }
        bytes.extend_from_slice(&piece);
    }
}

async fn next(body: &mut Body) -> Option<Result<Frame<Bytes>, axum::Error>> {
    poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await
}
