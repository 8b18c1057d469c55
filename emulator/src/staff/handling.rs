//! How agents have to do with one chat.

use super::news::News;
use crate::chat::Party;
use crate::event::{Event, Position};
use crate::id::{AgentId, ParticipantId};
use crate::now::Now;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The agents' side of a chat.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Handling {
    /// Whether it is to be routed to somebody.
    pub(crate) waits: bool,
    /// Who is not to be asked again.
    pub(crate) declined: BTreeSet<AgentId>,
    pub(crate) offers: Vec<Offer>,
    /// Who is in; who was in at the end, once it has ended.
    pub(crate) seats: Vec<Seat>,
    /// What only agents see.
    #[serde(skip)]
    pub(crate) asides: Vec<Aside>,
    /// What agents are to be told, in order.
    pub(super) news: Vec<News>,
    /// Who let an offer lapse.
    pub(super) absent: Vec<AgentId>,
    /// The participants as agents were last told.
    pub(super) shown: Vec<Party>,
    /// How many consultants there have been.
    pub(super) consultants: u32,
    /// Who each participant is that has an account.
    pub(super) users: Vec<(ParticipantId, AgentId)>,
    /// How many operations agents have asked for.
    pub(super) operations: u32,
    /// Who has asked for the latest one, and its number, as long as nobody was told of it.
    pub(super) asked: Option<(AgentId, u32)>,
    /// What an agent has called the outcome.
    pub(crate) disposition: Option<String>,
}

/// A chat is offered to an agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Offer {
    pub(crate) agent: AgentId,
    pub(crate) reason: Reason,
    pub(crate) since: Now,
}

/// Why it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Reason {
    /// It was that agent's turn.
    Routed,
    /// A colleague hands it over, and has left.
    Transfer,
    /// A colleague wants company.
    Invitation,
    /// This colleague wants advice, unseen by the customer.
    Consultation(AgentId),
}

impl Reason {
    pub(super) fn is_advice_to(&self, agent: &AgentId) -> bool {
        matches!(self, Self::Consultation(by) if by == agent)
    }
}

/// An agent in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seat {
    pub(crate) agent: AgentId,
    pub(crate) party: Party,
    /// Who consults them; the customer does not see them then.
    pub(crate) consulted_by: Option<AgentId>,
    /// Whether a script plays them; nobody is told of anything then.
    pub(crate) automatic: bool,
    /// The last index of the log that they were told.
    pub(super) told: u32,
}

impl Seat {
    pub(crate) fn is_hidden(&self) -> bool {
        self.consulted_by.is_some()
    }
}

/// An event that only agents see; it stands behind the customer's event of that position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Aside {
    pub(super) after: Position,
    pub(super) event: Event,
}

/// Who sees an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Everybody in the chat.
    All,
    /// Agents only.
    Agents,
}

impl Audience {
    /// The word on the wire.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Agents => "Agents",
        }
    }
}

/// Participants whom the customer does not see are counted from here.
pub(super) const HIDDEN: ParticipantId = ParticipantId(0x8000);

impl Handling {
    pub(crate) fn offer_to(&self, agent: &AgentId) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.agent == *agent)
    }

    pub(crate) fn seat_of(&self, agent: &AgentId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.agent == *agent)
    }

    /// Whether a script plays this agent here.
    pub(crate) fn is_automatic(&self, agent: &AgentId) -> bool {
        self.seat_of(agent).is_some_and(|seat| seat.automatic)
    }

    /// Whom this agent consults.
    pub(crate) fn consultant_of(&self, agent: &AgentId) -> Option<&Seat> {
        let mut seats = self.seats.iter();
        seats.find(|seat| seat.consulted_by.as_ref() == Some(agent))
    }

    /// Whether this agent has asked for advice and not got an answer.
    pub(crate) fn asks_advice(&self, agent: &AgentId) -> bool {
        let asks = |offer: &Offer| offer.reason.is_advice_to(agent);
        self.offers.iter().any(asks)
    }

    /// Everybody who has to do with it.
    pub(crate) fn engaged(&self) -> BTreeSet<AgentId> {
        let offered = self.offers.iter().map(|offer| &offer.agent);
        let seated = self.seats.iter().map(|seat| &seat.agent);
        offered.chain(seated).cloned().collect()
    }

    /// The agent whom participants know by that number.
    pub(super) fn user_of(&self, party: ParticipantId) -> Option<&AgentId> {
        let found = self.users.iter().find(|(id, _)| *id == party);
        found.map(|(_, agent)| agent)
    }

    /// An agent asks for an operation; what follows from it at once is told with its number.
    pub(crate) fn ask(&mut self, agent: &AgentId) {
        self.operations = self.operations.saturating_add(1);
        self.asked = Some((agent.clone(), self.operations));
    }

    /// Takes an offer off the table.
    pub(super) fn take_offer(&mut self, agent: &AgentId) -> Option<Offer> {
        let found = self.offers.iter().position(|offer| offer.agent == *agent)?;
        Some(self.offers.remove(found))
    }

    /// Takes somebody's seat away.
    pub(super) fn take_seat(&mut self, agent: &AgentId) -> Option<Seat> {
        let found = self.seats.iter().position(|seat| seat.agent == *agent)?;
        Some(self.seats.remove(found))
    }
}
