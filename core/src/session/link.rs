//! How the connection does: quiet about short trouble, plain about long.

use std::time::Duration;

use super::view::Connection;
use crate::time::Monotonic;

/// Trouble shorter than this is not worth a word.
const QUIET: Duration = Duration::from_secs(3);

/// After this long, coming back by itself is no longer likely.
const LONG: Duration = Duration::from_secs(60);

#[derive(Clone, Debug, Default)]
pub(super) struct Link {
    failures: u32,
    since: Option<Monotonic>,
    offline: bool,
    spared: Monotonic,
}

impl Link {
    pub(super) fn works(&mut self) {
        self.failures = 0;
        self.since = None;
    }

    pub(super) fn fails(&mut self, now: Monotonic) {
        self.failures = self.failures.saturating_add(1);
        self.since.get_or_insert(now);
    }

    /// The server was heard, and wants to be left alone until then.
    pub(super) const fn spare(&mut self, until: Monotonic) {
        self.spared = until;
    }

    /// Until when the server wants to be left alone.
    pub(super) const fn spared(&self) -> Monotonic {
        self.spared
    }

    /// Trouble of the time without a network is none of the network that is there again.
    pub(super) const fn set_offline(&mut self, offline: bool) {
        self.offline = offline;
        self.since = None;
    }

    /// Whether a message would most likely arrive.
    pub(super) const fn is_usable(&self) -> bool {
        self.failures == 0 && !self.offline
    }

    /// How many requests have failed since the last that did not.
    pub(super) const fn failures(&self) -> u32 {
        self.failures
    }

    pub(super) fn state(&self, now: Monotonic) -> Connection {
        let trouble = self.since.map_or(Duration::ZERO, |since| now.since(since));
        match trouble {
            _ if self.offline => Connection::Offline,
            trouble if trouble >= LONG => Connection::Unavailable,
            trouble if trouble >= QUIET => Connection::Reconnecting,
            _ => Connection::Good,
        }
    }

    /// When [`state`](Self::state) changes by itself.
    pub(super) fn changes(&self, now: Monotonic) -> Option<Monotonic> {
        let since = self.since?;
        [since + QUIET, since + LONG]
            .into_iter()
            .find(|at| *at > now)
    }
}
