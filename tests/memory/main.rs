//! A chat that goes on for a day needs no more memory than after an hour.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod counted;
mod day;

use causerie_tests::Way;
use counted::Counted;
use day::Day;

#[global_allocator]
static ALLOCATOR: Counted = Counted;

/// A day.
const HOURS: usize = 24;

/// By so many bytes an hour may differ from another: places of notices that nobody sees, what is on
/// its way when one looks.
const NOISE: isize = 4_096;

/// Session, contact centre and network together: what any of them keeps would show.
fn assert_flat(way: Way) {
    let mut day = Day::begun(way);
    day.hour();
    let first = Counted::live();
    let mut last = first;
    for _ in 1..HOURS {
        day.hour();
        last = Counted::live();
    }
    day.assert_goes_on();
    let more = last - first;
    assert!(
        more <= NOISE,
        "{first} bytes after an hour, and after {HOURS} hours {more} more"
    );
}

#[test]
fn ten_thousand_messages_take_no_more_memory_after_a_day() {
    assert_flat(Way::GmsV2Pushed);
}

#[test]
fn ten_thousand_messages_of_a_polled_chat_take_no_more_memory_after_a_day() {
    assert_flat(Way::GmsV1);
}
