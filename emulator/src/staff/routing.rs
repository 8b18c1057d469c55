//! Who gets which chat: whoever has been idle longest.

use super::handling::Reason;
use super::notification;
use crate::chat::Chat;
use crate::emulator::Emulator;
use crate::id::{AgentId, ChatId};
use crate::now::Now;

impl Emulator {
    /// Offers the chats that wait to agents who are free, the oldest first. Where nobody is even
    /// ready, the scripted agents take them.
    pub(crate) fn route(&mut self, now: Now) {
        if !self.settings.agent_available {
            return;
        }
        for id in self.waiting_in_order() {
            self.route_one(&id, now);
            self.settle_chats(now);
        }
    }

    fn route_one(&mut self, id: &ChatId, now: Now) {
        let (staff, roster) = (&self.settings.staff, &self.roster);
        let Some(declined) = self.chat(id).map(|chat| &chat.handling.declined) else {
            return;
        };
        let agent = roster.longest_idle(declined, staff);
        let is_hopeless = agent.is_none() && !roster.has_ready(declined, staff);
        let is_scripted = self.settings.script.is_some();
        match (agent, self.chat_mut(id)) {
            (Some(agent), Some((chat, _))) => {
                // Nobody is engaged in a chat that waits, so the offer cannot fail.
                let _ = chat.offer(&agent, Reason::Routed, now);
            }
            (None, Some((chat, settings))) if is_hopeless && is_scripted => {
                chat.play(None, settings, now);
            }
            _ => {}
        }
    }

    /// Tells agents what has become of a chat, and who let an offer lapse that they are not
    /// ready any more.
    pub(crate) fn tell_agents(&mut self, chat: &ChatId, now: Now) {
        let Some(chat) = self.chats.attend(chat) else {
            return;
        };
        let absent = chat.take_absent();
        let told = notification::take(chat);
        let engaged = chat.engaged_agents();
        let (id, waits) = (chat.id().clone(), chat.is_live() && chat.handling.waits);
        let place = (chat.ordinal(), id.clone());
        if waits {
            self.waiting.insert(place);
        } else {
            self.waiting.remove(&place);
        }
        self.roster.engage(&id, &engaged, now);
        for (agent, news) in told {
            for channel in notification::CHANNELS {
                self.tell_agent(&agent, channel, &news, now);
            }
        }
        for agent in absent {
            self.set_ready(&agent, false, now);
        }
    }

    /// The agent wants chats, or not; they hear of the change.
    pub(crate) fn set_ready(&mut self, agent: &AgentId, ready: bool, now: Now) {
        if self.roster.set_ready(agent, ready, now) {
            let news = notification::readiness(ready);
            self.tell_agent(agent, notification::STATES, &news, now);
        }
        if ready {
            self.forgive(agent);
        }
    }

    /// Who says that they are ready may be offered again what they declined.
    fn forgive(&mut self, agent: &AgentId) {
        for id in self.waiting_in_order() {
            if let Some((chat, _)) = self.chat_mut(&id) {
                chat.handling.declined.remove(agent);
            }
        }
    }

    fn tell_agent(&mut self, agent: &AgentId, channel: &str, data: &serde_json::Value, now: Now) {
        let cometd = &self.settings.staff.cometd;
        let user = Some(agent.as_str());
        self.switchboard.publish(channel, user, data, now, cometd);
    }

    fn waiting_in_order(&self) -> Vec<ChatId> {
        self.waiting.iter().map(|(_, id)| id.clone()).collect()
    }
}

impl Chat {
    /// The agents who have to do with it as long as it goes on.
    fn engaged_agents(&self) -> std::collections::BTreeSet<AgentId> {
        if self.is_live() {
            self.handling.engaged()
        } else {
            std::collections::BTreeSet::new()
        }
    }

    fn take_absent(&mut self) -> Vec<AgentId> {
        std::mem::take(&mut self.handling.absent)
    }
}
