//! `cargo xtask simulate`: lives of chats, made up by dice, over a network that does its worst.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::Error;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// What to play; the simulator knows the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Simulation {
    /// So many chats of a seed; without one, of a seed that nobody has seen.
    Many { chats: u64, seed: Option<u64> },
    /// One story, as a violation told it.
    Story(String),
}

impl Default for Simulation {
    fn default() -> Self {
        Self::Many {
            chats: 5_000,
            seed: None,
        }
    }
}

/// Builds the simulator, optimized where it matters, and lets it play.
pub(crate) fn run(workspace: &Workspace, simulation: &Simulation) -> Result<(), Error> {
    let mut simulator = workspace.cargo();
    simulator.args(["run", "--quiet", "--package", "causerie-simulate"]);
    simulator.args(["--profile", "simulation", "--"]);
    match simulation {
        Simulation::Many { chats, seed } => {
            let seed = seed.unwrap_or_else(any_seed);
            say(format!("simulating {chats} chats of seed {seed}"));
            simulator.args(["--chats", &chats.to_string(), "--seed", &seed.to_string()]);
        }
        Simulation::Story(story) => {
            simulator.args(["--story", story]);
        }
    }
    process::run(&mut simulator)
}

fn any_seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(1, |now| now.as_secs())
}
