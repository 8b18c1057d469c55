//! Between whom a connection is.

use std::io;
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// Both ends of it; every request has this among its extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) client: SocketAddr,
    /// The address by which the client has reached us.
    pub(super) server: SocketAddr,
}

impl Ends {
    /// An error when the client has gone already.
    pub(super) fn of(stream: &TcpStream) -> io::Result<Self> {
        Ok(Self {
            client: stream.peer_addr()?,
            server: stream.local_addr()?,
        })
    }
}
