//! The contact centre behind the page, in this process.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use causerie_emulator::shell::{Server, Setup, Store};
use causerie_emulator::{Added, Emulator, Fault, Now, Settings};
use tokio::net::TcpSocket;

use crate::Failure;

/// An emulator that can be stopped and started again at the same address.
#[derive(Debug)]
pub struct Center {
    address: SocketAddr,
    /// Bound there and never listening: whoever asks for a free port gets another, even while the
    /// contact centre is stopped.
    _place: TcpSocket,
    emulator: Arc<Mutex<Emulator>>,
    server: Option<Server>,
    site: PathBuf,
    /// Where chats are kept, as with `--data`.
    data: Option<PathBuf>,
}

impl Center {
    /// Keeps its chats in `data`, if that is given.
    pub(crate) async fn start(
        settings: Settings,
        site: PathBuf,
        data: Option<PathBuf>,
    ) -> Result<Self, Failure> {
        let emulator = Arc::new(Mutex::new(Emulator::new(settings, 1)));
        let (place, address) = free_place().map_err(Failure::io("take a free port"))?;
        let mut center = Self {
            address,
            _place: place,
            emulator,
            server: None,
            site,
            data,
        };
        if center.data.is_some() {
            // From the beginning it tells what to keep.
            center.die().await?;
        }
        center.resume().await?;
        Ok(center)
    }

    /// Where it listens; the same after a stop.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes the listener and its connections. What the contact centre knows stays.
    pub async fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
    }

    /// Listens again where it did before.
    pub async fn resume(&mut self) -> Result<(), Failure> {
        self.stop().await;
        let setup = Setup {
            listen: self.address,
            site: Some(self.site.clone()),
            ..Setup::default()
        };
        let server = Server::open_with(setup, self.emulator.clone(), self.store()?);
        let server = server
            .await
            .map_err(Failure::io("start the contact centre"))?;
        self.server = Some(server);
        Ok(())
    }

    /// Is killed: it knows nothing any more but what it has kept.
    pub async fn die(&mut self) -> Result<(), Failure> {
        self.stop().await;
        let settings = self.emulator().settings().clone();
        let records = self.store()?.map(|store| store.load());
        let records = records.unwrap_or_else(|| Ok(Vec::new())).map_err(unkept)?;
        let restored = Emulator::restore(settings, 3, records, self.now());
        *self.emulator() = restored.map_err(unkept)?;
        Ok(())
    }

    fn store(&self) -> Result<Option<Store>, Failure> {
        let store = self.data.as_deref().map(Store::open);
        store.transpose().map_err(unkept)
    }

    /// Forgets every chat, as a restarted server does.
    pub fn forget(&self) {
        let mut emulator = self.emulator();
        *emulator = Emulator::new(emulator.settings().clone(), 2);
    }

    /// The state machine itself, to act as an agent or to look at chats. Do not hold it over an
    /// `await`: the page waits for it meanwhile.
    pub fn emulator(&self) -> MutexGuard<'_, Emulator> {
        self.emulator.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has something go wrong on purpose.
    pub fn suffer(&self, fault: Fault) -> Result<Added, Failure> {
        let added = self.emulator().add_fault(fault, self.now());
        added.map_err(|error| Failure::Claim(error.to_string()))
    }

    /// Whatever goes wrong on purpose goes right again.
    pub fn recover(&self) {
        self.emulator().remove_faults(self.now());
    }

    /// The time as the shell tells it, for acts of an agent.
    pub fn now(&self) -> Now {
        Now::default().after(
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default(),
        )
    }
}

/// A server may listen there too, as both are willing to share.
fn free_place() -> io::Result<(TcpSocket, SocketAddr)> {
    let place = TcpSocket::new_v4()?;
    place.set_reuseaddr(true)?;
    place.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    let address = place.local_addr()?;
    Ok((place, address))
}

fn unkept(error: impl std::error::Error) -> Failure {
    Failure::Claim(error.to_string())
}
