//! What is told of each request.

use super::outline;
use super::place::Place;
use crate::http::{Request, Response};
use axum::extract::State;
use axum::middleware::Next;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::time::Instant;
use tracing::{Level, debug, enabled, info};

/// Longest piece of a body that is shown, in characters.
const SHOWN: usize = 8 * 1024;

/// Numbers the requests.
#[derive(Debug, Clone)]
pub(in crate::shell) struct Journal {
    count: Arc<AtomicU64>,
    content: bool,
}

impl Journal {
    /// With `content`, it shows queries and bodies as they are.
    pub(in crate::shell) fn new(content: bool) -> Self {
        Self {
            count: Arc::default(),
            content,
        }
    }
}

/// Tells of every request when it is over, one way or the other.
pub(in crate::shell) async fn keep(
    State(journal): State<Journal>,
    mut request: axum::extract::Request,
    next: Next,
) -> axum::response::Response {
    let note = Note {
        request: journal
            .count
            .fetch_add(1, Ordering::Relaxed)
            .saturating_add(1),
        content: journal.content,
        held: Arc::default(),
    };
    let mut entry = Entry {
        note: note.clone(),
        method: request.method().as_str().to_owned(),
        path: request.uri().path().to_owned(),
        came: Instant::now(),
        status: None,
    };
    request.extensions_mut().insert(note);
    let response = next.run(request).await;
    entry.status = Some(response.status().as_u16());
    response
}

/// One request, for whoever answers it.
#[derive(Debug, Clone)]
pub(in crate::shell) struct Note {
    request: u64,
    content: bool,
    held: Arc<AtomicBool>,
}

impl Note {
    /// Its answer has to wait.
    pub(in crate::shell) fn is_held(&self) {
        self.held.store(true, Ordering::Relaxed);
    }

    /// It is not answered, by a fault.
    pub(in crate::shell) fn is_cut(&self) {
        info!(request = self.request, "cut on purpose");
    }

    /// What it asks.
    pub(in crate::shell) fn asks(&self, asked: &Request) {
        let request = self.request;
        if enabled!(Level::DEBUG) {
            debug!(
                request,
                headers = outline::of_headers(&asked.headers),
                query = outline::of_form(asked.query.as_bytes()),
                bytes = asked.body.len(),
                fields = outline::of_body(asked),
                "asks"
            );
        }
        if self.content {
            let (query, body) = (asked.query.as_str(), shown(&asked.body));
            info!(request, query, body, "says");
        }
    }

    /// What it is told.
    pub(in crate::shell) fn hears(&self, response: &Response) {
        let (request, bytes) = (self.request, response.body.len());
        debug!(
            request,
            kind = response.header("content-type"),
            bytes,
            "hears"
        );
        if self.content {
            info!(request, body = shown(&response.body), "is told");
        }
    }
}

/// The line of a request; it is written when the request is over.
struct Entry {
    note: Note,
    method: String,
    path: String,
    came: Instant,
    status: Option<u16>,
}

impl Drop for Entry {
    fn drop(&mut self) {
        let (request, held) = (self.note.request, self.note.held.load(Ordering::Relaxed));
        let (method, path) = (self.method.as_str(), self.path.as_str());
        let ms = (self.came.elapsed().as_secs_f64() * 10_000.0).round() / 10.0;
        let Place { service, chat } = Place::of(path);
        match self.status {
            Some(status) => {
                info!(
                    request,
                    method, path, status, ms, held, service, chat, "answered"
                );
            }
            None => {
                let why = "not answered: the connection ended";
                info!(request, method, path, ms, held, service, chat, "{why}");
            }
        }
    }
}

/// Text as it is; of anything else the length.
fn shown(body: &[u8]) -> String {
    match std::str::from_utf8(body) {
        Ok(text) if text.len() > SHOWN => {
            let start: String = text.chars().take(SHOWN).collect();
            format!("{start}…")
        }
        Ok(text) => text.to_owned(),
        Err(_) => format!("({} bytes)", body.len()),
    }
}
