//! An answer that breaks off.

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use hyper::body::{Bytes, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Cuts the connection. A browser repeats a request that a kept connection has swallowed without
/// a byte, a POST too, and then nothing would be lost; so a head comes, which promises more, and
/// which says no more about what was done than any gateway could.
pub(super) fn response() -> Response {
    let mut response = Response::new(Body::new(Severed::default()));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response
}

/// A body that is promised and fails when the head has left.
#[derive(Debug, Default)]
struct Severed {
    is_head_sent: bool,
}

impl hyper::body::Body for Severed {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.is_head_sent {
            let cut = io::Error::from(io::ErrorKind::ConnectionAborted);
            return Poll::Ready(Some(Err(cut)));
        }
        // What is written is sent while the body makes it wait.
        self.is_head_sent = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(1)
    }
}
