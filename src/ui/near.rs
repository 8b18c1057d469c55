//! Which rows of a conversation are drawn: those near the place that is read, and the last ones.
//!
//! A document of ten thousand rows takes long to be laid out, and is whenever one more comes. So
//! there is a stretch of rows around what is read, there are the last rows, and there are gaps as
//! high as the rows they stand for may be.

use causerie_core::text::decimal;

use super::deed::Sight;
use super::tree::{Element, element};

/// So many rows before the one that is read, and after it, are drawn.
const AROUND: usize = 75;

/// With fewer pixels than this between what is seen and a gap, other rows are drawn.
const EDGE: i32 = 1000;

/// A row so far from a gap is about what is seen then.
const INSIDE: usize = 35;

/// Fewer rows than this are no gap.
const GAP: usize = 50;

/// Whoever is at the end sees as many.
const SCREEN: usize = 25;

/// So many rows stay at the end wherever the conversation is read: who hears the page hears of
/// a row that comes when it is added to them.
const LAST: usize = 8;

/// No more rows than these are drawn at once, though nobody may move for days.
const MOST: usize = 400;

/// Up to so many are, where the keyboard is on one of them or something is selected.
const HELD: usize = 1000;

/// How high a row of a gap is taken to be, in CSS pixels. Whatever it is, the scroll bar tells how
/// many of all rows are above and below.
const HEIGHT: usize = 64;

/// Which rows are drawn: a stretch, and the last ones.
#[derive(Debug)]
pub(super) struct Near {
    first: usize,
    /// Behind the last row of the stretch; behind all there will ever be where it goes on to the
    /// end.
    end: usize,
    /// The first of the last rows.
    last: usize,
    /// The row that is read, as far as it is known.
    place: usize,
}

impl Default for Near {
    fn default() -> Self {
        Self {
            first: 0,
            end: usize::MAX,
            last: 0,
            place: 0,
        }
    }
}

impl Near {
    /// The first row and the one behind the last, of the stretch and of what is at the end.
    pub(super) fn stretches(&self, count: usize) -> [(usize, usize); 2] {
        let end = self.end.min(count);
        [
            (self.first.min(end), end),
            (self.last.clamp(end, count), count),
        ]
    }

    /// What stands for so many rows: a picture of nothing, since the policies of some pages forbid
    /// styles of elements.
    pub(super) fn gap(rows: usize) -> Box<Element> {
        let height = (rows * HEIGHT) as u64;
        element("svg", &[("aria-hidden", "true"), ("width", "0")]).with("height", decimal(height))
    }

    /// Draws every row.
    pub(super) const fn all(&mut self) {
        (self.first, self.end) = (0, usize::MAX);
    }

    /// There are so many rows now. Whoever is at the end sees the last ones.
    pub(super) fn count(&mut self, count: usize, at_end: bool) {
        let goes_on = self.end == usize::MAX;
        let rows = count.saturating_sub(if goes_on { self.first } else { self.last });
        let seen = goes_on && (rows >= SCREEN || self.first == 0);
        if rows > MOST || self.first > count || (at_end && !seen) {
            self.draw(if at_end { count } else { self.place }, count);
        }
    }

    /// The visitor has moved, or the browser has; says whether something else is drawn now.
    pub(super) fn see(&mut self, sight: &Sight, count: usize) -> bool {
        let before = (self.first, self.end);
        let end = self.end.min(count);
        let rows = end - self.first.min(end);
        let above = match self.first {
            0 => i32::MAX,
            gap => sight.top.saturating_sub((gap * HEIGHT) as i32),
        };
        let px = |pixels: i32| pixels.unsigned_abs() as usize / HEIGHT;
        let (moves, place) = match sight {
            Sight { at_end: true, .. } => (end < count, count),
            _ if above < 0 => (true, px(sight.top)),
            Sight { below, .. } if *below < 0 => (true, end + px(*below)),
            _ if above < EDGE => (true, self.first + INSIDE),
            Sight { below, .. } if *below < EDGE => (true, end.saturating_sub(INSIDE)),
            _ => (false, px(sight.top)),
        };
        self.place = place;
        if moves || rows > MOST {
            self.draw(place, count);
            if sight.held {
                self.hold(before.0, before.1, count);
            }
        }
        before != (self.first, self.end)
    }

