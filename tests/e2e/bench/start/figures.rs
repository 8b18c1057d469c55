//! What all visits came to.

use std::collections::HashMap;
use std::time::Duration;

use causerie_e2e::{Spread, Table};

use super::beginning::Beginning;
use super::contestant::Contestant;
use super::network::Network;
use super::visit::Outcome;

const COLUMNS: [&str; 9] = [
    "",
    "bytes before the click",
    "bytes until one can write",
    "from the click, local",
    "slow 4G",
    "pointer first, local",
    "slow 4G",
    "open from the start, local",
    "slow 4G",
];

/// The visits of one contestant.
#[derive(Debug, Default)]
pub(super) struct Figures(HashMap<(Beginning, Network), Vec<Outcome>>);

impl Figures {
    pub(super) fn add(&mut self, network: Network, beginning: Beginning, outcome: Outcome) {
        self.0
            .entry((beginning, network))
            .or_default()
            .push(outcome);
    }

    fn wait(&self, beginning: Beginning, network: Network) -> String {
        let outcomes = self.0.get(&(beginning, network)).into_iter().flatten();
        let waits: Vec<Duration> = outcomes.map(|outcome| outcome.wait).collect();
        let spread = Spread::of(&waits);
        spread.map_or_else(String::new, |spread| {
            format!("{} ms", spread.median.as_millis())
        })
    }

    /// The most that visits with a click took.
    fn bytes(&self, of: impl Fn(&Outcome) -> u64) -> String {
        let outcomes = self.0.get(&(Beginning::Click, Network::Local));
        let most = outcomes.into_iter().flatten().map(of).max();
        most.map_or_else(String::new, thousands)
    }
}

/// Medians, as they can stand in a document.
pub(super) fn table(measured: &[(Contestant, Figures)]) -> Table {
    let mut table = Table::new(COLUMNS);
    for (contestant, figures) in measured {
        let mut row = vec![
            contestant.name.to_owned(),
            figures.bytes(|outcome| outcome.before),
            figures.bytes(|outcome| outcome.bytes),
        ];
        for beginning in Beginning::ALL {
            for network in Network::ALL {
                row.push(figures.wait(beginning, network));
            }
        }
        table.add(row);
    }
    table
}

/// `12,345`.
fn thousands(number: u64) -> String {
    match number / 1000 {
        0 => number.to_string(),
        more => format!("{},{:03}", thousands(more), number % 1000),
    }
}
