//! A channel that is listened to, or shall be.

use crate::time::Monotonic;

#[derive(Clone, Debug)]
pub(super) struct Channel {
    pub(super) name: String,
    pub(super) standing: Standing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Asked,
    Listening,
    Refused,
    /// To be asked for, not before this instant.
    Wanted(Monotonic),
}

impl Standing {
    /// What is said on a service channel is said to one client alone, who need not
    /// and should not subscribe to it (specification 1.0, "Service Channels"); but
    /// some clients do, and servers may have come to expect it.
    pub(super) fn at_first(name: &str, subscribe: bool, now: Monotonic) -> Self {
        if name.starts_with("/service/") && !subscribe {
            Self::Listening
        } else {
            Self::Wanted(now)
        }
    }
}
