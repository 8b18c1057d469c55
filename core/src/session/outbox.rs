//! The visitor's messages on their way: in order, one at a time.

use crate::queue::Queue;
use crate::transcript::{Delivery, RowKey, Setback, Transcript};

/// How often a message is sent by itself when the contact centre asks to try again.
const TRIES: u32 = 3;

/// Keys of own rows that are not settled yet; the rows themselves are the
/// transcript's.
#[derive(Clone, Debug, Default)]
pub(super) struct Outbox {
    waiting: Queue<RowKey>,
    sending: Option<RowKey>,
    /// Sent, but the answer was lost.
    doubted: Vec<RowKey>,
    /// Those of the doubted that the transcript now being fetched decides.
    asked: Vec<RowKey>,
    /// How often in a row the contact centre asked to try again with the message
    /// that is doubted.
    tries: u32,
}

impl Outbox {
    pub(super) fn wait(&mut self, key: RowKey) {
        self.waiting.push(key);
    }

    pub(super) fn doubt(&mut self, key: RowKey) {
        self.doubted.push(key);
    }

    /// How many wait or are on their way.
    pub(super) fn open(&self) -> impl Iterator<Item = RowKey> {
        let left = self.sending.iter().chain(&self.doubted);
        self.waiting.iter().chain(left).copied()
    }

    /// Takes back what waits or is on its way; whether it was the one on its way.
    pub(super) fn cancel(&mut self, key: RowKey) -> bool {
        self.waiting.retain(|other| *other != key);
        self.sending.take_if(|sending| *sending == key).is_some()
    }

    /// Whether a message waits and none before it is unsettled.
    pub(super) fn is_ready(&self) -> bool {
        self.sending.is_none() && self.doubted.is_empty() && !self.waiting.is_empty()
    }

    /// Takes the next message.
    pub(super) fn next(&mut self, transcript: &mut Transcript) -> Option<RowKey> {
        self.sending = self.waiting.pop();
        let key = self.sending?;
        transcript.deliver(key, Delivery::Sending);
        Some(key)
    }

    /// The message that was on its way has come as far as `delivery`.
    pub(super) fn settle(
        &mut self,
        delivery: Delivery,
        transcript: &mut Transcript,
    ) -> Option<RowKey> {
        let key = self.sending.take()?;
        match delivery {
            Delivery::Waiting => self.waiting.push_first(key),
            Delivery::Uncertain => self.doubted.push(key),
            Delivery::Failed(_) | Delivery::Sending | Delivery::Sent => self.tries = 0,
        }
        transcript.deliver(key, delivery);
        Some(key)
    }

    /// Whether the message that is doubted now may be sent again by itself, if the
    /// transcript shows that it did not arrive.
    pub(super) const fn may_try_again(&mut self, may: bool) {
        self.tries = if may { self.tries + 1 } else { 0 };
    }

    /// The transcript is asked for now, so it must hold every message that was
    /// doubted before.
    pub(super) fn ask(&mut self) {
        self.asked.clone_from(&self.doubted);
    }

    /// Whether anything is doubted.
    pub(super) fn doubts(&self) -> bool {
        !self.doubted.is_empty()
    }

    /// Whether the transcript is asked for doubted messages.
    pub(super) fn asks(&self) -> bool {
        !self.asked.is_empty()
    }

    /// The transcript has come: what is not in it has not arrived.
    pub(super) fn decide(&mut self, transcript: &mut Transcript) {
        for key in std::mem::take(&mut self.asked) {
            if self.doubted.contains(&key) {
                self.doubted.retain(|other| *other != key);
                if (1..TRIES).contains(&self.tries) {
                    transcript.deliver(key, Delivery::Waiting);
                    self.waiting.push_first(key);
                } else {
                    transcript.deliver(key, Delivery::Failed(Setback::Lost));
                }
            }
        }
    }

    /// Takes out the doubted messages whose echo has been seen; one that waited here was sent
    /// by another page.
    pub(super) fn take_found(&mut self, transcript: &Transcript) -> Vec<RowKey> {
        let missing_yet = |key: &RowKey| {
            transcript
                .own(*key)
                .is_some_and(|row| row.position.is_none())
        };
        let (missing, found) = self.doubted.drain(..).partition(missing_yet);
        self.doubted = missing;
        self.waiting.retain(missing_yet);
        found
    }

    /// Gives up everything: the chat is over, and nobody can be asked what has arrived; not even
    /// of what others may have sent, if the chat is `unheard` of since.
    pub(super) fn give_up(self, unheard: bool, transcript: &mut Transcript) {
        for key in self.doubted.into_iter().chain(self.sending) {
            transcript.deliver(key, Delivery::Failed(Setback::Unknown));
        }
        for key in self.waiting {
            let setback = match unheard && transcript.is_shared(key) {
                true => Setback::Unknown,
                false => Setback::ChatEnded,
            };
            transcript.deliver(key, Delivery::Failed(setback));
        }
    }
}
