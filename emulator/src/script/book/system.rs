//! The system participant.

use super::bounds::{Count, List, Wait};
use super::sentence::Sentence;
use serde::Deserialize;
use std::time::Duration;

/// A second: no clock strikes and no silence ends twice in one moment.
const SHORTEST: u64 = 1000;
/// A day.
const LONGEST: u64 = 86_400_000;

/// The table `[system]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a table")]
pub(crate) struct System {
    /// Whether it joins when the chat starts.
    pub(crate) joins: bool,
    /// What it says then.
    pub(crate) welcome: Option<Sentence>,
    pub(crate) clock: Option<Clock>,
    pub(crate) silence: Option<Silence>,
}

/// The table `[system.clock]`: something said again and again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(crate) struct Clock {
    every: Wait<SHORTEST, LONGEST>,
    pub(crate) says: Sentence,
}

/// The table `[system.silence]`: what is said when nobody has spoken for a while.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub(crate) struct Silence {
    after: Wait<SHORTEST, LONGEST>,
    times: Option<Count<1, 1000>>,
    says: List<Sentence, 1, 50>,
}

impl Clock {
    pub(crate) fn every(&self) -> Duration {
        self.every.0
    }
}

impl Silence {
    pub(crate) fn after(&self) -> Duration {
        self.after.0
    }

    /// How often it speaks up in one silence; each of its sentences once where nothing else is
    /// written.
    pub(crate) fn times(&self) -> usize {
        self.times.map_or(self.says.0.len(), |Count(times)| times)
    }

    /// What is said the next time.
    pub(crate) fn says(&self, turn: usize) -> Option<&Sentence> {
        let turn = turn.checked_rem(self.says.0.len())?;
        self.says.0.get(turn)
    }
}
