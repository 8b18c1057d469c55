//! The agent's side: one path for tests, for a desk and for the scripted agent.

use crate::chat::{Chat, EndedBy, Party, typing_notice};
use crate::emulator::Emulator;
use crate::event::{EventType, UserType};
use crate::file::Upload;
use crate::id::{AgentId, ChatId, FileId};
use crate::now::Now;

/// Why an agent's act was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgentError {
    /// The agent is in already.
    #[error("{0} is already in the chat")]
    AlreadyIn(String),
    /// The agent is in, or is offered the chat.
    #[error("agent {0} has to do with the chat already")]
    Engaged(AgentId),
    /// There is no offer to accept or to reject.
    #[error("chat {0} is not offered to you")]
    NotOffered(ChatId),
    /// The agent is not in it.
    #[error("you are not a participant of chat {0}")]
    NoSeat(ChatId),
    /// Nobody was asked for advice, or nobody has come yet.
    #[error("nobody has joined for a consultation")]
    NoConsultation,
    /// One consultation at a time, and none by a consultant.
    #[error("a consultation is going on")]
    Consulting,
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

    /// A supervisor joins, who can do from then on what agents do.
    pub fn join_as_supervisor(
        &mut self,
        chat: &ChatId,
        supervisor: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.act(chat, now, |chat| {
            chat.staff_joins(supervisor, UserType::Supervisor, now)
        })
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

    /// The agent sends a custom notice, which is for programs and not for people.
    pub fn send_custom_notice(
        &mut self,
        chat: &ChatId,
        agent: &str,
        text: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.act(chat, now, |chat| {
            let who = chat.staff(agent)?;
            chat.by_staff(&who, EventType::CustomNotice, text, now);
            Ok(())
        })
    }

    /// The agent sends a file, of any size and type.
    pub fn send_file(
        &mut self,
        chat: &ChatId,
        agent: &str,
        upload: Upload,
        now: Now,
    ) -> Result<FileId, AgentError> {
        self.act(chat, now, |chat| {
            let who = chat.staff(agent)?;
            Ok(chat.keep_file(upload, &who, now))
        })
    }

    /// The agent goes by another nickname from now on: v2's `NicknameUpdated`.
    pub fn rename(
        &mut self,
        chat: &ChatId,
        agent: &str,
        nickname: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        self.act(chat, now, |chat| chat.agent_renames(agent, nickname, now))
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
    fn act<T>(
        &mut self,
        id: &ChatId,
        now: Now,
        deed: impl FnOnce(&mut Chat) -> Result<T, AgentError>,
    ) -> Result<T, AgentError> {
        self.advance(now);
        let (chat, _) = self
            .chat_mut(id)
            .ok_or_else(|| AgentError::UnknownChat(id.clone()))?;
        if !chat.is_live() {
            return Err(AgentError::Ended(id.clone()));
        }
        let done = deed(chat);
        self.settle(now);
        done
    }
}

/// The same acts on a chat that is known to be live.
impl Chat {
    pub(crate) fn agent_joins(&mut self, agent: &str, now: Now) -> Result<(), AgentError> {
        self.staff_joins(agent, UserType::Agent, now)
    }

    pub(crate) fn agent_says(
        &mut self,
        agent: &str,
        text: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        let who = self.staff(agent)?;
        self.by_staff(&who, EventType::Text, text, now);
        Ok(())
    }

    pub(crate) fn agent_types(
        &mut self,
        agent: &str,
        typing: bool,
        now: Now,
    ) -> Result<(), AgentError> {
        let who = self.staff(agent)?;
        let (kind, words) = typing_notice(typing);
        self.by_staff(&who, kind, words, now);
        Ok(())
    }

    pub(crate) fn agent_pushes(
        &mut self,
        agent: &str,
        url: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        let who = self.staff(agent)?;
        self.by_staff(&who, EventType::PushUrl, url, now);
        Ok(())
    }

    pub(crate) fn agent_renames(
        &mut self,
        agent: &str,
        nickname: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        let mut who = self.staff(agent)?;
        if self.staff(nickname).is_ok() {
            return Err(AgentError::AlreadyIn(nickname.to_owned()));
        }
        nickname.clone_into(&mut who.nickname);
        let is_it = |party: &&mut Party| party.id == who.id;
        if let Some(party) = self.parties.iter_mut().find(is_it) {
            *party = who.clone();
        }
        let mut seats = self.handling.seats.iter_mut();
        if let Some(seat) = seats.find(|seat| seat.party.id == who.id) {
            seat.party = who.clone();
        }
        self.by_staff(&who, EventType::NicknameUpdated, nickname, now);
        Ok(())
    }

    pub(crate) fn agent_transfers(
        &mut self,
        from: &str,
        to: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        if self.staff(to).is_ok() {
            return Err(AgentError::AlreadyIn(to.to_owned()));
        }
        self.agent_leaves(from, now)?;
        self.agent_joins(to, now)
    }

    pub(crate) fn agent_leaves(&mut self, agent: &str, now: Now) -> Result<(), AgentError> {
        let who = self.staff(agent)?;
        self.exit(&who, now);
        Ok(())
    }

    fn staff_joins(
        &mut self,
        nickname: &str,
        user_type: UserType,
        now: Now,
    ) -> Result<(), AgentError> {
        if self.staff(nickname).is_ok() {
            return Err(AgentError::AlreadyIn(nickname.to_owned()));
        }
        self.enter(nickname, user_type, now);
        Ok(())
    }

    /// Somebody of the contact centre who is in.
    fn staff(&self, nickname: &str) -> Result<Party, AgentError> {
        let named = |party: &&Party| party.user_type.is_staff() && party.nickname == nickname;
        let found = self.parties().iter().find(named).cloned();
        found.ok_or_else(|| AgentError::NotIn(nickname.to_owned()))
    }
}
