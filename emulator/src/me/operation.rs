//! What an agent does.

use super::body::{Body, NAME_LIMIT};
use super::refusal::Refusal;
use crate::id::AgentId;
use crate::staff::{Audience, Capability};
use std::collections::BTreeMap;

/// An operation of either form. They share so many that each form takes the other's too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Operation {
    Accept {
        nickname: String,
    },
    Reject,
    SendMessage {
        text: String,
        message_type: Option<String>,
        audience: Audience,
    },
    Type {
        starts: bool,
        audience: Audience,
    },
    SendCustomNotice {
        text: String,
        audience: Audience,
    },
    SendUrl {
        url: String,
    },
    AddAttachment {
        document: String,
        name: Option<String>,
        media_type: Option<String>,
    },
    Complete,
    StopProcessing,
    Leave,
    Transfer {
        to: Target,
    },
    Invite {
        agent: AgentId,
    },
    Consult {
        agent: AgentId,
    },
    CompleteTransfer,
    CompleteConference,
    RequestChatHistory {
        from: u32,
    },
    InFocus,
    SetDisposition {
        disposition: String,
    },
    SetUserData {
        data: BTreeMap<String, String>,
    },
    DeleteUserData {
        keys: Vec<String>,
    },
}

/// To whom a chat is transferred: "to another agent or to a group of agents associated with a
/// skill". Every agent here has every skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Agent(AgentId),
    Anybody,
}

impl Operation {
    /// Reads an operation; texts may be so many bytes long.
    pub(super) fn read(body: &Body, limit: usize) -> Result<Self, Refusal> {
        let name = body.operation_name()?;
        match name {
            "SendMessage" => message(body, limit),
            "SendNotification" => notification(body),
            "SendStartTypingNotification" => Ok(typing(true, Audience::All)),
            "SendStopTypingNotification" => Ok(typing(false, Audience::All)),
            "SendStartTypingToAgentsNotification" => Ok(typing(true, Audience::Agents)),
            "SendStopTypingToAgentsNotification" => Ok(typing(false, Audience::Agents)),
            "SendCustomNotice" => notice(body, Audience::All, limit),
            "SendCustomNoticeToAgents" => notice(body, Audience::Agents, limit),
            "SendUrl" => Ok(Self::SendUrl {
                url: body.required("url", limit)?.to_owned(),
            }),
            "AddAttachment" => Ok(Self::AddAttachment {
                document: body.required("documentId", NAME_LIMIT)?.to_owned(),
                name: body.optional("name", NAME_LIMIT)?.map(str::to_owned),
                media_type: body.optional("mime", NAME_LIMIT)?.map(str::to_owned),
            }),
            "RequestChatHistory" => Ok(Self::RequestChatHistory {
                from: body.index("eventId")?.unwrap_or(1),
            }),
            "SetDisposition" => Ok(Self::SetDisposition {
                disposition: body.required("disposition", NAME_LIMIT)?.to_owned(),
            }),
            "AttachUserData" | "UpdateUserData" => Ok(Self::SetUserData {
                data: body.user_data()?,
            }),
            "DeleteUserData" => Ok(Self::DeleteUserData { keys: body.keys()? }),
            _ => Self::about_people(name, body),
        }
    }

    /// What an agent must be able to do to do it.
    pub(super) fn capability(&self) -> Capability {
        match self {
            Self::Accept { .. } => Capability::Accept,
            Self::Reject => Capability::Reject,
            Self::SendMessage { .. } => Capability::SendMessage,
            Self::Type { starts, audience } => typing_capability(*starts, *audience),
            Self::SendCustomNotice { audience, .. } => match audience {
                Audience::All => Capability::SendCustomNotice,
                Audience::Agents => Capability::SendCustomNoticeToAgents,
            },
            Self::SendUrl { .. } => Capability::SendUrl,
            Self::AddAttachment { .. } => Capability::AddAttachment,
            Self::Complete => Capability::Complete,
            Self::StopProcessing => Capability::StopProcessing,
            Self::Leave => Capability::Leave,
            Self::Transfer { .. } => Capability::Transfer,
            Self::Invite { .. } => Capability::Invite,
            Self::Consult { .. } => Capability::Consult,
            Self::CompleteTransfer => Capability::CompleteTransfer,
            Self::CompleteConference => Capability::CompleteConference,
            Self::RequestChatHistory { .. } => Capability::RequestChatHistory,
            Self::InFocus => Capability::InFocus,
            Self::SetDisposition { .. } => Capability::SetDisposition,
            Self::SetUserData { .. } => Capability::UpdateUserData,
            Self::DeleteUserData { .. } => Capability::DeleteUserData,
        }
    }

