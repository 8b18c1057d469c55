//! Who gets which chat: whoever has been idle longest.

use super::handling::Reason;
use super::notification;
use crate::chat::Chat;
use crate::emulator::Emulator;
use crate::id::{AgentId, ChatId};
use crate::now::Now;
use std::collections::BTreeSet;

impl Emulator {
    /// Offers the chats that wait to agents who are free, the oldest first. Where nobody is even
    /// ready, the scripted agents take them.
    pub(crate) fn route(&mut self, now: Now) {
        let can_be_had = self.is_attended() || self.settings.script.is_some();
        if !self.settings.agent_available || !can_be_had {
            return;
        }
        for id in self.waiting_in_order() {
            self.route_one(&id, now);
            self.settle_chats(now);
        }
    }

    fn route_one(&mut self, id: &ChatId, now: Now) {
        let (staff, roster) = (&self.settings.staff, &self.roster);
        let Some(chat) = self.chat(id) else {
            return;
        };
        let barred = chat.barred_agents();
        let agent = roster.longest_idle(&barred, staff);
        let is_hopeless = agent.is_none() && !roster.has_ready(&barred, staff);
        let plays = is_hopeless && chat.is_abandoned() && self.settings.script.is_some();
        match (agent, self.chat_mut(id)) {
            (Some(agent), Some((chat, _))) => {
                // Nobody is asked who is engaged in it, so the offer cannot fail.
                let _ = chat.offer(&agent, Reason::Routed, now);
            }
            (None, Some((chat, settings))) if plays => chat.play(None, settings, now),
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
        let form = self.settings.staff.notifications;
        let told = notification::take(chat, &self.roster, form);
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

    /// The agent goes home: what is offered to them, and what nobody else is in, goes to somebody
    /// else. Ours, in the manner of an interaction that returns to its queue.
    pub(crate) fn sign_out(&mut self, agent: &AgentId, now: Now) {
        self.set_ready(agent, false, now);
        let chats: Vec<_> = self.roster.chats(agent).cloned().collect();
        for id in chats {
            if let Some((chat, _)) = self.chat_mut(&id) {
                // The roster has those chats only in which they are or which they are offered.
                let _ = chat.dismiss(agent, now);
            }
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
    fn engaged_agents(&self) -> BTreeSet<AgentId> {
        if self.is_live() {
            self.handling.engaged()
        } else {
            BTreeSet::new()
        }
    }

    /// Those who are not to be asked: who is in, and who has had it.
    fn barred_agents(&self) -> BTreeSet<AgentId> {
        let mut barred = self.handling.engaged();
        barred.extend(self.handling.declined.iter().cloned());
        barred
    }

    fn take_absent(&mut self) -> Vec<AgentId> {
        std::mem::take(&mut self.handling.absent)
    }
}
