//! Why the shell itself refuses a request.

use axum::body::Body;
use axum::http::header::{CONNECTION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use std::time::Duration;
use thiserror::Error;

/// Told in plain text, since whoever reads it does not speak the API that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(super) enum Refusal {
    #[error("The body is too long: {limit} bytes are allowed here.")]
    BodyTooLong { limit: usize },
    #[error("The body did not come in time.")]
    BodyTooSlow,
    #[error("The body broke off, or is not encoded as HTTP/1.1 has it.")]
    BodyBroken,
    #[error("Too many requests: {rate} a second are allowed to one client (--rate).")]
    TooManyRequests { rate: u32, wait: Duration },
    #[error("Too many connections: {limit} at a time are allowed (--max-connections).")]
    TooManyConnections { limit: usize },
}

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            Self::BodyTooLong { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::BodyBroken => StatusCode::BAD_REQUEST,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooManyConnections { .. } => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Whole seconds after which it is worth another try.
    fn retry_after(self) -> Option<u64> {
        match self {
            Self::TooManyRequests { wait, .. } => {
                let begun = u64::from(wait.subsec_nanos() > 0);
                Some(wait.as_secs().saturating_add(begun))
            }
            Self::TooManyConnections { .. } => Some(1),
            _ => None,
        }
    }

    pub(super) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(format!("{self}\n")));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        );
        if let Some(seconds) = self.retry_after() {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        } else {
            // The rest of the body is not waited for.
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}
