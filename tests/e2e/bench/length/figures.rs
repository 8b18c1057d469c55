//! What all visits came to.

use std::fmt;
use std::time::Duration;

use causerie_e2e::{Spread, Table};

use super::LENGTHS;
use super::contestant::{CONTESTANTS, Contestant};
use super::visit::Outcome;

const COLUMNS: [&str; 8] = [
    "",
    "first paint",
    "one more, painted",
    "longest",
    "key to paint",
    "longest",
    "elements",
    "heap",
];

const RATIOS: [&str; 5] = [
    "10,000 to 100",
    "first paint",
    "one more",
    "key to paint",
    "heap",
];

/// The visits of all, by contestant and length.
#[derive(Debug, Default)]
pub(super) struct Figures(Vec<(&'static str, usize, Outcome)>);

impl Figures {
    /// Adds a visit to those of the same kind.
    pub(super) fn add(&mut self, contestant: &Contestant, length: usize, outcome: Outcome) {
        let (key, mut all) = (contestant.key, self.0.iter_mut());
        let Some((_, _, known)) = all.find(|(name, count, _)| *name == key && *count == length)
        else {
            return self.0.push((key, length, outcome));
        };
        known.first.extend(outcome.first);
        known.answered.extend(outcome.answered);
        known.added.extend(outcome.added);
        known.typed.extend(outcome.typed);
        known.nodes = known.nodes.max(outcome.nodes);
        known.heap = known.heap.max(outcome.heap);
    }

    fn of(&self, key: &str, length: usize) -> Option<&Outcome> {
        let mut all = self.0.iter();
        let found = all.find(|(name, count, _)| *name == key && *count == length)?;
        Some(&found.2)
    }

    fn table(&self, length: usize) -> Table {
        let mut table = Table::new(COLUMNS);
        for contestant in CONTESTANTS {
            let Some(outcome) = self.of(contestant.key, length) else {
                table.add([contestant.name.to_owned(), "not tried".to_owned()]);
                continue;
            };
            let Outcome {
                first,
                answered,
                added,
                typed,
                nodes,
                heap,
            } = outcome;
            table.add([
                contestant.name.to_owned(),
                median(first),
                median(added),
                longest(added),
                median(typed),
                longest(typed),
                nodes.to_string(),
                format!("{:.1} MB", *heap as f64 / 1e6),
            ]);
            if !answered.is_empty() {
                let name = format!("{}, from the server's answer", contestant.name);
                table.add([name, median(answered)]);
            }
        }
        table
    }

    /// How many times as much the most takes as the least.
    fn ratios(&self) -> Table {
        let mut table = Table::new(RATIOS);
        for contestant in CONTESTANTS {
            let [few, _, many] = LENGTHS.map(|length| self.of(contestant.key, length));
            let (Some(few), Some(many)) = (few, many) else {
                table.add([contestant.name.to_owned(), "not tried".to_owned()]);
                continue;
            };
            let times = |of: fn(&Outcome) -> f64| format!("{:.2}", of(many) / of(few));
            table.add([
                contestant.name.to_owned(),
                times(|outcome| middle(&outcome.first)),
                times(|outcome| middle(&outcome.added)),
                times(|outcome| middle(&outcome.typed)),
                times(|outcome| outcome.heap as f64),
            ]);
        }
        table
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for length in LENGTHS {
            writeln!(formatter, "{length} messages:\n\n{}", self.table(length))?;
        }
        self.ratios().fmt(formatter)
    }
}

fn median(all: &[Duration]) -> String {
    Spread::of(all).map_or_else(String::new, |spread| millis(spread.median))
}

fn longest(all: &[Duration]) -> String {
    Spread::of(all).map_or_else(String::new, |spread| millis(spread.max))
}

fn middle(all: &[Duration]) -> f64 {
    Spread::of(all).map_or(f64::NAN, |spread| spread.median.as_secs_f64())
}

fn millis(wait: Duration) -> String {
    format!("{:.0} ms", wait.as_secs_f64() * 1000.0)
}
