//! The only source of chance: a generator with a given seed.

use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use std::time::Duration;

/// SplitMix64: small, fast and good enough for ids and delays of an emulator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Another generator whose rolls do not depend on how often this one is used later.
    pub(crate) fn fork(&mut self) -> Self {
        Self(self.roll())
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A duration within the range, to the millisecond; the start where the range is empty.
    pub(crate) fn duration(&mut self, range: &RangeInclusive<Duration>) -> Duration {
        let spread = range.end().saturating_sub(*range.start()).as_millis();
        let spread = u64::try_from(spread).unwrap_or(u64::MAX).saturating_add(1);
        range
            .start()
            .saturating_add(Duration::from_millis(self.roll() % spread))
    }

    /// One character of `alphabet`, or `0` where that is empty.
    pub(crate) fn letter(&mut self, alphabet: &[u8]) -> char {
        let size = u64::try_from(alphabet.len()).unwrap_or(1).max(1);
        let index = usize::try_from(self.roll() % size).unwrap_or(0);
        alphabet.get(index).copied().map_or('0', char::from)
    }
}
