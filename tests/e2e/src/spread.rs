//! What many measurements come to.

use std::time::Duration;

/// The middle and the far end of many durations; percentiles are the nearest one measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many there are, one at least.
    pub count: usize,
    /// Half of them are no longer.
    pub median: Duration,
    /// 95 of a hundred are no longer.
    pub p95: Duration,
    /// None is longer.
    pub max: Duration,
}

impl Spread {
    /// `None` where nothing was measured.
    pub fn of(measured: &[Duration]) -> Option<Self> {
        let mut sorted = measured.to_vec();
        sorted.sort_unstable();
        let nearest = |percent: usize| {
            let rank = (sorted.len() * percent).div_ceil(100);
            sorted.get(rank.checked_sub(1)?).copied()
        };
        Some(Self {
            count: sorted.len(),
            median: nearest(50)?,
            p95: nearest(95)?,
            max: nearest(100)?,
        })
    }
}
