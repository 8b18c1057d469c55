//! How a server serves.

use super::limits::Limits;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// What a [`Server`](super::Server) is told at its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// Where to listen; port 0 picks a free one.
    pub listen: SocketAddr,
    /// The directory whose files are served at `/`, if there is one.
    pub site: Option<PathBuf>,
    /// How much clients may ask for.
    pub limits: Limits,
    /// Whether the log shows queries and bodies, with all that people say and every key in them;
    /// otherwise it shows the names of fields and their lengths.
    pub log_content: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8888)),
            site: None,
            limits: Limits::default(),
            log_content: false,
        }
    }
}
