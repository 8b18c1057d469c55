//! Adding faults and taking them away.

use super::fault::Fault;
use super::kind::FaultKind;
use super::listed::{FaultId, ListedFault};
use super::refusal::FaultError;
use super::scope::Scope;
use crate::bayeux::{self, Bayeux};
use crate::chat::Chat;
use crate::dialect::Dialect;
use crate::emulator::Emulator;
use crate::http::Request;
use crate::id::{AgentId, ChatId, ClientId};
use crate::me;
use crate::now::Now;
use crate::ticket::{Ending, Ticket};
use std::collections::BTreeSet;

/// What became of a fault that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is kept under this id.
    Listed(FaultId),
    /// It has acted at once.
    Done {
        /// On so many polls, sessions, chats or agents.
        applied: usize,
    },
}

/// Faults on purpose.
impl Emulator {
    /// Adds a fault, or has it act at once. An error changes nothing.
    pub fn add_fault(&mut self, fault: Fault, now: Now) -> Result<Added, FaultError> {
        self.advance(now);
        fault.check()?;
        if let Some(id) = &fault.scope.chat
            && self.names(id).is_none()
        {
            let found = id.clone();
            return Err(FaultError::NoChat { found });
        }
        let added = if fault.kind.is_at_once() {
            let applied = self.act_at_once(&fault, now);
            Added::Done { applied }
        } else {
            let id = self.faults.add(fault, now)?;
            self.take_effect(id);
            Added::Listed(id)
        };
        self.advance(now);
        Ok(added)
    }

    /// Every fault that is kept, those that are over included, in the order in which they were
    /// added. Of those that are over, the oldest are forgotten when there are too many.
    pub fn faults(&self) -> impl Iterator<Item = &ListedFault> {
        self.faults.iter()
    }

    /// One fault by its id.
    pub fn fault(&self, id: FaultId) -> Option<&ListedFault> {
        self.faults.get(id)
    }

    /// Takes a fault away, and what it holds back with it; what it was and did.
    pub fn remove_fault(&mut self, id: FaultId, now: Now) -> Option<ListedFault> {
        self.advance(now);
        self.lift(id, now);
        let removed = self.faults.remove(id)?;
        self.advance(now);
        Some(removed)
    }

    /// Takes all faults away.
    pub fn remove_faults(&mut self, now: Now) -> Vec<ListedFault> {
        let ids: Vec<_> = self.faults().map(ListedFault::id).collect();
        let removed = ids.into_iter().filter_map(|id| self.remove_fault(id, now));
        removed.collect()
    }

    /// Ends the faults whose time is over.
    pub(crate) fn end_faults(&mut self, now: Now) {
        while let Some(id) = self.faults.lapsed(now) {
            self.lift(id, now);
        }
    }

    /// What a fault that is kept does to begin with.
    fn take_effect(&mut self, id: FaultId) {
        match self.faults.get(id).map(|one| one.fault().kind.clone()) {
            Some(FaultKind::HoldPolls) => self.hold_polls(id),
            Some(FaultKind::NoAgent) => self.send_agents_away(id),
            _ => {}
        }
    }

    fn hold_polls(&mut self, id: FaultId) {
        let Some(one) = self.faults.get(id) else {
            return;
        };
        for ticket in self.polls_in(&one.fault().scope) {
            if self.faults.take_poll(id, ticket) {
                self.bayeux.stall(ticket);
                self.switchboard.stall(ticket);
            }
        }
    }

    fn send_agents_away(&mut self, id: FaultId) {
        let others = self.faults.active(|fault| fault.kind == FaultKind::NoAgent);
        if others == [id] {
            self.faults.agents_were_available = self.settings.agent_available;
            self.settings_mut().agent_available = false;
        }
        if let Some(one) = self.faults.get_mut(id) {
            one.strikes();
        }
    }

    /// Ends a fault and what it holds back.
    fn lift(&mut self, id: FaultId, now: Now) {
        let Some(one) = self.faults.get_mut(id) else {
            return;
        };
        let absent = one.fault().kind == FaultKind::NoAgent && one.is_active();
        one.end();
        for ticket in std::mem::take(&mut one.polls) {
            self.let_go(ticket, now);
        }
        let still = self.faults.active(|fault| fault.kind == FaultKind::NoAgent);
        if absent && still.is_empty() {
            self.settings_mut().agent_available = self.faults.agents_were_available;
        }
    }

