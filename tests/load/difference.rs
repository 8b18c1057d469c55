//! What a visitor saw, held against what there was to see.

use std::collections::{BTreeSet, HashMap};
use std::ops::AddAssign;

use crate::line::Line;

/// In how many rows the two differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Rows that are not shown.
    pub(crate) lost: usize,
    /// Rows that are shown once too often.
    pub(crate) doubled: usize,
    /// Rows that nobody has written in this chat.
    pub(crate) strange: usize,
    /// Rows that would have to be moved for the rest to be in order.
    pub(crate) misplaced: usize,
    /// One of these rows.
    pub(crate) example: Option<Line>,
}

impl Difference {
    pub(crate) fn between(written: &[Line], shown: &[Line]) -> Self {
        let mut places: HashMap<&Line, Vec<usize>> = HashMap::new();
        for (place, line) in written.iter().enumerate().rev() {
            places.entry(line).or_default().push(place);
        }
        let mut difference = Self::default();
        let mut order = Vec::new();
        for line in shown {
            match places.get_mut(line).map(Vec::pop) {
                Some(Some(place)) => order.push(place),
                Some(None) => difference.note(line, |counts| &mut counts.doubled),
                None => difference.note(line, |counts| &mut counts.strange),
            }
        }
        let lost: BTreeSet<usize> = places.into_values().flatten().collect();
        for line in lost.iter().filter_map(|place| written.get(*place)) {
            difference.note(line, |counts| &mut counts.lost);
        }
        let first = order.windows(2).find(|pair| !pair.is_sorted());
        let first = first.and_then(|pair| written.get(*pair.last()?));
        difference.example = difference.example.or_else(|| first.cloned());
        difference.misplaced = order.len() - longest_ascent(&order);
        difference
    }

    pub(crate) fn is_none(&self) -> bool {
        *self == Self::default()
    }

    fn note(&mut self, line: &Line, count: impl FnOnce(&mut Self) -> &mut usize) {
        *count(self) += 1;
        self.example.get_or_insert_with(|| line.clone());
    }
}

impl AddAssign for Difference {
    fn add_assign(&mut self, other: Self) {
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.strange += other.strange;
        self.misplaced += other.misplaced;
        self.example = self.example.take().or(other.example);
    }
}

/// How many of these, none of which comes twice, are in order if the others are left out.
fn longest_ascent(places: &[usize]) -> usize {
    // The lowest last place of an ascent of each length.
    let mut lowest: Vec<usize> = Vec::new();
    for place in places {
        let length = lowest.partition_point(|last| last < place);
        match lowest.get_mut(length) {
            Some(last) => *last = *place,
            None => lowest.push(*place),
        }
    }
    lowest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(words: &str) -> Vec<Line> {
        let words = words.split_whitespace();
        words
            .map(|word| match word.split_once(':') {
                Some((who, text)) => Line::Said(who.to_owned(), text.to_owned()),
                None => Line::Own(word.to_owned()),
            })
            .collect()
    }

    fn between(written: &str, shown: &str) -> [usize; 4] {
        let difference = Difference::between(&lines(written), &lines(shown));
        let Difference {
            lost,
            doubled,
            strange,
            misplaced,
            ref example,
        } = difference;
        let counts = [lost, doubled, strange, misplaced];
        assert_eq!(difference.is_none(), counts == [0; 4]);
        assert_eq!(example.is_none(), counts == [0; 4]);
        counts
    }

    #[test]
    fn what_was_shown_as_it_was_written_is_no_difference() {
        assert_eq!(between("", ""), [0; 4]);
        assert_eq!(between("a ann:b c ann:b", "a ann:b c ann:b"), [0; 4]);
    }

    #[test]
    fn a_planted_loss_is_found_wherever_it_is() {
        for shown in ["b c d", "a c d", "a b c"] {
            assert_eq!(between("a b c d", shown), [1, 0, 0, 0], "{shown}");
        }
        assert_eq!(between("a b c d", ""), [4, 0, 0, 0]);
        assert_eq!(between("ann:yes a ann:yes", "ann:yes a"), [1, 0, 0, 0]);
    }

    #[test]
    fn a_planted_double_is_found_wherever_it_is() {
        for shown in ["a a b c", "a b a c", "a b c c"] {
            assert_eq!(between("a b c", shown), [0, 1, 0, 0], "{shown}");
        }
        assert_eq!(
            between("ann:yes ann:yes", "ann:yes ann:yes ann:yes"),
            [0, 1, 0, 0]
        );
    }

    #[test]
    fn a_loss_does_not_make_up_for_a_double() {
        assert_eq!(between("a b c", "a b b"), [1, 1, 0, 0]);
    }

    #[test]
    fn rows_of_another_chat_are_found() {
        assert_eq!(between("a ann:b", "a ann:b x bob:b"), [0, 0, 2, 0]);
        assert_eq!(between("a ann:b", "a ann:x"), [1, 0, 1, 0]);
    }

    #[test]
    fn rows_out_of_place_are_found() {
        assert_eq!(between("a b c d", "b a c d"), [0, 0, 0, 1]);
        assert_eq!(between("a b c d", "d a b c"), [0, 0, 0, 1]);
        assert_eq!(between("a b c d", "d c b a"), [0, 0, 0, 3]);
        assert_eq!(between("a b c d", "c a d"), [1, 0, 0, 1]);
    }

    #[test]
    fn a_message_that_did_not_arrive_is_lost_and_strange() {
        let shown = [Line::Odd("a (Some(Uncertain))".to_owned())];
        let difference = Difference::between(&lines("a"), &shown);
        assert_eq!((difference.lost, difference.strange), (1, 1));
    }

    #[test]
    fn differences_add_up() {
        let mut sum = Difference::between(&lines("a b"), &lines("a"));
        sum += Difference::between(&lines("a b"), &lines("b a a x"));
        let Difference {
            lost,
            doubled,
            strange,
            misplaced,
            example,
        } = sum;
        assert_eq!([lost, doubled, strange, misplaced], [1, 1, 1, 1]);
        assert_eq!(example, Some(Line::Own("b".to_owned())), "the first one");
    }
}
