//! Connections without sockets, so that a test's own clock decides what is late.

use super::{Answer, exchange_over, listened};
use crate::shell::center::Center;
use crate::shell::closing::{Close, closing};
use crate::shell::connection::{House, converse};
use crate::shell::ends::Ends;
use crate::shell::router::router;
use crate::shell::{Setup, Store};
use crate::{Emulator, Settings};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::io::{DuplexStream, duplex};

pub(super) struct Wire {
    emulator: Arc<Mutex<Emulator>>,
    house: House,
    close: Close,
}

impl Wire {
    pub(super) fn new(settings: Settings, setup: &Setup) -> Self {
        Self::with(Emulator::new(settings, 11), None, setup)
    }

    /// With a store or without.
    pub(super) fn with(emulator: Emulator, store: Option<Store>, setup: &Setup) -> Self {
        listened();
        let emulator = Arc::new(Mutex::new(emulator));
        let router = router(Center::new(emulator.clone(), store), setup);
        let (close, closing) = closing();
        Self {
            emulator,
            house: House { router, closing },
            close,
        }
    }

    pub(super) fn emulator(&self) -> MutexGuard<'_, Emulator> {
        self.emulator.lock().unwrap()
    }

    /// Has every connection end after what it has been asked.
    pub(super) fn close(&self) {
        self.close.begin();
    }

    /// The client's end of a new connection.
    pub(super) fn connect(&self) -> DuplexStream {
        self.connect_from([127, 0, 0, 1])
    }

    /// The same for a client at that address.
    pub(super) fn connect_from(&self, address: impl Into<IpAddr>) -> DuplexStream {
        let (near, far) = duplex(64 * 1024);
        let ends = Ends {
            client: SocketAddr::new(address.into(), 50_000),
            server: SocketAddr::from(([127, 0, 0, 1], 8888)),
        };
        tokio::spawn(converse(far, ends, self.house.clone()));
        near
    }

    /// `head` holds the request line and all header lines but the usual ones.
    pub(super) async fn ask(&self, head: &str, body: &str) -> Answer {
        let request = format!(
            "{head}\r\nHost: localhost\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        exchange_over(self.connect(), request.as_bytes()).await
    }
}
