//! Every fault that is kept.

use super::fate::Fate;
use super::fault::Fault;
use super::kind::FaultKind;
use super::listed::{FaultId, ListedFault};
use super::names;
use super::refusal::FaultError;
use crate::chat::Chat;
use crate::dice::Dice;
use crate::now::Now;
use crate::ticket::Ticket;
use std::collections::BTreeMap;

/// So many are kept, those that are over included. Ours.
const LIMIT: usize = 100;

/// The faults in the order in which they were added, and what they have in store.
#[derive(Debug)]
pub(crate) struct Faults {
    listed: BTreeMap<FaultId, ListedFault>,
    last: u32,
    /// What is to happen to the replies of requests that are held.
    fates: BTreeMap<Ticket, Fate>,
    /// Of its own, so that faults change nothing in what others roll.
    pub(super) dice: Dice,
    /// Whether agents could be had before they could not.
    pub(super) agents_were_available: bool,
}

impl Faults {
    pub(crate) fn new(dice: Dice) -> Self {
        Self {
            listed: BTreeMap::new(),
            last: 0,
            fates: BTreeMap::new(),
            dice,
            agents_were_available: true,
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &ListedFault> {
        self.listed.values()
    }

    pub(super) fn get(&self, id: FaultId) -> Option<&ListedFault> {
        self.listed.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: FaultId) -> Option<&mut ListedFault> {
        self.listed.get_mut(&id)
    }

    /// The ids of the faults that may be applied and are such ones.
    pub(super) fn active(&self, is_it: impl Fn(&Fault) -> bool) -> Vec<FaultId> {
        let active = self.iter().filter(|one| one.is_active());
        let wanted = active.filter(|one| is_it(one.fault()));
        wanted.map(ListedFault::id).collect()
    }

    /// Keeps a fault; one that is spent makes room.
    pub(super) fn add(&mut self, fault: Fault, now: Now) -> Result<FaultId, FaultError> {
        if self.listed.len() >= LIMIT {
            let spent = self.iter().find(|one| one.is_spent()).map(ListedFault::id);
            let spent = spent.ok_or(FaultError::Full { limit: LIMIT })?;
            self.listed.remove(&spent);
        }
        self.last = self.last.saturating_add(1);
        let id = FaultId(self.last);
        self.listed.insert(id, ListedFault::new(id, fault, now));
        Ok(id)
    }

    pub(super) fn remove(&mut self, id: FaultId) -> Option<ListedFault> {
        self.listed.remove(&id)
    }

    /// When the next fault is over by itself.
    pub(crate) fn next_deadline(&self) -> Option<Now> {
        let ends = self.iter().filter(|one| !one.is_spent());
        ends.filter_map(|one| one.ends).min()
    }

    /// A fault whose time is over.
    pub(super) fn lapsed(&self, now: Now) -> Option<FaultId> {
        let is_due = |one: &&ListedFault| one.ends.is_some_and(|ends| ends <= now);
        let mut due = self.iter().filter(|one| !one.is_spent()).filter(is_due);
        due.next().map(ListedFault::id)
    }

    pub(super) fn ordain(&mut self, ticket: Ticket, fate: Fate) {
        if fate != Fate::default() {
            self.fates.insert(ticket, fate);
        }
    }

    pub(super) fn fate(&mut self, ticket: Ticket) -> Fate {
        self.fates.remove(&ticket).unwrap_or_default()
    }

    /// There is a connect that a fault may hold; whether it does.
    pub(super) fn take_poll(&mut self, id: FaultId, ticket: Ticket) -> bool {
        let one = self.listed.get_mut(&id);
        one.is_some_and(|one| one.strikes() && one.polls.insert(ticket))
    }

    /// Whether a fault holds the connect of this ticket.
    pub(super) fn is_held(&self, ticket: Ticket) -> bool {
        self.iter().any(|one| one.polls.contains(&ticket))
    }

    /// The ticket means nothing any more.
    pub(crate) fn forget(&mut self, ticket: Ticket) {
        self.fates.remove(&ticket);
        for one in self.listed.values_mut() {
            one.polls.remove(&ticket);
        }
    }

    /// Whether something is lost that a customer would have heard, of this chat if it is known.
    pub(crate) fn lose_push(&mut self, chat: Option<&Chat>) -> bool {
        let is_about = |one: &&mut ListedFault| {
            let fault = one.fault();
            let named = fault.scope.chat.as_deref();
            fault.kind == FaultKind::LosePush
                && named.is_none_or(|id| chat.is_some_and(|chat| names::is_called(chat, id)))
        };
        let mut fitting = self.listed.values_mut().filter(is_about);
        fitting.any(ListedFault::strikes)
    }
}
