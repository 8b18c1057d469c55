//! A bucket of tokens, one for each request.

use std::num::NonZeroU32;
use std::time::Duration;
use tokio::time::Instant;

/// It holds a second's worth, and is full at first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bucket {
    /// From when on it is full: each token that is missing takes its time to come back.
    full: Instant,
}

impl Bucket {
    pub(super) fn full(now: Instant) -> Self {
        Self { full: now }
    }

    /// Takes a token; how long to wait for one where there is none. `rate` come back a second.
    pub(super) fn take(&mut self, rate: NonZeroU32, now: Instant) -> Result<(), Duration> {
        let one = Duration::from_secs(1) / rate.get();
        let last = one.saturating_mul(rate.get().saturating_sub(1));
        let missing = self.full.saturating_duration_since(now);
        if missing > last {
            return Err(missing.saturating_sub(last));
        }
        self.full = self.full.max(now) + one;
        Ok(())
    }

    pub(super) fn is_full(&self, now: Instant) -> bool {
        self.full <= now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: NonZeroU32 = NonZeroU32::new(2).unwrap();

    #[test]
    fn a_second_s_worth_may_come_at_once_and_then_one_by_one() {
        let now = Instant::now();
        let half = Duration::from_millis(500);
        let mut bucket = Bucket::full(now);
        let taken = |bucket: &mut Bucket, later: Duration| bucket.take(TWO, now + later);
        assert_eq!(taken(&mut bucket, Duration::ZERO), Ok(()));
        assert_eq!(taken(&mut bucket, Duration::ZERO), Ok(()));
        assert_eq!(taken(&mut bucket, Duration::ZERO), Err(half));
        assert_eq!(taken(&mut bucket, half / 5 * 2), Err(half / 5 * 3));
        assert_eq!(taken(&mut bucket, half), Ok(()));
        assert_eq!(taken(&mut bucket, half), Err(half));
    }

    #[test]
    fn a_long_pause_saves_no_more_than_a_second_s_worth() {
        let now = Instant::now();
        let mut bucket = Bucket::full(now);
        bucket.take(TWO, now).unwrap();
        assert!(!bucket.is_full(now));
        let later = now + Duration::from_secs(3600);
        assert!(bucket.is_full(later));
        let taken = [(); 3].map(|()| bucket.take(TWO, later).is_ok());
        assert_eq!(taken, [true, true, false]);
    }
}
