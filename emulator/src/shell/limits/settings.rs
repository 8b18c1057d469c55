//! The limits that can be set.

use std::num::{NonZeroU32, NonZeroUsize};

/// Limits of the shell, for servers that others can reach. Those of bodies and header lines are
/// fixed: 4 MiB, 11 MiB where files are sent; 64 KiB and 100 lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests a second of one client, that is of one address, or of one /64 network of IPv6;
    /// so many may come at once. More are answered with 429 and `Retry-After`. `None`: any
    /// number, which is the default: it is one developer's own machine that asks.
    pub rate: Option<NonZeroU32>,
    /// Connections at a time; more are answered with 503 and closed. `None`: as many as the
    /// system allows. Default: 16384.
    pub connections: Option<NonZeroUsize>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rate: None,
            connections: NonZeroUsize::new(16_384),
        }
    }
}
