//! Chance with a seed (SplitMix64), so that what happened happens again.

/// Dice that roll the same numbers for the same seed.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The dice of that seed.
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 where there is none.
    pub const fn below(&mut self, bound: u64) -> u64 {
        match self.roll().checked_rem(bound) {
            Some(number) => number,
            None => 0,
        }
    }

    /// Whether it happens, `chances` times in a hundred.
    pub const fn hits(&mut self, chances: u64) -> bool {
        self.below(100) < chances
    }
}
