//! Seeded randomness (SplitMix64), so that a run can be repeated.

use std::time::Duration;

#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of one visitor.
    pub(crate) fn of(seed: u64, visitor: usize) -> Self {
        let mut dice = Self(seed);
        Self(dice.roll() ^ (visitor as u64).wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    /// Any number.
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A time shorter than `bound`; nothing where that is nothing.
    pub(crate) fn below(&mut self, bound: Duration) -> Duration {
        let micros = u64::try_from(bound.as_micros()).unwrap_or(u64::MAX);
        Duration::from_micros(self.roll().checked_rem(micros).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_each_visitor_the_same_dice_again() {
        let rolls = |seed, visitor| Dice::of(seed, visitor).roll();
        assert_eq!(rolls(1, 7), rolls(1, 7));
        assert_ne!(rolls(1, 7), rolls(1, 8));
        assert_ne!(rolls(1, 7), rolls(2, 7));
    }

    #[test]
    fn times_stay_below_their_bound_and_differ() {
        let (mut dice, bound) = (Dice::of(1, 1), Duration::from_secs(2));
        let times: Vec<_> = (0..100).map(|_| dice.below(bound)).collect();
        assert!(times.iter().all(|time| *time < bound));
        assert!(times.iter().any(|time| *time > bound / 2));
        assert_eq!(dice.below(Duration::ZERO), Duration::ZERO);
    }
}