    /// A connect waits for news again, unless another fault holds it.
    fn let_go(&mut self, ticket: Ticket, now: Now) {
        if !self.faults.is_held(ticket) {
            self.bayeux.resume(ticket, now, &self.settings.cometd);
            let cometd = &self.settings.staff.cometd;
            self.switchboard.resume(ticket, now, cometd);
        }
    }

    fn act_at_once(&mut self, fault: &Fault, now: Now) -> usize {
        let scope = &fault.scope;
        match fault.kind {
            FaultKind::CutPolls => self.cut_polls(scope, now),
            FaultKind::ForgetSessions => self.forget_sessions(scope),
            FaultKind::RotateCredentials => self.rotate_credentials(scope),
            FaultKind::AgentGone => self.end_agent_sessions(scope, now),
            _ => 0,
        }
    }

    fn cut_polls(&mut self, scope: &Scope, now: Now) -> usize {
        let polls = self.polls_in(scope);
        for ticket in &polls {
            self.abandon(*ticket, now);
            self.departures.push(*ticket, Ending::Cut);
        }
        polls.len()
    }

    fn forget_sessions(&mut self, scope: &Scope) -> usize {
        let all = self.bayeux.clients().map(|(client, _)| client);
        let theirs = all.filter(|client| self.concerns(scope, &connect(bayeux::PATH, client)));
        let theirs: Vec<_> = theirs.cloned().collect();
        for client in &theirs {
            self.bayeux.forget(client, &self.settings.cometd);
        }
        theirs.len()
    }

    fn rotate_credentials(&mut self, scope: &Scope) -> usize {
        let has_them = |chat: &&Chat| matches!(chat.dialect(), Dialect::GmsV2 | Dialect::WebApi);
        let chats: Vec<ChatId> = match &scope.chat {
            Some(id) => self.chat_called(id).into_iter().collect(),
            None => self.chats(),
        }
        .into_iter()
        .filter(has_them)
        .map(|chat| chat.id().clone())
        .collect();
        for id in &chats {
            if let Some((chat, _)) = self.chat_mut(id) {
                chat.keyring.replace();
            }
        }
        chats.len()
    }

    fn end_agent_sessions(&mut self, scope: &Scope, now: Now) -> usize {
        let staff = self.settings.staff.agents.iter();
        let engaged = scope.chat.as_deref().map(|id| self.engaged_in(id));
        let concerned = |id: &AgentId| engaged.as_ref().is_none_or(|them| them.contains(id));
        let agents: Vec<_> = staff.map(|account| account.id()).collect();
        let agents = agents.into_iter().filter(concerned);
        let gone: Vec<_> = agents
            .filter(|id| self.end_agent_session(id, now))
            .collect();
        gone.len()
    }

    fn engaged_in(&self, id: &str) -> BTreeSet<AgentId> {
        let chat = self.chat_called(id);
        chat.map(|chat| chat.handling.engaged()).unwrap_or_default()
    }

    /// Whether there was anything to end.
    fn end_agent_session(&mut self, agent: &AgentId, now: Now) -> bool {
        let all = self.switchboard.clients();
        let theirs = all.filter(|(_, user)| *user == Some(agent.as_str()));
        let theirs: Vec<_> = theirs.map(|(client, _)| client.clone()).collect();
        let was_ready = self.roster.is_ready(agent);
        self.set_ready(agent, false, now);
        for client in &theirs {
            self.switchboard.forget(client, &self.settings.staff.cometd);
        }
        was_ready || !theirs.is_empty()
    }

    /// The held connects that something is for, customers' and agents'.
    fn polls_in(&self, scope: &Scope) -> Vec<Ticket> {
        let polls = |server: &Bayeux, path| {
            let polls = server.polls();
            let theirs = polls.filter(|(client, _)| self.concerns(scope, &connect(path, client)));
            theirs.map(|(_, ticket)| ticket).collect::<Vec<_>>()
        };
        let mut all = polls(&self.bayeux, bayeux::PATH);
        all.extend(polls(&self.switchboard, me::NOTIFICATIONS));
        all
    }
}

/// A connect of the client, as far as a scope sees it.
fn connect(path: &str, client: &ClientId) -> Request {
    Request::post(path, client.as_str())
}
