//! What many measurements come to.

use std::time::Duration;

/// Percentiles, each the nearest one measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spread {
    pub(crate) count: usize,
    pub(crate) p50: Duration,
    pub(crate) p90: Duration,
    pub(crate) p99: Duration,
    pub(crate) max: Duration,
}

impl Spread {
    /// `None` where nothing was measured.
    pub(crate) fn of(measured: &[Duration]) -> Option<Self> {
        let mut sorted = measured.to_vec();
        sorted.sort_unstable();
        let nearest = |percent: usize| {
            let rank = (sorted.len() * percent).div_ceil(100);
            sorted.get(rank.checked_sub(1)?).copied()
        };
        Some(Self {
            count: sorted.len(),
            p50: nearest(50)?,
            p90: nearest(90)?,
            p99: nearest(99)?,
            max: nearest(100)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_the_nearest_one_measured() {
        let hundred: Vec<_> = (1..=100).rev().map(Duration::from_millis).collect();
        let spread = Spread::of(&hundred).unwrap();
        let millis = [spread.p50, spread.p90, spread.p99, spread.max].map(|one| one.as_millis());
        assert_eq!((spread.count, millis), (100, [50, 90, 99, 100]));
    }

    #[test]
    fn a_single_one_is_all_there_is_and_of_none_nothing_is_said() {
        let one = Duration::from_millis(7);
        let spread = Spread::of(&[one]).unwrap();
        assert_eq!([spread.p50, spread.p90, spread.p99, spread.max], [one; 4]);
        assert_eq!(Spread::of(&[]), None);
    }
}
