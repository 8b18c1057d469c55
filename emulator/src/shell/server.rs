//! The listener and its connections.

use super::center::Center;
use super::connection::converse;
use super::router::router;
use super::setup::Setup;
use super::timer;
use crate::emulator::Emulator;
use axum::Router;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
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
    /// Serves `emulator` at `listen` (port 0 picks a free one) and the files of `site` at `/`,
    /// otherwise by the default [`Setup`].
    pub async fn start(
        listen: SocketAddr,
        emulator: Arc<Mutex<Emulator>>,
        site: Option<PathBuf>,
    ) -> io::Result<Self> {
        let setup = Setup {
            listen,
            site,
            ..Setup::default()
        };
        Self::open(setup, emulator).await
    }

    /// Serves `emulator` as `setup` says; an error when the address cannot be had.
    pub async fn open(setup: Setup, emulator: Arc<Mutex<Emulator>>) -> io::Result<Self> {
        let listener = TcpListener::bind(setup.listen).await?;
        let address = listener.local_addr()?;
        let center = Center::new(emulator);
        let router = router(center.clone(), &setup);
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
