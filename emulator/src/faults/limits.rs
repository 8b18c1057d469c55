//! How much may be asked for; all ours.

use super::refusal::FaultError;
use std::ops::RangeInclusive;

/// The whole numbers that are allowed.
pub(crate) type Range = RangeInclusive<u64>;

const HOUR: u64 = 3_600_000;

/// Milliseconds of a delay.
pub(crate) const DELAY: Range = 1..=HOUR;
/// Milliseconds for which a fault is there.
pub(crate) const LASTS: Range = 1..=24 * HOUR;
pub(crate) const TIMES: Range = 1..=1_000_000;
pub(crate) const SKIP: Range = 0..=1_000_000;
/// An informational status would not end an answer.
pub(crate) const STATUS: Range = 200..=599;
/// Seconds of `Retry-After`.
pub(crate) const RETRY_AFTER: Range = 0..=3600;
/// Bytes of a body that is made up.
pub(super) const BODY: usize = 64 * 1024;
/// Bytes of a text otherwise.
pub(super) const TEXT: usize = 1000;

/// Whether a number is allowed.
pub(crate) fn check(field: &'static str, found: u64, allowed: &Range) -> Result<(), FaultError> {
    if allowed.contains(&found) {
        return Ok(());
    }
    let allowed = told(allowed);
    Err(FaultError::OutOfRange {
        field,
        found,
        allowed,
    })
}

/// What is allowed, in words.
pub(crate) fn told(allowed: &Range) -> String {
    format!(
        "a whole number from {} to {}",
        allowed.start(),
        allowed.end()
    )
}
