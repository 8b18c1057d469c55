//! A chat's life, made up by dice or read from a line.

use std::fmt;
use std::str::FromStr;

use causerie_tests::{Dice, Way};

use crate::deed::Deed;

/// The longest pause between two deeds, in milliseconds; most are shorter.
const PAUSE: u64 = 9_000;

/// A life: what happens, and after what pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Story {
    pub(crate) way: Way,
    /// Of the dice that decide how long each packet takes.
    pub(crate) seed: u64,
    pub(crate) steps: Vec<Step>,
}

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// After so many milliseconds.
    pub(crate) after: u64,
    pub(crate) deed: Deed,
    pub(crate) number: u64,
}

/// What a story cannot be read for.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum Unreadable {
    #[error("a story begins with a way and a seed, as in `gms-v1 7 | …`; this one with `{0}`")]
    Head(String),
    #[error("a step is a pause, a word and a number, as in `1200 says 3`; not `{0}`")]
    Step(String),
}

impl Story {
    /// The life of the chat of that number in a run.
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        let mut dice = Dice::of(seed);
        let mut dice = Dice::of(dice.roll() ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93));
        let ways = Way::ALL.len() as u64;
        let way = Way::ALL.into_iter().cycle().nth(dice.below(ways) as usize);
        let length = 4 + dice.below(28);
        let mut steps: Vec<Step> = (0..length).map(|_| Step::any(&mut dice)).collect();
        // Most chats begin in peace.
        let opens = match dice.below(5) {
            0 => dice.below(5),
            _ => 0,
        };
        let opens = steps.len().min(opens as usize);
        steps.insert(
            opens,
            Step {
                after: 0,
                deed: Deed::Opens,
                number: dice.below(6),
            },
        );
        // Some are served by agents with an account.
        if dice.below(3) == 0 {
            let signs_on = Step {
                after: 0,
                deed: Deed::SignsOn,
                number: 0,
            };
            steps.insert(0, signs_on);
        }
        if let Some(end) = any_end(&mut dice) {
            steps.push(Step {
                after: dice.below(PAUSE),
                deed: end,
                number: 0,
            });
        }
        Self {
            way: way.unwrap_or(Way::GmsV1),
            seed: dice.roll(),
            steps,
        }
    }
}

/// Half of all chats are still going on in the end.
const fn any_end(dice: &mut Dice) -> Option<Deed> {
    match dice.below(20) {
        0..=4 => Some(Deed::Leaves),
        5..=8 => Some(Deed::Dismisses),
        9 => Some(Deed::Restarts),
        _ => None,
    }
}

impl Step {
    fn any(dice: &mut Dice) -> Self {
        let all = Deed::ALL.iter().map(|(deed, _)| deed.weight());
        let mut lot = dice.below(all.sum());
        let chosen = Deed::ALL.iter().find(|(deed, _)| {
            let hit = lot < deed.weight();
            lot = lot.saturating_sub(deed.weight());
            hit
        });
        let after = match dice.below(3) {
            0 => dice.below(50),
            1 => dice.below(1_500),
            _ => dice.below(PAUSE),
        };
        let deed = chosen.map_or(Deed::Says, |(deed, _)| *deed);
        let number = number(deed, dice);
        Self {
            after,
            deed,
            number,
        }
    }
}

const fn number(deed: Deed, dice: &mut Dice) -> u64 {
    match deed {
        Deed::Slows => dice.below(3_000),
        Deed::Delays => 1 + dice.below(4_000),
        Deed::IsCut
        | Deed::GoesOffline
        | Deed::Sleeps
        | Deed::FreezesTabs
        | Deed::SetsTabsAside
        | Deed::Hides
        | Deed::IsCached
        | Deed::HoldsPolls => 1 + dice.below(45_000),
        Deed::IsThrottled => 1 + dice.below(240_000),
        Deed::JumpsClock => dice.below(7_200_000),
        Deed::LeapsClock => dice.below(86_400_000),
        _ => dice.below(8),
    }
}

impl fmt::Display for Story {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.way.name(), self.seed)?;
        for step in &self.steps {
            let Step {
                after,
                deed,
                number,
            } = step;
            write!(formatter, " | {after} {} {number}", deed.word())?;
        }
        Ok(())
    }
}

impl FromStr for Story {
    type Err = Unreadable;

    fn from_str(line: &str) -> Result<Self, Unreadable> {
        let mut parts = line.split('|').map(str::trim);
        let head = parts.next().unwrap_or_default();
        let (way, seed) = head_of(head).ok_or_else(|| Unreadable::Head(head.to_owned()))?;
        let steps =
            parts.map(|part| step_of(part).ok_or_else(|| Unreadable::Step(part.to_owned())));
        Ok(Self {
            way,
            seed,
            steps: steps.collect::<Result<_, _>>()?,
        })
    }
}

fn head_of(text: &str) -> Option<(Way, u64)> {
    let (way, seed) = text.split_once(' ')?;
    Some((Way::named(way)?, seed.trim().parse().ok()?))
}

fn step_of(text: &str) -> Option<Step> {
    let mut words = text.split_whitespace();
    let step = Step {
        after: words.next()?.parse().ok()?,
        deed: Deed::named(words.next()?)?,
        number: words.next()?.parse().ok()?,
    };
    words.next().is_none().then_some(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_read_as_it_was_written() {
        for number in 0..200 {
            let story = Story::of(3, number);
            assert_eq!(story.to_string().parse(), Ok(story));
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let read = |line: &str| line.parse::<Story>().unwrap_err();
        assert_eq!(read("gms-v3 1"), Unreadable::Head("gms-v3 1".to_owned()));
        let step = Unreadable::Step("5 dances 1".to_owned());
        assert_eq!(read("gms-v1 1 | 5 dances 1"), step);
        assert!("gws 1 | 5 says".parse::<Story>().is_err());
        assert!("gws 1 | 5 says 1 2".parse::<Story>().is_err());
    }

    #[test]
    fn all_that_can_happen_happens_over_every_way() {
        let stories: Vec<_> = (0..3_000).map(|number| Story::of(1, number)).collect();
        for way in Way::ALL {
            for (deed, word) in Deed::ALL {
                let mut theirs = stories.iter().filter(|story| story.way == way);
                let happens = theirs.any(|story| story.steps.iter().any(|step| step.deed == deed));
                assert!(happens, "{word} over {way:?}");
            }
        }
    }
}
