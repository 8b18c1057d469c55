//! What agents with an account do in a chat.

use super::handling::{Aside, Audience, HIDDEN, Offer, Reason, Seat};
use super::news::{News, State};
use crate::agent::AgentError;
use crate::chat::{Chat, EndedBy, Party, typing_notice};
use crate::event::{Content, Event, EventType, UserType};
use crate::id::{AgentId, ParticipantId};
use crate::now::Now;
use crate::settings::Settings;

/// Offers.
impl Chat {
    /// Offers the chat to an agent, who is in no other way engaged in it.
    pub(crate) fn offer(
        &mut self,
        agent: &AgentId,
        reason: Reason,
        now: Now,
    ) -> Result<(), AgentError> {
        let engaged = self.handling.engaged();
        if engaged.contains(agent) {
            return Err(AgentError::Engaged(agent.clone()));
        }
        // Whoever is asked for advice does not take the chat.
        self.handling.waits &= matches!(reason, Reason::Consultation(_));
        self.handling.offers.push(Offer {
            agent: agent.clone(),
            reason,
            since: now,
        });
        self.tell_state(agent, State::Invited);
        Ok(())
    }

    /// The agent takes the offer, under a name that nobody has here.
    pub(crate) fn accept(
        &mut self,
        agent: &AgentId,
        nickname: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        if self.handling.offer_to(agent).is_none() {
            return Err(AgentError::NotOffered(self.id().clone()));
        }
        if self.is_taken(nickname) {
            return Err(AgentError::AlreadyIn(nickname.to_owned()));
        }
        let reason = self.handling.take_offer(agent).map(|offer| offer.reason);
        let consulted_by = match reason {
            Some(Reason::Consultation(by)) => Some(by),
            _ => None,
        };
        let party = match consulted_by {
            Some(_) => self.enter_unseen(nickname, now),
            None => self.enter(nickname, UserType::Agent, now),
        };
        self.handling.users.push((party.id, agent.clone()));
        self.handling.seats.push(Seat {
            agent: agent.clone(),
            party,
            consulted_by,
            automatic: false,
            told: 0,
        });
        self.tell_state(agent, State::Chatting);
        self.handling.news.push(News::Participants(agent.clone()));
        Ok(())
    }

    /// The agent does not take the offer.
    pub(crate) fn reject(&mut self, agent: &AgentId, now: Now) -> Result<(), AgentError> {
        let offer = self.handling.take_offer(agent);
        let offer = offer.ok_or_else(|| AgentError::NotOffered(self.id().clone()))?;
        self.fall_back(offer, "The offer was declined.", now);
        Ok(())
    }

    /// When the first offer lapses.
    pub(crate) fn offers_lapse(&self, settings: &Settings) -> Option<Now> {
        let offers = self.handling.offers.iter();
        let since = offers.map(|offer| offer.since).min()?;
        Some(since.after(settings.staff.offer_timeout))
    }

    /// Takes back the offers that have lapsed.
    pub(crate) fn revoke_lapsed(&mut self, now: Now, settings: &Settings) {
        let timeout = settings.staff.offer_timeout;
        let lapsed = |offer: &&Offer| offer.since.after(timeout) <= now;
        while let Some(agent) = self.handling.offers.iter().find(lapsed) {
            let agent = agent.agent.clone();
            let Some(offer) = self.handling.take_offer(&agent) else {
                return;
            };
            self.handling.absent.push(agent);
            self.fall_back(offer, "Nobody has answered the offer.", now);
        }
    }

    /// What happens where an offer comes to nothing. A chat that nobody has goes to somebody
    /// else; whoever is in it is told.
    fn fall_back(&mut self, offer: Offer, why: &str, now: Now) {
        self.tell_state(&offer.agent, State::Revoked);
        if !self.handling.seats.is_empty() {
            self.note_to_agents(why, now);
        }
        self.wait_if_abandoned(&offer.agent);
    }

    /// A chat in which nobody of the contact centre is, nor is asked in, waits for somebody else
    /// than the last of them.
    fn wait_if_abandoned(&mut self, last: &AgentId) {
        if self.is_abandoned() {
            self.handling.declined.insert(last.clone());
            self.handling.waits = true;
        }
    }

    pub(super) fn is_abandoned(&self) -> bool {
        let mut parties = self.parties.iter();
        self.handling.offers.is_empty() && !parties.any(|party| party.user_type.is_staff())
    }
}

