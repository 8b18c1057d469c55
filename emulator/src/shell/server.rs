//! The listener and its connections.

use super::center::Center;
use super::{api, cors, site, timer};
use crate::emulator::Emulator;
use axum::Router;
use axum::routing::{any, get};
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

/// A running shell; dropping it closes everything as well, without waiting for it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Serves `emulator` at `listen` (port 0 picks a free one) and the files of `site` at `/`.
    pub async fn start(
        listen: SocketAddr,
        emulator: Arc<Mutex<Emulator>>,
        site: Option<PathBuf>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let center = Center::new(emulator);
        let router = router(center.clone(), site);
        let (stop, stopped) = oneshot::channel();
        let accepting = tokio::spawn(async move {
            tokio::select! {
                () = accept(listener, router) => {}
                () = timer::keep(center) => {}
                _ = stopped => {}
            }
        });
        Ok(Self {
            address,
            stop,
            accepting,
        })
    }

    /// Where it listens, with the port that was really taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes the listener and every connection at once, finished or not; the state stays.
    pub async fn stop(self) {
        drop(self.stop);
        // An error would only say that the task is gone already.
        let _ = self.accepting.await;
    }
}

fn router(center: Center, site: Option<PathBuf>) -> Router {
    let api = Router::new()
        .route("/health", get(|| async { "ok\n" }))
        .route("/genesys", any(api::answer))
        .route("/genesys/{*rest}", any(api::answer))
        .route("/eservices/{*rest}", any(api::answer))
        .with_state(center.clone());
    // Agents' pages come from here.
    let agents = Router::new()
        .route("/me", any(api::answer))
        .route("/me/{*rest}", any(api::answer))
        .route("/notifications", any(api::answer))
        .route("/notifications/{*rest}", any(api::answer))
        .route("/api/v2/me", any(api::answer))
        .route("/api/v2/me/{*rest}", any(api::answer))
        .route("/api/v2/users", any(api::answer))
        .route("/api/v2/notifications", any(api::answer))
        .route("/api/v2/notifications/{*rest}", any(api::answer))
        .with_state(center.clone());
    // What this one tells browsers is a part of what is emulated.
    let gws = Router::new()
        .route("/api/v2/chats", any(api::answer))
        .route("/api/v2/chats/{*rest}", any(api::answer))
        .with_state(center);
    api.merge(site::router(site))
        .layer(cors::layer())
        .merge(gws)
        .merge(agents)
}

/// Accepts for ever. The connections live in this future: dropping it closes them.
async fn accept(listener: TcpListener, router: Router) {
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(converse(stream, router.clone()));
            }
            // For instance too many open files: some will be closed in a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn converse(stream: TcpStream, router: Router) {
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
