//! What is going to happen in a chat, and when.

use super::step::Step;
use crate::now::Now;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Steps in the order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan(VecDeque<(Now, Step)>);

impl Plan {
    /// Adds a step, behind whatever is planned for a later moment.
    pub(super) fn add(&mut self, at: Now, step: Step) {
        self.0.push_back((self.free(at), step));
    }

    /// The first moment from `now` on at which nothing else is planned.
    pub(super) fn free(&self, now: Now) -> Now {
        self.0.back().map_or(now, |(last, _)| now.max(*last))
    }

    /// When the first step is due.
    pub(super) fn due(&self) -> Option<Now> {
        self.0.front().map(|(due, _)| *due)
    }

    /// The first step, if it is due.
    pub(super) fn take(&mut self, now: Now) -> Option<Step> {
        self.due().filter(|due| *due <= now)?;
        self.0.pop_front().map(|(_, step)| step)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