    /// Draws what is around a row.
    fn draw(&mut self, row: usize, count: usize) {
        self.place = row.min(count);
        self.first = self.place.saturating_sub(AROUND);
        if self.first < GAP {
            self.first = 0;
        }
        self.last = count.saturating_sub(LAST);
        self.end = self.place + AROUND;
        if self.end + GAP > self.last {
            self.end = usize::MAX;
        }
    }

    /// Draws what was drawn as well, unless that is far away.
    fn hold(&mut self, first: usize, end: usize, count: usize) {
        let (first, end) = (self.first.min(first), self.end.max(end));
        if end.min(count) - first <= HELD {
            (self.first, self.end) = (first, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNT: usize = 10_000;

    /// A window whose rows are all of one height.
    struct Log {
        near: Near,
        count: usize,
        row: usize,
        seen: usize,
    }

    impl Log {
        /// At the end of a long conversation.
        fn open() -> Self {
            let near = Near::default();
            let mut log = Self {
                near,
                count: COUNT,
                row: HEIGHT,
                seen: 600,
            };
            log.near.count(COUNT, true);
            log
        }

        fn stretches(&self) -> Vec<(usize, usize)> {
            let both = self.near.stretches(self.count).into_iter();
            both.filter(|(first, end)| first < end).collect()
        }

        fn drawn(&self) -> usize {
            self.stretches()
                .iter()
                .map(|(first, end)| end - first)
                .sum()
        }

        fn is_drawn(&self, row: usize) -> bool {
            let mut all = self.stretches().into_iter();
            all.any(|(first, end)| (first..end).contains(&row))
        }

        /// Where a row begins.
        fn top(&self, row: usize) -> usize {
            let (mut top, mut before) = (0, 0);
            for (first, end) in self.stretches() {
                top += self.gap(before, first.min(row.max(before)));
                top += (end.min(row) - first.min(row)) * self.row;
                before = end;
            }
            top
        }

        fn gap(&self, from: usize, to: usize) -> usize {
            let gap = (to > from).then(|| Near::gap(to - from));
            gap.map_or(0, |gap| gap.varying[0].1.parse().unwrap())
        }

        /// What is seen where a row is the first to be seen.
        fn sight(&self, row: usize) -> Sight {
            let pixels = |row| i32::try_from(self.top(row)).unwrap();
            let (top, seen) = (pixels(row), i32::try_from(self.seen).unwrap());
            let [(_, end), (last, _)] = self.near.stretches(self.count);
            Sight {
                at_end: false,
                top,
                below: if last > end {
                    pixels(end) - top - seen
                } else {
                    i32::MAX
                },
                held: false,
            }
        }

        fn see(&mut self, sight: &Sight) -> bool {
            self.near.see(sight, self.count)
        }

        fn read(&mut self, row: usize) -> bool {
            self.see(&self.sight(row))
        }

        fn end(&mut self) -> bool {
            self.see(&Sight {
                at_end: true,
                ..self.sight(self.count - 5)
            })
        }

        fn comes(&mut self, at_end: bool) {
            self.count += 1;
            self.near.count(self.count, at_end);
        }
    }

    #[test]
    fn a_conversation_of_a_hundred_rows_is_drawn_whole() {
        let mut near = Near::default();
        near.count(100, true);
        assert_eq!(near.stretches(100), [(0, 100), (100, 100)]);
    }

    #[test]
    fn a_long_conversation_opens_with_its_last_rows() {
        let log = Log::open();
        assert_eq!(log.stretches(), [(COUNT - AROUND, COUNT)]);
        assert_eq!(log.top(COUNT - AROUND), (COUNT - AROUND) * HEIGHT);
    }

    #[test]
    fn what_is_seen_and_the_end_are_drawn_wherever_one_goes() {
        for (row, seen) in [(HEIGHT, 600), (40, 1_400), (300, 500)] {
            let mut log = Log {
                row,
                seen,
                ..Log::open()
            };
            for row in (0..COUNT - 50)
                .rev()
                .step_by(3)
                .chain((0..COUNT - 50).step_by(5))
            {
                log.read(row);
                let around = row..row + log.seen / log.row + 1;
                assert!(
                    around.clone().all(|row| log.is_drawn(row)),
                    "{around:?}: {:?}",
                    log.near
                );
                assert!(log.is_drawn(COUNT - LAST) && log.is_drawn(COUNT - 1));
                assert!(log.drawn() <= 2 * AROUND + GAP + LAST, "{:?}", log.near);
            }
        }
    }

    #[test]
    fn whoever_stays_sees_nothing_else_drawn() {
        for row in [HEIGHT, 40, 90, 2_000] {
            let mut log = Log {
                row,
                seen: 1_400,
                ..Log::open()
            };
            for place in (0..COUNT - 100).step_by(997) {
                let settles = (0..4).any(|_| !log.read(place));
                assert!(settles, "rows of {row} pixels, at {place}: {:?}", log.near);
            }
        }
    }

    #[test]
    fn a_place_in_a_gap_is_the_row_that_would_stand_there() {
        let mut log = Log::open();
        assert!(log.read(3_000));
        assert_eq!(
            log.near.stretches(COUNT),
            [(3_000 - AROUND, 3_000 + AROUND), (COUNT - LAST, COUNT)]
        );
        assert!(log.read(7_000));
        assert!(
            (7_000..7_010).all(|row| log.is_drawn(row)),
            "{:?}",
            log.near
        );
    }

    #[test]
    fn what_is_held_stays_until_it_is_far_away() {
        let mut log = Log::open();
        log.read(5_000);
        for row in (4_300..5_000).rev() {
            let sight = log.sight(row);
            log.see(&Sight {
                held: true,
                ..sight
            });
        }
        assert!(
            (4_300..5_000).all(|row| log.is_drawn(row)),
            "{:?}",
            log.near
        );
        let sight = log.sight(1_000);
        log.see(&Sight {
            held: true,
            ..sight
        });
        assert!(log.drawn() <= 2 * AROUND + LAST, "{:?}", log.near);
    }

    #[test]
    fn what_comes_is_drawn_and_leaves_the_place_that_is_read_alone() {
        let mut log = Log::open();
        log.read(5_000);
        let before = log.stretches();
        log.comes(false);
        assert_eq!(log.stretches(), [before[0], (COUNT - LAST, COUNT + 1)]);
    }

    #[test]
    fn what_comes_while_nobody_moves_does_not_pile_up() {
        for (place, at_end) in [(COUNT, true), (COUNT - 60, false), (5_000, false)] {
            let mut log = Log::open();
            if !at_end {
                log.read(place);
            }
            for _ in 0..COUNT {
                log.comes(at_end);
                assert!(log.drawn() <= MOST + 2 * AROUND + GAP, "{:?}", log.near);
                assert!(log.is_drawn(log.count - 1));
                assert!(at_end || log.is_drawn(place), "{place}: {:?}", log.near);
            }
        }
    }

    #[test]
    fn whoever_goes_to_the_end_sees_more_than_the_last_rows() {
        let mut log = Log::open();
        log.read(5_000);
        log.near.count(COUNT, true);
        assert_eq!(log.stretches(), [(COUNT - AROUND, COUNT)]);
        log.read(5_000);
        assert!(log.end());
        assert_eq!(log.stretches(), [(COUNT - AROUND, COUNT)]);
    }

    #[test]
    fn the_beginning_is_drawn_from_anywhere() {
        let mut log = Log::open();
        log.read(0);
        assert_eq!(log.stretches(), [(0, AROUND), (COUNT - LAST, COUNT)]);
    }

    #[test]
    fn fewer_rows_than_before_are_drawn_too() {
        let mut log = Log::open();
        log.read(5_000);
        for count in [COUNT - 1, 5_010, 4_000, 60, 1, 0, 3] {
            log.count = count;
            log.near.count(count, false);
            let [(first, end), (last, all)] = log.near.stretches(count);
            assert!(first <= end && end <= last && last <= all && all == count);
            assert!(
                count == 0 || log.is_drawn(count - 1),
                "{count}: {:?}",
                log.near
            );
        }
    }
}
