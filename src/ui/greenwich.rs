//! Numbers as they are written in Greenwich, for those who have no browser to ask.

use causerie_core::time::Wall;

use super::time;

const DAY: i64 = 86_400_000;

const KILO: f64 = 1024.0;

/// Writes a number into a pattern as English does: what `www/written.js` has browsers do in any
/// language.
#[must_use]
pub fn greenwich(pattern: &str, number: f64, _locale: &str) -> String {
    let words = form(pattern, if number == 1.0 { "one:" } else { "other:" });
    let Some((before, (kind, behind))) = words
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return words.to_owned();
    };
    let written = match kind {
        "count" => number.to_string(),
        "day" => day(number as i64),
        "list" => list(number as usize),
        "percent" => format!("{number}%"),
        "size" => size(number),
        "time" => time_of_day(number as i64),
        other => format!("{{{other}}}"),
    };
    format!("{before}{written}{behind}")
}

/// The form of that category; a pattern without forms is its own.
fn form<'a>(pattern: &'a str, category: &str) -> &'a str {
    let forms = pattern.split('|');
    let mut found = forms.filter_map(|form| form.strip_prefix(category));
    found.next().unwrap_or(pattern)
}

fn list(count: usize) -> String {
    let last = if count > 1 { " and {}" } else { "" };
    "{}, ".repeat(count.saturating_sub(2)) + "{}" + last
}

fn size(bytes: f64) -> String {
    let (number, unit) = match bytes {
        small if small < KILO => (bytes, "byte"),
        middle if middle < KILO * KILO => (bytes / KILO, "kB"),
        _ => (bytes / KILO / KILO, "MB"),
    };
    format!("{} {unit}", (number * 10.0).round() / 10.0)
}

/// Nobody asks what day it is today, so that it is always written alike.
fn day(millis: i64) -> String {
    time::utc(Wall::from_millis(millis))
        .chars()
        .take(10)
        .collect()
}

fn time_of_day(millis: i64) -> String {
    let minutes = millis.rem_euclid(DAY) / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_number_is_written_in_its_way() {
        for (pattern, number, words) in [
            ("one:a {count}|other:b {count}", 1.0, "a 1"),
            ("one:a {count}|other:b {count}", 2.0, "b 2"),
            ("{list}", 1.0, "{}"),
            ("{list}", 2.0, "{} and {}"),
            ("{list}", 4.0, "{}, {}, {} and {}"),
            ("… {percent}", 40.0, "… 40%"),
            ("{size}", 1023.0, "1023 byte"),
            ("{size}", 1_572_864.0, "1.5 MB"),
            ("{time}", 1_339_280_777_000.0, "22:26"),
            ("{day}", 1_339_280_777_000.0, "2012-06-09"),
            ("one:{names} is|other:{names} are", 2.0, "{names} are"),
        ] {
            assert_eq!(greenwich(pattern, number, ""), words, "{pattern} {number}");
        }
    }
}
