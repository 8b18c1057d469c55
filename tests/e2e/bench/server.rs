//! One server for all widgets, so that none of them is sent in another way.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use causerie_e2e::Failure;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::files::Files;

/// Serves until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
    origins: AtomicUsize,
}

impl Server {
    pub(crate) async fn start(files: Files) -> Result<Self, Failure> {
        let io = |cause| Failure::Io {
            act: "serve the widgets".to_owned(),
            cause,
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let listener = listener.await.map_err(io)?;
        let address = listener.local_addr().map_err(io)?;
        let listener = listener.tap_io(|socket| {
            // A socket that is slower for want of this is still a socket.
            let _ = socket.set_nodelay(true);
        });
        let router = Router::new().fallback(answer).with_state(Arc::new(files));
        let task = tokio::spawn(async move {
            // It ends with the task alone.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self {
            address,
            task,
            origins: AtomicUsize::new(0),
        })
    }

    /// The server by a name that no page has used before. To the browser it is another site: it
    /// starts another process for it, and whatever it has kept of others is of no use.
    pub(crate) fn another_origin(&self) -> String {
        let number = self.origins.fetch_add(1, Ordering::Relaxed);
        format!("http://visit{number}.localhost:{}", self.address.port())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(State(files): State<Arc<Files>>, uri: Uri) -> Response {
    let Some(file) = files.get(uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (CONTENT_TYPE, file.mime),
        (CONTENT_ENCODING, "br"),
        (CACHE_CONTROL, "max-age=31536000, immutable"),
    ];
    (headers, file.body.clone()).into_response()
}
