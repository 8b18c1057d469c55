//! A chat as it is told to those who run the contact centre.

use crate::chat::{Chat, ChatState, EndedBy};
use crate::dialect::Dialect;
use crate::event::{Event, EventType, UserType};
use crate::staff::Audience;
use serde::Serialize;
use std::collections::BTreeMap;

/// What it is at the moment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Summary<'a> {
    pub(super) id: &'a str,
    pub(super) dialect: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) service: Option<&'a str>,
    /// The customer's name in it.
    pub(super) nickname: &'a str,
    /// `live` or `ended`.
    pub(super) state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ended: Option<Ended>,
    /// Who is in, consultants whom the customer does not see included.
    pub(super) participants: Vec<Participant<'a>>,
    /// Number of events, with those that only agents see.
    pub(super) events: u32,
    /// The last position of the customer's transcript.
    pub(super) position: u32,
    /// The last position of which the customer has been told.
    pub(super) told: u32,
    /// UTC, whole seconds.
    pub(super) started: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Ended {
    /// `agent`, `customer`, or `timeout` when the customer's client stopped asking.
    pub(super) by: &'static str,
    /// UTC, whole seconds.
    pub(super) at: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Participant<'a> {
    pub(super) id: u32,
    pub(super) nickname: &'a str,
    /// `agent`, `customer`, `system` or `supervisor`.
    pub(super) role: &'static str,
    /// Whether the customer does not see them.
    #[serde(skip_serializing_if = "is_false")]
    pub(super) hidden: bool,
}

/// The same with everything that was said.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    #[serde(flatten)]
    summary: Summary<'a>,
    transcript: Vec<Line<'a>>,
}

/// One event.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    /// Its position in the customer's transcript, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u32>,
    #[serde(rename = "type")]
    kind: &'a str,
    from: Participant<'a>,
    text: &'a str,
    /// UTC, whole seconds.
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_type: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    user_data: &'a BTreeMap<String, String>,
}

impl<'a> Summary<'a> {
    pub(super) fn of(chat: &'a Chat) -> Self {
        let (state, ended) = match chat.state() {
            ChatState::Live => ("live", None),
            ChatState::Ended { by, at } => {
                let (by, at) = (ender(by), at.utc());
                ("ended", Some(Ended { by, at }))
            }
        };
        Self {
            id: chat.id().as_str(),
            dialect: api(chat.dialect()),
            service: chat.service().map(|service| service.as_str()),
            nickname: chat.nickname(),
            state,
            ended,
            participants: participants(chat),
            events: chat.last_index(),
            position: chat.last().0,
            told: chat.listed().0,
            started: chat.started().utc(),
        }
    }
}

impl<'a> Record<'a> {
    pub(super) fn of(chat: &'a Chat) -> Self {
        let entries = chat.log_after(0).into_iter();
        let lines = entries.map(|entry| Line::of(entry.event, entry.audience));
        Self {
            summary: Summary::of(chat),
            transcript: lines.collect(),
        }
    }
}

impl<'a> Line<'a> {
    fn of(event: &'a Event, audience: Audience) -> Self {
        let hidden = audience == Audience::Agents;
        Self {
            position: Some(event.position.0).filter(|_| !hidden),
            kind: word(&event.kind),
            from: Participant {
                id: event.participant.0,
                nickname: &event.nickname,
                role: role(event.user_type),
                hidden,
            },
            text: &event.text,
            at: event.at.utc(),
            message_type: event.message_type.as_deref(),
            user_data: &event.data,
        }
    }
}

fn participants(chat: &Chat) -> Vec<Participant<'_>> {
    let hidden = chat.handling.seats.iter().filter(|seat| seat.is_hidden());
    let hidden = hidden
        .filter(|_| chat.is_live())
        .map(|seat| (&seat.party, true));
    let seen = chat.parties().iter().map(|party| (party, false));
    let all = seen.chain(hidden).map(|(party, hidden)| Participant {
        id: party.id.0,
        nickname: &party.nickname,
        role: role(party.user_type),
        hidden,
    });
    all.collect()
}

/// As the widget's option `backend` has it.
fn api(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::GmsV1 => "gms-v1",
        Dialect::GmsV2 => "gms-v2",
        Dialect::WebApi => "web-api",
        Dialect::Gws => "gws",
    }
}

fn ender(by: EndedBy) -> &'static str {
    match by {
        EndedBy::Agent => "agent",
        EndedBy::Customer => "customer",
        EndedBy::Timeout => "timeout",
    }
}

fn role(user_type: UserType) -> &'static str {
    match user_type {
        UserType::Agent => "agent",
        UserType::Client => "customer",
        UserType::External => "system",
        UserType::Supervisor => "supervisor",
    }
}

fn word(kind: &EventType) -> &str {
    match kind {
        EventType::Joined => "joined",
        EventType::Left => "left",
        EventType::PushUrl => "push-url",
        EventType::Text => "text",
        EventType::TypingStarted => "typing-started",
        EventType::TypingStopped => "typing-stopped",
        EventType::CustomNotice => "custom-notice",
        EventType::NicknameUpdated => "nickname-updated",
        EventType::FileUploaded => "file-uploaded",
        EventType::FileDeleted => "file-deleted",
        EventType::Other(name) => name,
    }
}

fn is_false(value: &bool) -> bool {
    !value
}
