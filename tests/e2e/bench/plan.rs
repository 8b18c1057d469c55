//! How much is measured.

/// Rounds in which everything that is compared takes its turn, so that whatever else the machine
/// does meets all of it alike.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    /// Measurements of each in a round.
    pub(crate) measurements: usize,
    /// Rounds where each measurement takes seconds.
    pub(crate) visits: usize,
    /// Rounds where one takes minutes.
    pub(crate) lengths: usize,
}

impl Plan {
    /// For figures.
    pub(crate) const FULL: Self = Self {
        rounds: 8,
        measurements: 5,
        visits: 5,
        lengths: 3,
    };

    /// To see that it works.
    pub(crate) const QUICK: Self = Self {
        rounds: 1,
        measurements: 3,
        visits: 1,
        lengths: 1,
    };
}