    /// Whether it belongs to the group whose success the older form spells `{"status": 0}`.
    pub(super) fn is_about_consultation(&self) -> bool {
        matches!(
            self,
            Self::Consult { .. } | Self::CompleteTransfer | Self::CompleteConference
        )
    }

    /// Coming, going and calling others in. The names of a consultation are those of its
    /// heading, of its table and of its sample in the older form, which all differ.
    fn about_people(name: &str, body: &Body) -> Result<Self, Refusal> {
        match name {
            "Accept" => Ok(Self::Accept {
                nickname: body.required("nickname", NAME_LIMIT)?.to_owned(),
            }),
            "Reject" => Ok(Self::Reject),
            "Complete" => Ok(Self::Complete),
            "StopProcessing" => Ok(Self::StopProcessing),
            "Leave" => Ok(Self::Leave),
            "Transfer" if body.optional("skill", NAME_LIMIT)?.is_some() => Ok(Self::Transfer {
                to: Target::Anybody,
            }),
            "Transfer" => Ok(Self::Transfer {
                to: Target::Agent(colleague(body)?),
            }),
            "Invite" => Ok(Self::Invite {
                agent: colleague(body)?,
            }),
            "Consult"
            | "StartChatConsultation"
            | "InitiateConsultation"
            | "InitiateConsulation" => Ok(Self::Consult {
                agent: colleague(body)?,
            }),
            "CompleteTransfer" => Ok(Self::CompleteTransfer),
            "CompleteConference" | "LeaveChatConsultation" => Ok(Self::CompleteConference),
            "InFocus" | "SetInFocus" => Ok(Self::InFocus),
            _ => Err(Refusal::UnknownOperation {
                name: name.to_owned(),
            }),
        }
    }
}

/// What an agent does about work as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    Ready,
    NotReady,
    SignOut,
}

/// Whether an agent becomes ready, or not, or goes home.
pub(super) fn work(body: &Body) -> Result<Work, Refusal> {
    match body.operation_name()? {
        "Ready" => Ok(Work::Ready),
        // Whoever begins to work is not ready yet.
        "StartContactCenterSession" | "NotReady" => Ok(Work::NotReady),
        "EndContactCenterSession" => Ok(Work::SignOut),
        name => Err(Refusal::UnknownOperation {
            name: name.to_owned(),
        }),
    }
}

fn message(body: &Body, limit: usize) -> Result<Operation, Refusal> {
    let allowed = "Normal or System";
    match body.optional("treatAs", NAME_LIMIT)? {
        None | Some("Normal" | "System") => {}
        Some(_) => {
            let field = "treatAs";
            return Err(Refusal::Wrong { field, allowed });
        }
    }
    let kind = body.optional("messageType", NAME_LIMIT)?;
    Ok(Operation::SendMessage {
        text: body.required("text", limit)?.to_owned(),
        message_type: kind.map(str::to_owned),
        audience: audience(body)?,
    })
}

/// `visibility` of a message, in the words of the notifications; ours.
fn audience(body: &Body) -> Result<Audience, Refusal> {
    match body.optional("visibility", NAME_LIMIT)? {
        None | Some("All") => Ok(Audience::All),
        Some("Agents") => Ok(Audience::Agents),
        Some(_) => Err(Refusal::Wrong {
            field: "visibility",
            allowed: "All or Agents",
        }),
    }
}

/// The older form's typing; its parameter is misspelt in the document.
fn notification(body: &Body) -> Result<Operation, Refusal> {
    let fields = ["notifcation", "notification"];
    match body.any_of(&fields, NAME_LIMIT)? {
        "TypingStarted" => Ok(typing(true, Audience::All)),
        "TypingStopped" => Ok(typing(false, Audience::All)),
        _ => Err(Refusal::Wrong {
            field: "notifcation",
            allowed: "TypingStarted or TypingStopped",
        }),
    }
}

fn typing(starts: bool, audience: Audience) -> Operation {
    Operation::Type { starts, audience }
}

fn typing_capability(starts: bool, audience: Audience) -> Capability {
    match (starts, audience) {
        (true, Audience::All) => Capability::SendStartTypingNotification,
        (false, Audience::All) => Capability::SendStopTypingNotification,
        (true, Audience::Agents) => Capability::SendStartTypingToAgentsNotification,
        (false, Audience::Agents) => Capability::SendStopTypingToAgentsNotification,
    }
}

fn notice(body: &Body, audience: Audience, limit: usize) -> Result<Operation, Refusal> {
    Ok(Operation::SendCustomNotice {
        text: body.required("noticeText", limit)?.to_owned(),
        audience,
    })
}

/// Another agent: `agentId`, or `targetId` as later releases have it.
fn colleague(body: &Body) -> Result<AgentId, Refusal> {
    let id = body.any_of(&["agentId", "targetId"], NAME_LIMIT)?;
    Ok(AgentId::new(id))
}
