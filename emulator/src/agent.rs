//! The agent's side: one path for tests, for a desk and for the scripted agent.

use crate::chat::{Chat, EndedBy, typing_notice};
use crate::emulator::Emulator;
use crate::event::{EventType, UserType};
use crate::id::ChatId;
use crate::now::Now;

/// Why an agent's act was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgentError {
    /// The agent is in already.
    #[error("{0} is already in the chat")]
    AlreadyIn(String),
    /// The chat is over.
    #[error("chat {0} has ended")]
    Ended(ChatId),
    /// The agent has not joined, or has left.
    #[error("{0} is not in the chat")]
    NotIn(String),
    /// No chat of that id is kept.
    #[error("there is no chat {0}")]
    UnknownChat(ChatId),
}

/// What agents do. `agent` is the nickname under which the agent is seen.
impl Emulator {
    /// The agent joins.
    pub fn join(&mut self, chat: &ChatId, agent: &str, now: Now) -> Result<(), AgentError> {
        self.act(chat, now, |chat| chat.agent_joins(agent, now))
    }

    /// The agent says `text`; it may have any length and hold anything.
    pub fn say(
        &mut self,
        chat: &ChatId,
        agent: &str,
        text: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.act(chat, now, |chat| chat.agent_says(agent, text, now))
    }

    /// The agent starts typing.
    pub fn start_typing(&mut self, chat: &ChatId, agent: &str, now: Now) -> Result<(), AgentError> {
        self.act(chat, now, |chat| chat.agent_types(agent, true, now))
    }

    /// The agent stops typing.
    pub fn stop_typing(&mut self, chat: &ChatId, agent: &str, now: Now) -> Result<(), AgentError> {
        self.act(chat, now, |chat| chat.agent_types(agent, false, now))
    }

    /// The agent sends an address for the customer's browser to open.
    pub fn push_url(
        &mut self,
        chat: &ChatId,
        agent: &str,
        url: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.act(chat, now, |chat| chat.agent_pushes(agent, url, now))
    }

    /// The agent hands the chat over to another: `Notice.Left` and `Notice.Joined` in one batch.
    pub fn transfer(
        &mut self,
        chat: &ChatId,
        from: &str,
        to: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.act(chat, now, |chat| chat.agent_transfers(from, to, now))
    }

    /// The agent leaves; the chat goes on, with the other agents or with none.
    pub fn leave(&mut self, chat: &ChatId, agent: &str, now: Now) -> Result<(), AgentError> {
        self.act(chat, now, |chat| chat.agent_leaves(agent, now))
    }

    /// The contact centre ends the chat: every agent leaves, the customer is out.
    pub fn end(&mut self, chat: &ChatId, now: Now) -> Result<(), AgentError> {
        self.act(chat, now, |chat| {
            chat.end(EndedBy::Agent, now);
            Ok(())
        })
    }

    /// The system participant (`EXTERNAL`) says `text`.
    pub fn system_says(&mut self, chat: &ChatId, text: &str, now: Now) -> Result<(), AgentError> {
        self.act(chat, now, |chat| {
            chat.by_system(text, now);
            Ok(())
        })
    }

    /// Adds an event of any type, for instance `Notice.Custom`, on the system's account.
    pub fn inject(
        &mut self,
        chat: &ChatId,
        event_type: &str,
        text: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.act(chat, now, |chat| {
            chat.post(event_type, text, now);
            Ok(())
        })
    }

    /// Does it to a live chat, after what is due, and pushes what comes of it.
    fn act(
        &mut self,
        id: &ChatId,
        now: Now,
        deed: impl FnOnce(&mut Chat) -> Result<(), AgentError>,
    ) -> Result<(), AgentError> {
        self.advance(now);
        let chat = self
            .chat_mut(id)
            .ok_or_else(|| AgentError::UnknownChat(id.clone()))?;
        if !chat.is_live() {
            return Err(AgentError::Ended(id.clone()));
        }
        let done = deed(chat);
        self.push_news(now);
        done
    }
}

/// The same acts on a chat that is known to be live.
impl Chat {
    pub(crate) fn agent_joins(&mut self, agent: &str, now: Now) -> Result<(), AgentError> {
        if self.require(agent).is_ok() {
            return Err(AgentError::AlreadyIn(agent.to_owned()));
        }
        self.enter(agent, UserType::Agent, now);
        Ok(())
    }

    pub(crate) fn agent_says(
        &mut self,
        agent: &str,
        text: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.require(agent)?;
        self.by_agent(agent, EventType::Text, text, now);
        Ok(())
    }

    pub(crate) fn agent_types(
        &mut self,
        agent: &str,
        typing: bool,
        now: Now,
    ) -> Result<(), AgentError> {
        self.require(agent)?;
        let (kind, words) = typing_notice(typing);
        self.by_agent(agent, kind, words, now);
        Ok(())
    }

    pub(crate) fn agent_pushes(
        &mut self,
        agent: &str,
        url: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.require(agent)?;
        self.by_agent(agent, EventType::PushUrl, url, now);
        Ok(())
    }

    pub(crate) fn agent_transfers(
        &mut self,
        from: &str,
        to: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        if self.require(to).is_ok() {
            return Err(AgentError::AlreadyIn(to.to_owned()));
        }
        self.agent_leaves(from, now)?;
        self.agent_joins(to, now)
    }

    pub(crate) fn agent_leaves(&mut self, agent: &str, now: Now) -> Result<(), AgentError> {
        self.require(agent)?;
        self.exit(agent, UserType::Agent, now);
        Ok(())
    }

    fn require(&self, agent: &str) -> Result<(), AgentError> {
        self.parties()
            .iter()
            .find(|party| party.user_type == UserType::Agent && party.nickname == agent)
            .map(|_| ())
            .ok_or_else(|| AgentError::NotIn(agent.to_owned()))
    }
}
