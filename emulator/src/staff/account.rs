//! Who may sign in.

use super::wording::NotificationForm;
use crate::bayeux::CometdSettings;
use crate::id::AgentId;
use std::time::Duration;

/// An agent as the contact centre knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentAccount {
    /// The name with which they sign in; no colon is possible in it.
    pub user_name: String,
    /// Their password, in the clear: this is a contact centre to try things with.
    pub password: String,
    /// The name under which their desk is to accept chats; they may be accepted under another.
    pub nickname: String,
    /// So many chats at a time are routed to them; those that colleagues hand over come on top.
    pub capacity: usize,
}

impl AgentAccount {
    /// An account with three chats at a time.
    pub fn new(user_name: &str, password: &str, nickname: &str) -> Self {
        Self {
            user_name: user_name.to_owned(),
            password: password.to_owned(),
            nickname: nickname.to_owned(),
            capacity: 3,
        }
    }

    /// `agentId`, which the name determines.
    pub fn id(&self) -> AgentId {
        AgentId::of(&self.user_name)
    }
}

/// The agents' side of a deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffSettings {
    /// Who may sign in. Two by default, whose passwords are their names: `anna` and `paul`.
    pub agents: Vec<AgentAccount>,
    /// An offer that is neither accepted nor rejected for so long is taken back, and the agent is
    /// not ready any more. Ours.
    pub offer_timeout: Duration,
    /// What notifications hold.
    pub notifications: NotificationForm,
    /// CometD as the agents have it.
    pub cometd: CometdSettings,
}

impl Default for StaffSettings {
    fn default() -> Self {
        Self {
            agents: vec![
                AgentAccount::new("anna", "anna", "Anna"),
                AgentAccount::new("paul", "paul", "Paul"),
            ],
            offer_timeout: Duration::from_secs(60),
            notifications: NotificationForm::default(),
            cometd: CometdSettings::default(),
        }
    }
}

impl StaffSettings {
    /// The account of that id.
    pub(crate) fn account(&self, id: &AgentId) -> Option<&AgentAccount> {
        self.agents.iter().find(|account| account.id() == *id)
    }
}
