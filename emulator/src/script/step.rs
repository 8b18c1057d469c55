//! One act of the script, carried out by the same calls as a person's.

use crate::agent::AgentError;
use crate::chat::{Chat, EndedBy, SYSTEM};
use crate::event::UserType;
use crate::now::Now;

/// What happens next in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// The agent joins.
    Join(&'static str),
    /// The agent starts typing.
    Type(&'static str),
    /// The agent speaks.
    Say(&'static str, String),
    /// The agent sends an address.
    Push(&'static str, &'static str),
    /// The first agent hands over to the second.
    Transfer(&'static str, &'static str),
    /// The system participant joins.
    Enter,
    /// The system participant speaks.
    System(String),
    /// The contact centre ends the chat.
    End,
}

impl Step {
    /// Does it. An agent whom somebody has sent away meanwhile stays silent.
    pub(crate) fn perform(self, chat: &mut Chat, now: Now) {
        let _: Result<(), AgentError> = match self {
            Self::Join(agent) => chat.agent_joins(agent, now),
            Self::Type(agent) => chat.agent_types(agent, true, now),
            Self::Say(agent, text) => chat.agent_says(agent, &text, now),
            Self::Push(agent, url) => chat.agent_pushes(agent, url, now),
            Self::Transfer(from, to) => chat.agent_transfers(from, to, now),
            Self::Enter => {
                chat.enter(SYSTEM, UserType::External, now);
                Ok(())
            }
            Self::System(text) => {
                chat.by_system(&text, now);
                Ok(())
            }
            Self::End => {
                chat.end(EndedBy::Agent, now);
                Ok(())
            }
        };
    }
}
