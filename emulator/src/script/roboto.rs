//! The agent and the system participant of the sample GWS emulator.

use super::plan::Plan;
use super::step::Step;
use crate::dice::Dice;
use crate::now::Now;
use crate::settings::Pace;
use std::ops::RangeInclusive;
use std::time::Duration;

/// The agent's nickname, as recorded.
const AGENT: &str = "Roboto";
/// A clock must not strike without end in one moment.
const SHORTEST_ROUND: Duration = Duration::from_secs(1);

/// What the two are about to do in one chat.
#[derive(Debug, Clone)]
pub(crate) struct Roboto {
    plan: Plan,
    dice: Dice,
    answers_after: RangeInclusive<Duration>,
    joins: Now,
    round: Duration,
    strikes: Now,
}

impl Roboto {
    pub(super) fn begin(now: Now, pace: &Pace, mut dice: Dice) -> Self {
        let joins = now.after(dice.duration(&pace.joins_after));
        let round = pace.clock_every.max(SHORTEST_ROUND);
        let mut plan = Plan::default();
        plan.add(now, Step::Enter);
        plan.add(joins, Step::Join(AGENT));
        Self {
            plan,
            dice,
            answers_after: pace.answers_after.clone(),
            joins,
            round,
            strikes: now.after(round),
        }
    }

    /// Each message is answered, but none that came before the agent.
    pub(super) fn hear(&mut self, text: &str, now: Now) {
        if now >= self.joins {
            let answered = now.after(self.dice.duration(&self.answers_after));
            self.plan.add(answered, Step::Say(AGENT, answer(text)));
        }
    }

    pub(super) fn next_deadline(&self) -> Now {
        let planned = self.plan.due();
        planned.map_or(self.strikes, |due| due.min(self.strikes))
    }

    /// The step that is due, if one is.
    pub(super) fn take(&mut self, now: Now) -> Option<Step> {
        if let Some(step) = self.plan.take(now) {
            return Some(step);
        }
        if now < self.strikes {
            return None;
        }
        let time = format!("Current Time: {}", self.strikes.utc());
        self.strikes = self.strikes.after(self.round);
        Some(Step::System(time))
    }
}

/// "A non-scientific method of evaluating the last character".
fn answer(text: &str) -> String {
    match text.chars().next_back() {
        Some('!') => "Neat.".to_owned(),
        Some('?') => "Good question...".to_owned(),
        Some('.') => "Ok.".to_owned(),
        _ => format!("{text} to you too!"),
    }
}
