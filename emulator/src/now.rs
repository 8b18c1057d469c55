//! The time, as the caller tells it.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A moment: milliseconds since the Unix epoch, passed in by the caller.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Now {
    /// Milliseconds since 1970-01-01T00:00:00Z; any value is allowed.
    pub millis: u64,
}

impl Now {
    /// The moment `millis` milliseconds after the Unix epoch.
    pub const fn from_millis(millis: u64) -> Self {
        Self { millis }
    }

    /// The moment that lies `wait` after this one; stops at the end of time.
    pub fn after(self, wait: Duration) -> Self {
        let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        Self::from_millis(self.millis.saturating_add(wait))
    }

    /// How long ago `earlier` was; zero where the clock was set back.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.millis.saturating_sub(earlier.millis))
    }

    /// Whole seconds since the Unix epoch.
    pub fn seconds(self) -> u64 {
        self.millis / 1000
    }

    /// The moment as the document prints `startedAt`: UTC, whole seconds, `2012-06-09T06:15:35Z`.
    pub fn utc(self) -> String {
        let (date, time) = self.date_and_time();
        format!("{date}T{time}Z")
    }

    /// The moment as agents' notifications print `timestamp`: UTC, `2014-01-09 11:58:12.035+0000`.
    pub fn stamp(self) -> String {
        let (date, time) = self.date_and_time();
        format!("{date} {time}.{:03}+0000", self.millis % 1000)
    }

    fn date_and_time(self) -> (String, String) {
        let (year, month, day) = civil(self.seconds() / 86_400);
        let second = self.seconds() % 86_400;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        (
            format!("{year:04}-{month:02}-{day:02}"),
            format!("{hour:02}:{minute:02}:{second:02}"),
        )
    }
}

/// Days since the epoch as year, month, day of the Gregorian calendar.
fn civil(days: u64) -> (u64, u64, u64) {
    // Years are counted from March, so that the leap day is the last of its year.
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utc_is_printed_as_in_the_document() {
        assert_eq!(
            Now::from_millis(1_339_222_535_999).utc(),
            "2012-06-09T06:15:35Z"
        );
        assert_eq!(Now::from_millis(0).utc(), "1970-01-01T00:00:00Z");
        assert_eq!(
            Now::from_millis(951_782_400_000).utc(),
            "2000-02-29T00:00:00Z"
        );
        assert_eq!(
            Now::from_millis(4_107_542_400_000).utc(),
            "2100-03-01T00:00:00Z"
        );
    }

    #[test]
    fn a_stamp_is_printed_as_agents_get_it() {
        assert_eq!(
            Now::from_millis(1_389_261_492_035).stamp(),
            "2014-01-09 09:58:12.035+0000"
        );
    }

    #[test]
    fn time_neither_overflows_nor_runs_backwards() {
        let end = Now::from_millis(u64::MAX);
        assert_eq!(end.after(Duration::MAX), end);
        assert_eq!(Now::default().since(end), Duration::ZERO);
        assert!(end.utc().ends_with('Z'));
    }
}
