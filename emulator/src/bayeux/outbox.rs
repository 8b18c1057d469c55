//! The messages that wait for one client, and those it has not acknowledged.

use serde_json::Value;
use std::collections::VecDeque;

/// A queue whose front, with the ack extension, stays until it is acknowledged.
#[derive(Debug, Clone, Default)]
pub(super) struct Outbox {
    /// Whether the ack extension was agreed on.
    keeps: bool,
    /// The number of the last batch that went out.
    batch: u64,
    messages: VecDeque<Queued>,
}

#[derive(Debug, Clone)]
struct Queued {
    message: Value,
    /// The batch it went out with; none while it waits.
    batch: Option<u64>,
}

impl Outbox {
    pub(super) fn new(keeps: bool) -> Self {
        Self {
            keeps,
            ..Self::default()
        }
    }

    /// Whether the ack extension was agreed on.
    pub(super) fn keeps(&self) -> bool {
        self.keeps
    }

    pub(super) fn push(&mut self, message: Value) {
        self.messages.push_back(Queued {
            message,
            batch: None,
        });
    }

    /// Forgets what has arrived; the rest of what went out waits again, before what is newer.
    pub(super) fn acknowledge(&mut self, batch: u64) {
        self.messages
            .retain(|queued| queued.batch.is_none_or(|sent| sent > batch));
        for queued in &mut self.messages {
            queued.batch = None;
        }
    }

    /// Everything that waits, as one batch; a batch of nothing takes no number.
    pub(super) fn deliver(&mut self) -> Vec<Value> {
        if self.is_idle() {
            return Vec::new();
        }
        self.batch = self.batch.saturating_add(1);
        let waiting = self.messages.iter_mut();
        let waiting = waiting.filter(|queued| queued.batch.is_none());
        let batch = waiting
            .map(|queued| {
                queued.batch = Some(self.batch);
                queued.message.clone()
            })
            .collect();
        if !self.keeps {
            self.messages.clear();
        }
        batch
    }

    /// The number for `ext.ack`, where that was agreed on.
    pub(super) fn batch(&self) -> Option<u64> {
        self.keeps.then_some(self.batch)
    }

    /// Whether nothing waits.
    pub(super) fn is_idle(&self) -> bool {
        self.messages.iter().all(|queued| queued.batch.is_some())
    }

    /// How much is kept, waiting or unacknowledged.
    pub(super) fn len(&self) -> usize {
        self.messages.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(keeps: bool, messages: &[&str]) -> Outbox {
        let mut outbox = Outbox::new(keeps);
        for message in messages {
            outbox.push((*message).into());
        }
        outbox
    }

    #[test]
    fn a_batch_stays_until_it_is_acknowledged() {
        let mut outbox = with(true, &["a", "b"]);
        assert_eq!(outbox.deliver(), ["a", "b"]);
        assert!(outbox.is_idle());
        outbox.push("c".into());
        outbox.acknowledge(0);
        assert_eq!(outbox.deliver(), ["a", "b", "c"]);
        outbox.acknowledge(2);
        assert_eq!(outbox.len(), 0);
    }

    #[test]
    fn an_old_acknowledgement_keeps_newer_batches() {
        let mut outbox = with(true, &["a"]);
        outbox.deliver();
        outbox.push("b".into());
        outbox.deliver();
        assert_eq!(outbox.batch(), Some(2));
        outbox.acknowledge(1);
        assert_eq!(outbox.deliver(), ["b"]);
        assert_eq!(outbox.batch(), Some(3));
    }

    #[test]
    fn without_the_extension_nothing_is_kept_or_numbered() {
        let mut outbox = with(false, &["a"]);
        assert_eq!(outbox.deliver(), ["a"]);
        assert_eq!((outbox.len(), outbox.batch()), (0, None));
    }

    #[test]
    fn an_empty_batch_takes_no_number() {
        let mut outbox = with(true, &[]);
        assert!(outbox.deliver().is_empty());
        assert_eq!(outbox.batch(), Some(0));
    }
}
