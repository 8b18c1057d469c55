//! When the agents act.

use super::bounds::{Between, Count, Wait};
use crate::dice::Dice;
use serde::Deserialize;
use std::time::Duration;

/// An hour.
const LONGEST: u64 = 3_600_000;

/// The table `[pace]`; all times in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a table")]
pub(crate) struct Pace {
    joins_after: Between<LONGEST>,
    answers_after: Between<LONGEST>,
    pauses: Between<LONGEST>,
    acts_after: Between<LONGEST>,
    typing: bool,
    typing_per_character: Wait<0, 10_000>,
    typing_takes: Between<LONGEST>,
    answers_early: bool,
    most_planned: Count<1, 1000>,
}

impl Pace {
    /// From the start of the chat until the first agent joins.
    pub(crate) fn joining(&self, dice: &mut Dice) -> Duration {
        dice.duration(&self.joins_after.0)
    }

    /// From a message until its answer may begin.
    pub(crate) fn answering(&self, dice: &mut Dice) -> Duration {
        dice.duration(&self.answers_after.0)
    }

    /// Before each sentence.
    pub(crate) fn pausing(&self, dice: &mut Dice) -> Duration {
        dice.duration(&self.pauses.0)
    }

    /// From the last word until what follows it.
    pub(crate) fn acting(&self, dice: &mut Dice) -> Duration {
        dice.duration(&self.acts_after.0)
    }

    /// How long it takes to type this.
    pub(crate) fn typing(&self, text: &str) -> Duration {
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let (shortest, longest) = (self.typing_takes.0.start(), self.typing_takes.0.end());
        let typing = self.typing_per_character.0.saturating_mul(length);
        typing.clamp(*shortest, *longest)
    }

    /// Whether typing is seen.
    pub(crate) fn shows_typing(&self) -> bool {
        self.typing
    }

    /// Whether what is said before the first agent joins is answered after the greeting.
    pub(crate) fn answers_early(&self) -> bool {
        self.answers_early
    }

    /// With so many steps to come, messages are passed over.
    pub(crate) fn most_planned(&self) -> usize {
        self.most_planned.0
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            joins_after: Between::millis(1000, 3000),
            answers_after: Between::millis(0, 0),
            pauses: Between::millis(400, 1000),
            acts_after: Between::millis(1000, 1500),
            typing: true,
            typing_per_character: Wait(Duration::from_millis(40)),
            typing_takes: Between::millis(800, 5000),
            answers_early: true,
            most_planned: Count(12),
        }
    }
}
