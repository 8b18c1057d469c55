//! An event as the object that these APIs list.

use super::settings::{DigitalQuirks, NumberForm};
use crate::event::{Event, EventType, UserType};
use serde::Serialize;
use std::collections::BTreeMap;

/// One event of `messages`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventObject {
    from: Party,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<Number>,
    #[serde(rename = "type")]
    kind: String,
    utc_time: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_type: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    user_data: BTreeMap<String, String>,
}

/// Party resource: "describes the party who generated this event".
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Party {
    nickname: String,
    participant_id: Number,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// A number in one of the spellings that occur.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Number {
    Plain(u32),
    Text(String),
}

impl Number {
    pub(crate) fn of(number: u32, form: NumberForm) -> Self {
        match form {
            NumberForm::Number => Self::Plain(number),
            NumberForm::Text => Self::Text(number.to_string()),
        }
    }
}

impl Party {
    pub(crate) fn of(party: &crate::chat::Party, quirks: DigitalQuirks) -> Self {
        Self {
            nickname: party.nickname.clone(),
            participant_id: Number::of(party.id.0, quirks.participant_ids),
            kind: word(party.user_type),
        }
    }
}

impl EventObject {
    pub(crate) fn of(event: &Event, quirks: DigitalQuirks) -> Self {
        let index = Number::of(event.position.0, quirks.positions);
        Self {
            from: Party {
                nickname: event.nickname.clone(),
                participant_id: Number::of(event.participant.0, quirks.participant_ids),
                kind: word(event.user_type),
            },
            index: Some(index).filter(|_| !quirks.omitted.index),
            kind: name(&event.kind).to_owned(),
            utc_time: to_the_second(event.at.seconds()),
            text: Some(event.text.clone()).filter(|_| has_text(&event.kind)),
            message_type: event.message_type.clone(),
            user_data: event.data.clone(),
        }
    }

    /// A notice that belongs to no transcript, and so has no index.
    pub(crate) fn notice(
        from: &crate::chat::Party,
        text: &str,
        user_data: BTreeMap<String, String>,
        seconds: u64,
        quirks: DigitalQuirks,
    ) -> Self {
        Self {
            from: Party::of(from, quirks),
            index: None,
            kind: "Notice".to_owned(),
            utc_time: to_the_second(seconds),
            text: Some(text.to_owned()),
            message_type: None,
            user_data,
        }
    }
}

/// Milliseconds, of which GMS tells whole seconds only.
fn to_the_second(seconds: u64) -> u64 {
    seconds.saturating_mul(1000)
}

fn word(user_type: UserType) -> &'static str {
    match user_type {
        UserType::Agent => "Agent",
        UserType::Client => "Client",
        UserType::External => "External",
        UserType::Supervisor => "Supervisor",
    }
}

fn name(kind: &EventType) -> &str {
    match kind {
        EventType::Joined => "ParticipantJoined",
        EventType::Left => "ParticipantLeft",
        EventType::PushUrl => "PushUrl",
        EventType::Text => "Message",
        EventType::TypingStarted => "TypingStarted",
        EventType::TypingStopped => "TypingStopped",
        EventType::CustomNotice => "CustomNotice",
        EventType::NicknameUpdated => "NicknameUpdated",
        EventType::FileUploaded => "FileUploaded",
        EventType::FileDeleted => "FileDeleted",
        EventType::Other(name) => name,
    }
}

/// Whether the event's words are on the wire; v1's "is typing" and the like are not.
fn has_text(kind: &EventType) -> bool {
    match kind {
        EventType::Text
        | EventType::PushUrl
        | EventType::CustomNotice
        | EventType::NicknameUpdated
        | EventType::Other(_) => true,
        EventType::Joined
        | EventType::Left
        | EventType::TypingStarted
        | EventType::TypingStopped
        | EventType::FileUploaded
        | EventType::FileDeleted => false,
    }
}
