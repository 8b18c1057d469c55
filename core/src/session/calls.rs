//! Requests under way: at most one in each lane.

use crate::http::RequestId;
use crate::protocol::Command;
use crate::time::Monotonic;

/// Requests in different lanes do not wait for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    Aside,
    End,
    Open,
    Refresh,
    Send,
    Typing,
}

/// A request, or what the feed sees to in place of one.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) id: RequestId,
    pub(super) lane: Lane,
    pub(super) command: Command,
    /// When to give up waiting for the answer.
    pub(super) until: Monotonic,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Calls {
    open: Vec<Call>,
    made: u64,
}

impl Calls {
    pub(super) fn add(&mut self, lane: Lane, command: Command, until: Monotonic) -> RequestId {
        let id = self.new_id();
        self.open.push(Call {
            id,
            lane,
            command,
            until,
        });
        id
    }

    pub(super) const fn new_id(&mut self) -> RequestId {
        self.made += 1;
        RequestId(self.made)
    }

    pub(super) fn busy(&self, lane: Lane) -> bool {
        self.open.iter().any(|call| call.lane == lane)
    }

    pub(super) const fn none(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn take(&mut self, id: RequestId) -> Option<Call> {
        let place = self.open.iter().position(|call| call.id == id)?;
        Some(self.open.remove(place))
    }

    pub(super) fn take_lane(&mut self, lane: Lane) -> Option<Call> {
        let place = self.open.iter().position(|call| call.lane == lane)?;
        Some(self.open.remove(place))
    }

    /// The call that is under way alone, as one that the feed sees to is.
    pub(super) fn take_only(&mut self) -> Option<Call> {
        self.open.pop()
    }

    pub(super) fn take_all(&mut self) -> Vec<Call> {
        std::mem::take(&mut self.open)
    }

    /// One call whose answer is overdue.
    pub(super) fn overdue(&self, now: Monotonic) -> Option<RequestId> {
        self.open
            .iter()
            .find(|call| call.until <= now)
            .map(|call| call.id)
    }

    pub(super) fn next(&self) -> Option<Monotonic> {
        self.open.iter().map(|call| call.until).min()
    }
}
