//! One fault, as it is kept.

use super::fault::Fault;
use crate::now::Now;
use crate::ticket::Ticket;
use std::collections::BTreeSet;
use std::fmt;

/// Which fault of an emulator; they are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaultId(pub u32);

impl fmt::Display for FaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A fault, and what it has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFault {
    id: FaultId,
    fault: Fault,
    /// When it is over, whatever it has done.
    pub(super) ends: Option<Now>,
    is_over: bool,
    passed: u32,
    applied: u32,
    /// The connects that it holds, or has held.
    pub(super) polls: BTreeSet<Ticket>,
}

impl ListedFault {
    pub(super) fn new(id: FaultId, fault: Fault, now: Now) -> Self {
        Self {
            id,
            ends: fault.lasts.map(|lasts| now.after(lasts)),
            fault,
            is_over: false,
            passed: 0,
            applied: 0,
            polls: BTreeSet::new(),
        }
    }

    /// Its id.
    pub fn id(&self) -> FaultId {
        self.id
    }

    /// What was asked for.
    pub fn fault(&self) -> &Fault {
        &self.fault
    }

    /// How often it was applied so far.
    pub fn applied(&self) -> u32 {
        self.applied
    }

    /// Whether it may be applied once more: it is neither used up nor over.
    pub fn is_active(&self) -> bool {
        !self.is_over && self.fault.times.is_none_or(|times| self.applied < times)
    }

    /// Whether it will be applied at the next occasion.
    pub(super) fn is_next(&self) -> bool {
        self.is_active() && self.passed >= self.fault.skip
    }

    /// There is an occasion; whether it is applied.
    pub(super) fn strikes(&mut self) -> bool {
        if !self.is_active() {
            return false;
        }
        if self.passed < self.fault.skip {
            self.passed += 1;
            return false;
        }
        self.applied = self.applied.saturating_add(1);
        true
    }

    pub(super) fn end(&mut self) {
        self.is_over = true;
    }

    /// Whether nothing would change if it were gone.
    pub(super) fn is_spent(&self) -> bool {
        self.is_over || (!self.is_active() && self.polls.is_empty())
    }
}
