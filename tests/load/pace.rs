//! How fast things happen: so many a second of all visitors together, however many they are.

use std::time::Duration;

use crate::dice::Dice;

/// Chats that begin, or end, in a second.
const COMERS: usize = 100;

/// Messages that are sent in a second.
const MESSAGES: usize = 150;

/// The least time for a message: the agent has to answer, too.
const SHORTEST: Duration = Duration::from_secs(1);

/// The pace of a crowd.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// How long it takes until all have come.
    pub(crate) arrival: Duration,
    /// How long a visitor has for each message.
    message: Duration,
}

impl Pace {
    pub(crate) fn of(chats: usize) -> Self {
        Self {
            arrival: rated(chats, COMERS),
            message: rated(chats, MESSAGES).max(SHORTEST),
        }
    }

    /// When that visitor comes, counted from the beginning.
    pub(crate) fn comes(visitor: usize) -> Duration {
        rated(visitor, COMERS)
    }

    /// When a visitor says each of so many messages, in order.
    pub(crate) fn speaks(self, messages: usize, dice: &mut Dice) -> Vec<Duration> {
        let count = u32::try_from(messages).unwrap_or(u32::MAX);
        let all = self.message.saturating_mul(count);
        let mut moments: Vec<_> = (0..messages).map(|_| dice.below(all)).collect();
        moments.sort_unstable();
        moments
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
        for (chats, each) in [(5000, 33.3), (1500, 10.0), (20, 1.0)] {
            let pace = Pace::of(chats);
            let moments = pace.speaks(3000, &mut dice);
            assert!(moments.is_sorted() && moments.len() == 3000);
            let mean = moments.iter().sum::<Duration>().as_secs_f64() / 3000.0;
            assert!(
                (mean / (1500.0 * each) - 1.0).abs() < 0.05,
                "{chats}: {mean}"
            );
        }
    }

    #[test]
    fn visitors_come_one_after_the_other() {
        assert_eq!(Pace::comes(0), Duration::ZERO);
        assert_eq!(Pace::comes(250), Duration::from_millis(2500));
        assert_eq!(Pace::of(5000).arrival, Duration::from_secs(50));
    }
}
