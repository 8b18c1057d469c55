//! How fast things happen: so many a second of all visitors together, however many they are.

use std::time::Duration;

use crate::dice::Dice;

/// Chats that begin, or end, in a second.
const COMERS: usize = 100;

/// Messages that are sent in a second.
const MESSAGES: usize = 150;

/// The least that a visitor thinks about a message, on average.
const SHORTEST_THOUGHT: Duration = Duration::from_secs(1);

/// The pace of a crowd.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// How long it takes until all have come.
    pub(crate) arrival: Duration,
    /// How long a visitor thinks about a message at most; half of it on average.
    thought: Duration,
}

impl Pace {
    pub(crate) fn of(chats: usize) -> Self {
        let thought = rated(chats, MESSAGES).max(SHORTEST_THOUGHT);
        Self {
            arrival: rated(chats, COMERS),
            thought: thought * 2,
        }
    }

    /// When that visitor comes, counted from the beginning.
    pub(crate) fn comes(visitor: usize) -> Duration {
        rated(visitor, COMERS)
    }

    /// How long a visitor thinks before the next message.
    pub(crate) fn thinks(self, dice: &mut Dice) -> Duration {
        dice.below(self.thought)
    }

    /// How long a visitor lingers when all are to go.
    pub(crate) fn lingers(self, dice: &mut Dice) -> Duration {
        dice.below(self.arrival)
    }
}

/// How long so many take at so many a second.
fn rated(count: usize, rate: usize) -> Duration {
    let millis = count.saturating_mul(1000) / rate;
    Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_visitors_make_as_many_messages_a_second_as_few() {
        let mut dice = Dice::of(1, 1);
        for (chats, mean) in [(5000, 33.3), (1500, 10.0), (20, 1.0)] {
            let pace = Pace::of(chats);
            let thoughts: Duration = (0..4000).map(|_| pace.thinks(&mut dice)).sum();
            let measured = thoughts.as_secs_f64() / 4000.0;
            assert!((measured / mean - 1.0).abs() < 0.05, "{chats}: {measured}");
        }
    }

    #[test]
    fn visitors_come_one_after_the_other() {
        assert_eq!(Pace::comes(0), Duration::ZERO);
        assert_eq!(Pace::comes(250), Duration::from_millis(2500));
        assert_eq!(Pace::of(5000).arrival, Duration::from_secs(50));
    }
}