/// Agents whom a script plays. They take chats as everybody does, only at once.
impl Chat {
    pub(crate) fn join_by_script(&mut self, name: &str, now: Now) -> Result<(), AgentError> {
        if self.is_taken(name) {
            return Err(AgentError::AlreadyIn(name.to_owned()));
        }
        let agent = AgentId::of(name);
        self.offer(&agent, Reason::Routed, now)?;
        self.accept(&agent, name, now)?;
        if let Some(seat) = self.handling.seats.last_mut() {
            seat.automatic = true;
        }
        Ok(())
    }

    /// Hands over to somebody of the same script.
    pub(crate) fn hand_over_by_script(
        &mut self,
        from: &str,
        to: &str,
        now: Now,
    ) -> Result<(), AgentError> {
        if self.is_taken(to) {
            return Err(AgentError::AlreadyIn(to.to_owned()));
        }
        self.agent_leaves(from, now)?;
        self.join_by_script(to, now)
    }
}

/// Speaking.
impl Chat {
    /// Adds an event of an agent who is in. What a consultant says stays among agents.
    pub(crate) fn by_agent(
        &mut self,
        agent: &AgentId,
        kind: EventType,
        content: impl Into<Content>,
        audience: Audience,
        now: Now,
    ) -> Result<(), AgentError> {
        let seat = self.seat(agent)?;
        let (party, hidden) = (seat.party.clone(), seat.is_hidden());
        match audience {
            Audience::All if !hidden => self.by_staff(&party, kind, content, now),
            _ => self.aside(&party, kind, content, now),
        }
        Ok(())
    }

    pub(crate) fn types_as_agent(
        &mut self,
        agent: &AgentId,
        typing: bool,
        audience: Audience,
        now: Now,
    ) -> Result<(), AgentError> {
        let (kind, words) = typing_notice(typing);
        self.by_agent(agent, kind, words, audience, now)
    }

    /// Adds an event that only agents see.
    pub(crate) fn aside(
        &mut self,
        who: &Party,
        kind: EventType,
        content: impl Into<Content>,
        now: Now,
    ) {
        let event = Event::of(self.last(), now, kind, who, content.into());
        let after = self.last();
        self.handling.asides.push(Aside { after, event });
    }

    fn note_to_agents(&mut self, text: &str, now: Now) {
        let system = Party {
            id: ParticipantId(0),
            nickname: crate::chat::SYSTEM.to_owned(),
            user_type: UserType::External,
        };
        self.aside(&system, EventType::CustomNotice, text, now);
    }
}

/// Leaving, and passing on.
impl Chat {
    /// The agent leaves. A chat in which nobody is left waits for somebody else.
    pub(crate) fn leave_seat(&mut self, agent: &AgentId, now: Now) -> Result<(), AgentError> {
        self.vacate(agent, now)?;
        self.wait_if_abandoned(agent);
        Ok(())
    }

    /// The agent "has finished working on an interaction": leaves it to the others who are in, or
    /// ends it. One for whom it has ended puts it away.
    pub(crate) fn stop_processing(&mut self, agent: &AgentId, now: Now) -> Result<(), AgentError> {
        let seat = self.seat(agent)?;
        let staff = self.parties.iter().filter(|one| one.user_type.is_staff());
        let is_needed = !seat.is_hidden() && staff.count() == 1;
        if !self.is_live() {
            self.handling.take_seat(agent);
        } else if is_needed {
            self.end(EndedBy::Agent, now);
        } else {
            self.vacate(agent, now)?;
        }
        Ok(())
    }

    /// The agent goes home, whatever they have to do with the chat.
    pub(crate) fn dismiss(&mut self, agent: &AgentId, now: Now) -> Result<(), AgentError> {
        match self.handling.take_offer(agent) {
            Some(offer) => {
                self.fall_back(offer, "The agent has signed out.", now);
                Ok(())
            }
            None => self.leave_seat(agent, now),
        }
    }

    /// The agent hands over to another, and is out at once.
    pub(crate) fn hand_over(
        &mut self,
        agent: &AgentId,
        to: &AgentId,
        now: Now,
    ) -> Result<(), AgentError> {
        self.seat(agent)?;
        self.offer(to, Reason::Transfer, now)?;
        self.vacate(agent, now)
    }

    /// The agent hands over to whoever is free.
    pub(crate) fn give_back(&mut self, agent: &AgentId, now: Now) -> Result<(), AgentError> {
        self.vacate(agent, now)?;
        self.handling.declined.insert(agent.clone());
        self.handling.waits = true;
        Ok(())
    }

