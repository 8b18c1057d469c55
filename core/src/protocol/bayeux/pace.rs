//! How fast to ask: never faster than the server likes, never in a storm.

use std::time::Duration;

use crate::time::Monotonic;

/// Each failure in a row adds this to the wait.
const STEP: Duration = Duration::from_secs(1);

/// The longest wait after failures.
const LONGEST: Duration = Duration::from_secs(60);

/// A session that lasts this long was worth its handshake.
const FRUITFUL: Duration = Duration::from_secs(10);

/// A held connect that comes back empty sooner than this was not held.
const HASTY: Duration = Duration::from_secs(1);

/// So many hasty connects in a row are put down to chance.
const HASTY_IN_A_ROW: u32 = 3;

/// What has gone wrong lately.
#[derive(Clone, Debug, Default)]
pub(super) struct Pace {
    failures: u32,
    barren: u32,
    hasty: u32,
    spared: Monotonic,
}

impl Pace {
    /// A request failed; returns how long to wait before the next.
    pub(super) fn fails(&mut self, now: Monotonic, random: u32) -> Duration {
        self.failures = self.failures.saturating_add(1);
        backoff(self.failures, random).max(self.spared.since(now))
    }

    /// The server was heard, and wants to be left alone until then (39).
    pub(super) const fn spare(&mut self, until: Monotonic) {
        self.spared = until;
    }

    /// Until when the server wants to be left alone.
    pub(super) const fn spared(&self) -> Monotonic {
        self.spared
    }

    /// How many requests failed in a row.
    pub(super) const fn failures(&self) -> u32 {
        self.failures
    }

    /// How many sessions in a row came to nothing.
    pub(super) const fn barren(&self) -> u32 {
        self.barren
    }

    /// A connect succeeded after `held`, with or without messages; returns the
    /// least time to wait before the next.
    pub(super) fn succeeds(&mut self, held: Duration, quick: bool, empty: bool) -> Duration {
        self.failures = 0;
        let hasty = !quick && empty && held < HASTY;
        self.hasty = if hasty {
            self.hasty.saturating_add(1)
        } else {
            0
        };
        if self.hasty > HASTY_IN_A_ROW {
            STEP
        } else {
            Duration::ZERO
        }
    }

    /// A session ended and a new one is wanted; returns how long to wait.
    pub(super) fn renews(&mut self, born: Monotonic, now: Monotonic, random: u32) -> Duration {
        if now.since(born) >= FRUITFUL {
            self.barren = 0;
            return Duration::ZERO;
        }
        self.barren = self.barren.saturating_add(1);
        backoff(self.barren, random)
    }
}

/// 1 s more for each time, at most a minute, a fifth more or less.
fn backoff(times: u32, random: u32) -> Duration {
    let wait = STEP.saturating_mul(times).min(LONGEST);
    wait * (80 + random % 41) / 100
}
