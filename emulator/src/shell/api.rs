//! HTTP to plain values and back.

use super::center::{Center, Reply};
use super::limits;
use super::log::Note;
use super::severed;
use crate::http::{Request, Response};
use crate::ticket::Ending;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, request::Parts};

/// Longest request body in bytes.
const BODY_LIMIT: usize = 4 * 1024 * 1024;
/// The same where files are sent: the largest that is allowed by default, and what goes with it.
const FILE_LIMIT: usize = 11 * 1024 * 1024;

/// Answers one request of the API.
pub(super) async fn answer(
    State(center): State<Center>,
    Extension(note): Extension<Note>,
    request: axum::extract::Request,
) -> axum::response::Response {
    let (head, body) = request.into_parts();
    let limit = limit(head.uri.path());
    let body = match limits::read(&head.headers, body, limit).await {
        Ok(body) => body,
        Err(refusal) => return refusal.into_response(),
    };
    let request = plain(&head, body);
    note.asks(&request);
    let ending = match center.ask(&request) {
        Reply::Ready(response) => Ending::Answered(response),
        Reply::Held(waiting) => {
            note.is_held();
            waiting.ending().await
        }
        Reply::Cut => Ending::Cut,
    };
    match ending {
        Ending::Answered(response) => {
            note.hears(&response);
            dressed(response)
        }
        Ending::Cut => {
            note.is_cut();
            severed::response()
        }
    }
}

fn limit(path: &str) -> usize {
    if path.starts_with("/genesys/2/") || path.ends_with("/me/documents") {
        FILE_LIMIT
    } else {
        BODY_LIMIT
    }
}

fn plain(head: &Parts, body: Vec<u8>) -> Request {
    let headers = head.headers.iter().map(|(name, value)| {
        (
            name.as_str().to_owned(),
            String::from_utf8_lossy(value.as_bytes()).into_owned(),
        )
    });
    Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body,
    }
}

pub(super) fn dressed(response: Response) -> axum::response::Response {
    let mut dressed = axum::response::Response::new(Body::from(response.body));
    *dressed.status_mut() =
        StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &response.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            dressed.headers_mut().append(name, value);
        }
    }
    dressed
}
