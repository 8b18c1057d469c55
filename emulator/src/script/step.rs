//! One act of the script, carried out by the same calls as a person's.

use crate::agent::AgentError;
use crate::chat::{Chat, EndedBy, SYSTEM};
use crate::event::UserType;
use crate::now::Now;
use serde::{Deserialize, Serialize};

/// What happens next in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Step {
    /// The agent joins.
    Join(String),
    /// The agent starts typing.
    Type(String),
    /// The agent speaks.
    Say(String, String),
    /// The agent sends an address.
    Push(String, String),
    /// The first agent hands over to the second.
    Transfer(String, String),
    /// The agent leaves.
    Leave(String),
    /// The system participant joins, unless it is in.
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
            Self::Join(agent) => chat.join_by_script(&agent, now),
            Self::Type(agent) => chat.agent_types(&agent, true, now),
            Self::Say(agent, text) => chat.agent_says(&agent, &text, now),
            Self::Push(agent, url) => chat.agent_pushes(&agent, &url, now),
            Self::Transfer(from, to) => chat.hand_over_by_script(&from, &to, now),
            Self::Leave(agent) => chat.agent_leaves(&agent, now),
            Self::Enter => {
                let mut parties = chat.parties().iter();
                if !parties.any(|party| party.user_type == UserType::External) {
                    chat.enter(SYSTEM, UserType::External, now);
                }
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
