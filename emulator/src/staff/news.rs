//! What agents are told besides the log.

use crate::id::AgentId;
use serde::{Deserialize, Serialize};

/// One thing to tell one agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum News {
    /// The chat is in another state, as far as this agent is concerned.
    State(AgentId, State),
    /// Who takes part.
    Participants(AgentId),
    /// The log from this index on, asked for.
    History(AgentId, u32),
}

impl News {
    /// Whom it is for.
    pub(super) fn listener(&self) -> &AgentId {
        match self {
            Self::State(agent, _) | Self::Participants(agent) | Self::History(agent, _) => agent,
        }
    }
}

/// `state` of a chat, as agents see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum State {
    /// It is offered.
    Invited,
    /// The agent is in.
    Chatting,
    /// It is over, or the agent has left it.
    Completed,
    /// The offer was taken back.
    Revoked,
}

impl State {
    /// The word on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "Invited",
            Self::Chatting => "Chatting",
            Self::Completed => "Completed",
            Self::Revoked => "Revoked",
        }
    }
}
