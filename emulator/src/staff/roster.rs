//! Who works, and on what.

use super::account::{AgentAccount, StaffSettings};
use crate::id::{AgentId, ChatId};
use crate::now::Now;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The agents who have ever signed in or been offered a chat.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Roster(BTreeMap<AgentId, Agent>);

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Agent {
    ready: bool,
    /// When they last became ready, or had a chat less.
    idle_since: Now,
    /// Chats that are offered to them or in which they are.
    #[serde(skip)]
    chats: BTreeSet<ChatId>,
    /// Where their latest request found this server: `http://` and its `Host`.
    #[serde(skip)]
    origin: String,
}

impl Roster {
    pub(crate) fn is_ready(&self, id: &AgentId) -> bool {
        self.0.get(id).is_some_and(|agent| agent.ready)
    }

    /// The agent is ready for chats, or not any more; whether that is a change.
    pub(crate) fn set_ready(&mut self, id: &AgentId, ready: bool, now: Now) -> bool {
        let agent = self.0.entry(id.clone()).or_default();
        let changes = agent.ready != ready;
        if changes {
            agent.ready = ready;
            agent.idle_since = now;
        }
        changes
    }

    /// The agent has asked something of this server, by that `Host`.
    pub(crate) fn hear(&mut self, id: &AgentId, host: Option<&str>) {
        let origin = host.map(|host| format!("http://{host}"));
        self.0.entry(id.clone()).or_default().origin = origin.unwrap_or_default();
    }

    /// Where the agent finds this server, without a path; empty where that is not known.
    pub(crate) fn origin(&self, id: &AgentId) -> &str {
        self.0.get(id).map_or("", |agent| &agent.origin)
    }

    /// Whether a chat can hope for somebody besides these.
    pub(crate) fn has_ready(&self, barred: &BTreeSet<AgentId>, settings: &StaffSettings) -> bool {
        let mut ids = settings.agents.iter().map(AgentAccount::id);
        ids.any(|id| self.is_ready(&id) && !barred.contains(&id))
    }

    /// These and no others have to do with the chat.
    pub(crate) fn engage(&mut self, chat: &ChatId, engaged: &BTreeSet<AgentId>, now: Now) {
        for (id, agent) in &mut self.0 {
            if !engaged.contains(id) && agent.chats.remove(chat) {
                agent.idle_since = now;
            }
        }
        for id in engaged {
            let agent = self.0.entry(id.clone()).or_default();
            agent.chats.insert(chat.clone());
        }
    }

    /// The chats that are offered to an agent or in which they are.
    pub(crate) fn chats(&self, id: &AgentId) -> impl Iterator<Item = &ChatId> {
        self.0.get(id).into_iter().flat_map(|agent| &agent.chats)
    }

    /// Who is ready, has room, is none of `barred`, and has been idle longest; of those who
    /// have equally many chats.
    pub(crate) fn longest_idle(
        &self,
        barred: &BTreeSet<AgentId>,
        settings: &StaffSettings,
    ) -> Option<AgentId> {
        let accounts = settings.agents.iter();
        let able = accounts.filter_map(|account| {
            let id = account.id();
            let agent = self.0.get(&id).filter(|agent| agent.ready)?;
            let has_room = agent.chats.len() < account.capacity && !barred.contains(&id);
            has_room.then_some((agent.chats.len(), agent.idle_since, id))
        });
        able.min().map(|(_, _, id)| id)
    }
}
