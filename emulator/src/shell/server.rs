//! The listener and its connections.

use super::center::Center;
use super::closing::closing;
use super::connection::House;
use super::door::Door;
use super::router::router;
use super::setup::Setup;
use super::store::Store;
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
use tokio::time::timeout;

/// How long requests in flight have to be answered when the server shuts down.
const GRACE: Duration = Duration::from_secs(5);

/// A running shell; dropping it closes everything as well, without waiting for it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    end: oneshot::Sender<Graceful>,
    serving: JoinHandle<usize>,
}

/// Sent to end the server; it ends at once where this is dropped instead.
#[derive(Debug)]
struct Graceful;

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
        Self::open_with(setup, emulator, None).await
    }

    /// The same; what `emulator` tells to store is in `store`, where there is one, before anybody
    /// hears of it.
    pub async fn open_with(
        setup: Setup,
        emulator: Arc<Mutex<Emulator>>,
        store: Option<Store>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(setup.listen).await?;
        let address = listener.local_addr()?;
        let center = Center::new(emulator, store);
        let router = router(center.clone(), &setup);
        let (end, ending) = oneshot::channel();
        let door = Door::new(listener, setup.limits.connections);
        let serving = tokio::spawn(serve(door, router, center, ending));
        Ok(Self {
            address,
            end,
            serving,
        })
    }

    /// Where it listens, with the port that was really taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes the listener and every connection at once, finished or not; the state stays.
    pub async fn stop(self) {
        drop(self.end);
        // An error would only say that the task is gone already.
        let _ = self.serving.await;
    }

    /// Closes the listener, answers the requests in flight, held ones with 503, and closes the
    /// connections; what is not done after five seconds is cut. How many connections were.
    pub async fn shut_down(self) -> usize {
        // As above; nothing is left to cut then.
        let _ = self.end.send(Graceful);
        self.serving.await.unwrap_or(0)
    }
}

/// Serves until the end. The connections live in this future: dropping it closes them.
async fn serve(
    door: Door,
    router: Router,
    center: Center,
    ending: oneshot::Receiver<Graceful>,
) -> usize {
    let mut connections = JoinSet::new();
    let (close, closing) = closing();
    let house = House { router, closing };
    let ending = tokio::select! {
        () = door.keep(&mut connections, &house) => return 0,
        () = timer::keep(center.clone()) => return 0,
        ending = ending => ending,
    };
    drop(door);
    if ending.is_ok() {
        close.begin();
        let done = async {
            tokio::select! {
                () = dismiss(&center) => {}
                () = async { while connections.join_next().await.is_some() {} } => {}
            }
        };
        // What is late is cut.
        let _ = timeout(GRACE, done).await;
    }
    connections.len()
}

/// Holds nothing any more, for ever: what would be held is answered with 503.
async fn dismiss(center: &Center) {
    loop {
        center.dismiss();
        center.rung().await;
    }
}
