//! Instants, passed in: the core owns no clock.

use std::time::Duration;

use crate::text;

/// A point on a clock that never goes back, in milliseconds from an arbitrary
/// origin. Deadlines are made of these, so a changed wall clock moves none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Monotonic(u64);

impl Monotonic {
    /// The instant `millis` milliseconds after the clock's origin.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the clock's origin.
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// The time from `earlier` to `self`; zero when `earlier` is later.
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

impl std::ops::Add<Duration> for Monotonic {
    type Output = Self;

    #[inline(never)]
    fn add(self, span: Duration) -> Self {
        // `as_millis` multiplies in 128 bits.
        let whole = span.as_secs().min(u64::MAX / 1000) * 1000;
        let rest = u64::from(span.subsec_millis());
        Self(self.0.saturating_add(whole).saturating_add(rest))
    }
}

/// The earliest of these instants, where there is any.
#[inline(never)]
pub(crate) fn earliest(all: &[Option<Monotonic>]) -> Option<Monotonic> {
    all.iter().filter_map(|at| *at).min()
}

/// A point in civil time: milliseconds since 1970-01-01T00:00:00Z. Only shown
/// to people, never used to decide anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wall(i64);

impl Wall {
    /// The instant `millis` milliseconds after the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// This instant and a number of seconds.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Reads `2012-06-09T22:26:17Z`, the form of `startedAt` in GMS Chat API
    /// v1 (UTC, whole seconds; a fraction is tolerated and dropped).
    pub fn parse_utc(text: &str) -> Option<Self> {
        let (date, time) = text::cut(text::trim(text).strip_suffix('Z')?, b'T');
        let [year, month, day] = numbers(date, b'-')?;
        let (whole, _) = text::cut(time?, b'.');
        let [hour, minute, second] = numbers(whole, b':')?;
        let valid = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && hour < 24
            && minute < 60
            && second < 61;
        let days = days_from_civil(year, month, day);
        valid.then(|| Self((((days * 24 + hour) * 60 + minute) * 60 + second) * 1000))
    }
}

fn numbers(text: &str, separator: u8) -> Option<[i64; 3]> {
    let mut parts = text::pieces(text, separator);
    let mut three = [0; 3];
    for number in &mut three {
        let part = parts.next().filter(|part| part.len() <= 4)?;
        *number = text::number(part)? as i64;
    }
    parts.next().is_none().then_some(three)
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar, counting years
/// from March so that the leap day comes last.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

/// Both clocks at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// For deadlines.
    pub monotonic: Monotonic,
    /// For people.
    pub wall: Wall,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_start_times_are_read() {
        let wall = Wall::parse_utc("2012-06-09T22:26:17Z").unwrap();
        assert_eq!(wall.as_millis(), 1_339_280_777_000);
        assert_eq!(Wall::parse_utc("1970-01-01T00:00:00Z"), Some(Wall(0)));
        assert_eq!(
            Wall::parse_utc("2000-02-29T12:00:00.5Z"),
            Some(Wall(951_825_600_000))
        );
    }

    #[test]
    fn damaged_start_times_are_refused() {
        for text in [
            "",
            "Z",
            "2012-06-09",
            "2012-13-09T22:26:17Z",
            "2012-06-09T22:26Z",
            "-1-1-1T0:0:0Z",
        ] {
            assert_eq!(Wall::parse_utc(text), None, "{text}");
        }
    }

    #[test]
    fn a_clock_that_jumps_back_gives_no_time_at_all() {
        let (early, late) = (Monotonic::from_millis(5), Monotonic::from_millis(9));
        assert_eq!(early.since(late), Duration::ZERO);
        assert_eq!(
            Monotonic::from_millis(1) + Duration::MAX,
            Monotonic(u64::MAX)
        );
    }
}