    /// The agent asks a colleague for advice, which the customer does not see.
    pub(crate) fn consult(
        &mut self,
        agent: &AgentId,
        colleague: &AgentId,
        now: Now,
    ) -> Result<(), AgentError> {
        let is_asked = self.seat(agent)?.is_hidden();
        let is_asking = self.handling.asks_advice(agent);
        if is_asked || is_asking || self.handling.consultant_of(agent).is_some() {
            return Err(AgentError::Consulting);
        }
        self.offer(colleague, Reason::Consultation(agent.clone()), now)
    }

    /// Something to tell agents.
    pub(crate) fn tell(&mut self, news: News) {
        self.handling.news.push(news);
    }

    /// The consultant takes over from the agent: "a two-step transfer".
    pub(crate) fn complete_transfer(
        &mut self,
        agent: &AgentId,
        now: Now,
    ) -> Result<(), AgentError> {
        self.complete_conference(agent, now)?;
        self.vacate(agent, now)
    }

    /// The consultant comes in for all to see: "a two-step conference".
    pub(crate) fn complete_conference(
        &mut self,
        agent: &AgentId,
        now: Now,
    ) -> Result<(), AgentError> {
        self.seat(agent)?;
        let consultant = self.handling.consultant_of(agent);
        let consultant = consultant.ok_or(AgentError::NoConsultation)?;
        let (id, nickname) = (consultant.agent.clone(), consultant.party.nickname.clone());
        let party = self.enter(&nickname, UserType::Agent, now);
        self.handling.users.push((party.id, id.clone()));
        let mut seats = self.handling.seats.iter_mut();
        if let Some(seat) = seats.find(|seat| seat.agent == id) {
            seat.party = party;
            seat.consulted_by = None;
        }
        Ok(())
    }

    /// Everybody's seat stays as it is at the end, for reading; offers are void.
    pub(crate) fn close_desk(&mut self) {
        for offer in std::mem::take(&mut self.handling.offers) {
            self.tell_state(&offer.agent, State::Revoked);
        }
        let seats = self.handling.seats.iter();
        let seated: Vec<_> = seats.map(|seat| seat.agent.clone()).collect();
        for agent in &seated {
            self.tell_state(agent, State::Completed);
        }
        self.handling.waits = false;
    }

    /// The seat of an agent who is in.
    pub(crate) fn seat(&self, agent: &AgentId) -> Result<&Seat, AgentError> {
        let seat = self.handling.seat_of(agent);
        seat.ok_or_else(|| AgentError::NoSeat(self.id().clone()))
    }

    /// Somebody who was in is out; their seat goes, and with it those whom they consult.
    pub(crate) fn vacate(&mut self, agent: &AgentId, now: Now) -> Result<(), AgentError> {
        self.seat(agent)?;
        if let Some(seat) = self.handling.take_seat(agent) {
            if seat.is_hidden() {
                self.aside(&seat.party, EventType::Left, "has left the session", now);
            } else {
                self.exit(&seat.party, now);
            }
        }
        self.tell_state(agent, State::Completed);
        let asked = self.handling.offers.iter();
        let asked = asked.filter(|offer| offer.reason.is_advice_to(agent));
        let asked: Vec<_> = asked.map(|offer| offer.agent.clone()).collect();
        for colleague in &asked {
            self.handling.take_offer(colleague);
            self.tell_state(colleague, State::Revoked);
        }
        match self.handling.consultant_of(agent).cloned() {
            Some(consultant) => self.vacate(&consultant.agent, now),
            None => Ok(()),
        }
    }

    fn enter_unseen(&mut self, nickname: &str, now: Now) -> Party {
        let number = &mut self.handling.consultants;
        *number = number.saturating_add(1);
        let party = Party {
            id: ParticipantId(HIDDEN.0.saturating_add(*number)),
            nickname: nickname.to_owned(),
            user_type: UserType::Agent,
        };
        self.aside(&party, EventType::Joined, "has joined the session", now);
        party
    }

    /// Everybody who is in, in the order of joining; consultants, whom the customer does not see,
    /// come last.
    pub(crate) fn attendance(&self) -> Vec<Party> {
        let hidden = self.handling.seats.iter().filter(|seat| seat.is_hidden());
        let hidden = hidden.map(|seat| seat.party.clone());
        self.parties.iter().cloned().chain(hidden).collect()
    }

    fn is_taken(&self, nickname: &str) -> bool {
        let staff = |party: &Party| party.user_type.is_staff() && party.nickname == nickname;
        self.attendance().iter().any(staff)
    }

    fn tell_state(&mut self, agent: &AgentId, state: State) {
        self.handling.news.push(News::State(agent.clone(), state));
    }
}
