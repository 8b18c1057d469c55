//! Many stories at once, on all processors.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::deed::Deed;
use crate::story::Story;
use crate::trial::try_out;
use crate::verdict::Violation;

/// After so many violations nobody wants to see more.
const ENOUGH: usize = 5;

/// What a run comes to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) chats: u64,
    /// How often each deed was done.
    pub(crate) deeds: BTreeMap<Deed, u64>,
    pub(crate) violations: Vec<(Story, Violation)>,
}

impl Tally {
    fn add(&mut self, story: Story, outcome: Result<Vec<Deed>, Violation>) {
        self.chats += 1;
        match outcome {
            Ok(deeds) => {
                for deed in deeds {
                    *self.deeds.entry(deed).or_default() += 1;
                }
            }
            Err(violation) => self.violations.push((story, violation)),
        }
    }

    fn join(&mut self, other: Self) {
        self.chats += other.chats;
        for (deed, count) in other.deeds {
            *self.deeds.entry(deed).or_default() += count;
        }
        self.violations.extend(other.violations);
    }
}

/// Plays so many stories of that seed.
pub(crate) fn run(chats: u64, seed: u64) -> Tally {
    let (next, whole) = (AtomicU64::new(0), Mutex::new(Tally::default()));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut own = Tally::default();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= chats || own.violations.len() >= ENOUGH {
                        break;
                    }
                    let story = Story::of(seed, number);
                    let outcome = try_out(&story);
                    own.add(story, outcome);
                }
                if let Ok(mut whole) = whole.lock() {
                    whole.join(own);
                }
            });
        }
    });
    whole.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chat_of_a_run_is_played_once() {
        let tally = run(20, 1);
        assert_eq!((tally.chats, tally.violations.len()), (20, 0));
        assert_eq!(tally.deeds.get(&Deed::Opens), Some(&20));
    }
}
