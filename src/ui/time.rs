//! Instants in words.

use causerie_core::text::decimal;
use causerie_core::time::Wall;

use super::tree::{Element, element, text};

const DAY: i64 = 86_400_000;

/// The time of day, for people and for machines.
pub(super) fn time(at: Wall, words: String) -> Box<Element> {
    element("time", &[])
        .with("datetime", utc(at))
        .hold(text(words))
}

/// As machines write it: `2012-06-09T22:26:17Z`.
pub(super) fn utc(at: Wall) -> String {
    let (days, millis) = (
        at.as_millis().div_euclid(DAY),
        at.as_millis().rem_euclid(DAY),
    );
    let [year, month, day] = civil(days).map(i64::unsigned_abs);
    let seconds = millis.unsigned_abs() / 1000;
    let parts = [
        (year, 4, "-"),
        (month, 2, "-"),
        (day, 2, "T"),
        (seconds / 3600, 2, ":"),
        (seconds / 60 % 60, 2, ":"),
        (seconds % 60, 2, "Z"),
    ];
    let mut utc = String::new();
    for (number, width, sign) in parts {
        utc += &padded(number, width);
        utc += sign;
    }
    utc
}

/// With zeros before it.
fn padded(number: u64, width: usize) -> String {
    let mut digits = decimal(number);
    while digits.len() < width {
        digits.insert(0, '0');
    }
    digits
}

/// The date so many days after 1970-01-01, in the proleptic Gregorian calendar:
/// years begin in March here, so that the leap day comes last.
const fn civil(days: i64) -> [i64; 3] {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let turned = month >= 10;
    let month = if turned { month - 9 } else { month + 3 };
    [era * 400 + year_of_era + turned as i64, month, day]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_read_back_the_time_they_are_given() {
        for text in [
            "1970-01-01T00:00:00Z",
            "2000-02-29T12:00:00Z",
            "2012-06-09T22:26:17Z",
            "2026-12-31T23:59:59Z",
        ] {
            assert_eq!(utc(Wall::parse_utc(text).unwrap()), text);
        }
    }
}
