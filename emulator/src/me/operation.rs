//! What an agent does.

use super::body::Body;
use super::refusal::Refusal;
use crate::id::AgentId;
use crate::staff::Audience;
use std::collections::BTreeMap;

/// Longest nickname, name of an agent or disposition, in bytes; ours.
const NAME_LIMIT: usize = 256;

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

/// Whether an agent becomes ready or not.
pub(super) fn readiness(body: &Body) -> Result<bool, Refusal> {
    match body.operation_name()? {
        // Whoever begins to work is not ready yet.
        "StartContactCenterSession" | "EndContactCenterSession" | "NotReady" => Ok(false),
        "Ready" => Ok(true),
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
