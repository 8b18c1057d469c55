//! How long to wait: for news, and after a failure.

use std::time::Duration;

use crate::config::Config;
use crate::time::Monotonic;

/// How long a chat counts as lively after something happened in it.
const LIVELY: Duration = Duration::from_secs(15);

/// How long until it counts as idle.
const IDLE: Duration = Duration::from_secs(60);

/// How often to ask although news come by themselves.
const SAFETY: Duration = Duration::from_secs(45);

const FIRST_RETRY: Duration = Duration::from_secs(1);
const LAST_RETRY: Duration = Duration::from_secs(15);

/// The time until the next question for news: half the configured interval
/// while the chat is lively, twice that interval when it is idle, five times
/// when nobody looks, and never more than the keep-alive bound.
pub(super) fn until_news(config: &Config, quiet_for: Duration, hidden: bool) -> Duration {
    let usual = config.poll_interval;
    let wait = match quiet_for {
        _ if hidden => usual * 5,
        quiet if quiet < LIVELY => usual / 2,
        quiet if quiet < IDLE => usual,
        _ => usual * 2,
    };
    wait.min(config.keep_alive)
}

/// The time until the next question for news that come by themselves, in case
/// one was lost on the way without anybody noticing.
pub(super) fn until_safety(config: &Config) -> Duration {
    SAFETY.min(config.keep_alive)
}

/// The time until the next attempt after so many failures in a row: 1 s,
/// doubled up to 15 s, a quarter more or less so that the visitors of a
/// restarted server do not all come back at once.
pub(super) fn until_retry(failures: u32, jitter: &mut Jitter) -> Duration {
    let doublings = failures.saturating_sub(1).min(8);
    let wait = (FIRST_RETRY * 2_u32.pow(doublings)).min(LAST_RETRY);
    wait * (75 + jitter.below(51)) / 100
}

/// Small random numbers from a seed that is passed in (SplitMix64).
#[derive(Clone, Debug)]
pub(super) struct Jitter(u64);

impl Jitter {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to `bound` - 1.
    fn below(&mut self, bound: u32) -> u32 {
        self.next() % bound
    }

    /// Any number.
    pub(super) fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 33) as u32
    }
}

/// When something last happened in the chat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Liveliness(Monotonic);

impl Liveliness {
    pub(super) const fn at(now: Monotonic) -> Self {
        Self(now)
    }

    pub(super) const fn quiet_for(self, now: Monotonic) -> Duration {
        now.since(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Options;

    fn millis(json: &str, quiet: u64, hidden: bool) -> u128 {
        let config = Config::new(&Options::from_json(json).unwrap()).unwrap();
        until_news(&config, Duration::from_secs(quiet), hidden).as_millis()
    }

    #[test]
    fn a_lively_chat_is_asked_often_and_an_idle_one_seldom() {
        let usual = r#"{"url":"/g"}"#;
        assert_eq!(millis(usual, 0, false), 1_000);
        assert_eq!(millis(usual, 20, false), 2_000);
        assert_eq!(millis(usual, 90, false), 4_000);
        assert_eq!(millis(usual, 0, true), 10_000);
    }

    #[test]
    fn the_keep_alive_bound_is_never_exceeded() {
        let slow = r#"{"url":"/g","pollInterval":60000,"keepAlive":9000}"#;
        for (quiet, hidden) in [(0, false), (20, false), (90, false), (90, true)] {
            assert_eq!(millis(slow, quiet, hidden), 9_000);
        }
    }

    #[test]
    fn retries_double_with_some_spread_up_to_a_bound() {
        let mut jitter = Jitter::new(7);
        for (failures, middle) in [
            (1, 1_000),
            (2, 2_000),
            (4, 8_000),
            (5, 15_000),
            (u32::MAX, 15_000),
        ] {
            let waits: Vec<_> = (0..50)
                .map(|_| until_retry(failures, &mut jitter).as_millis())
                .collect();
            assert!(
                waits
                    .iter()
                    .all(|wait| (middle * 3 / 4..=middle * 5 / 4).contains(wait))
            );
            assert!(waits.iter().any(|wait| *wait != waits[0]));
        }
    }
}
