//! The bodies of good answers: pretty-printed JSON, as recorded.

use super::settings::GwsQuirks;
use crate::chat::Chat;
use crate::event::{Event, EventType, UserType};
use crate::http::Response;
use crate::id::ChatId;
use serde::Serialize;

/// Answer to a RequestChat, keys in the order of the samples.
#[derive(Serialize)]
struct Requested<'a> {
    id: &'a str,
    #[serde(rename = "statusCode")]
    status: u8,
    path: String,
}

/// Answer to every other operation.
#[derive(Serialize)]
struct Done {
    #[serde(rename = "statusCode")]
    status: u8,
}

#[derive(Serialize)]
struct GetChat<'a> {
    chat: Resource<'a>,
    #[serde(rename = "statusCode")]
    status: u8,
}

#[derive(Serialize)]
struct Resource<'a> {
    capabilities: [&'static str; 4],
    id: &'a str,
    participants: Vec<Participant<'a>>,
    state: &'static str,
}

#[derive(Serialize)]
struct GetTranscript<'a> {
    messages: Vec<Message<'a>>,
    #[serde(rename = "statusCode")]
    status: u8,
}

#[derive(Serialize)]
struct Message<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    from: Option<&'a Participant<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    index: u32,
}

#[derive(Serialize)]
struct Participant<'a> {
    nickname: &'a str,
    #[serde(rename = "participantId")]
    id: Number,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// A participant's number in one of the spellings that occur.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Plain(usize),
    Text(String),
}

/// Success, the only code that the document prints.
const OK: u8 = 0;

/// "Operation names that are valid for the current state of the chat"; recorded unchanged after
/// its end, when none is.
const CAPABILITIES: [&str; 4] = [
    "SendMessage",
    "SendStartTypingNotification",
    "SendStopTypingNotification",
    "Complete",
];

pub(super) fn requested(id: &ChatId) -> Response {
    pretty(&Requested {
        id: id.as_str(),
        status: OK,
        path: format!("/api/v2/chats/{id}"),
    })
}

pub(super) fn done() -> Response {
    pretty(&Done { status: OK })
}

pub(super) fn chat(chat: &Chat, quirks: &GwsQuirks) -> Response {
    let resource = Resource {
        capabilities: CAPABILITIES,
        id: chat.id().as_str(),
        participants: participants(chat, quirks),
        state: state(chat),
    };
    pretty(&GetChat {
        chat: resource,
        status: OK,
    })
}

pub(super) fn messages(chat: &Chat, events: &[Event], quirks: &GwsQuirks) -> Response {
    let known = participants(chat, quirks);
    let messages = events.iter().map(|event| message(event, &known));
    pretty(&GetTranscript {
        messages: messages.collect(),
        status: OK,
    })
}

fn pretty(body: &impl Serialize) -> Response {
    match serde_json::to_vec_pretty(body) {
        Ok(bytes) => Response::typed(200, "application/json; charset=utf-8", bytes),
        Err(_) => Response::empty(500),
    }
}

/// Every end is the "Idle" of a customer who has disconnected; no other word is there for it.
fn state(chat: &Chat) -> &'static str {
    let joins =
        |event: &Event| event.kind == EventType::Joined && event.user_type == UserType::Agent;
    if !chat.is_live() {
        "Idle"
    } else if chat.transcript().iter().any(joins) {
        "Chatting"
    } else {
        "WaitingForAgent"
    }
}

/// "All known chat participants", those who have left included, numbered from 1 as they came.
fn participants<'a>(chat: &'a Chat, quirks: &GwsQuirks) -> Vec<Participant<'a>> {
    let mut known: Vec<Participant<'a>> = Vec::new();
    for event in chat.transcript() {
        if !known.iter().any(|one| one.is_author_of(event)) {
            let number = known.len().saturating_add(1);
            known.push(Participant {
                nickname: &event.nickname,
                id: if quirks.numeric_participant_ids {
                    Number::Plain(number)
                } else {
                    Number::Text(number.to_string())
                },
                kind: type_of(event.user_type),
            });
        }
    }
    known
}

impl Participant<'_> {
    fn is_author_of(&self, event: &Event) -> bool {
        self.nickname == event.nickname && self.kind == type_of(event.user_type)
    }
}

fn type_of(user: UserType) -> &'static str {
    match user {
        UserType::Agent | UserType::Supervisor => "Agent",
        UserType::Client => "Customer",
        UserType::External => "External",
    }
}

fn message<'a>(event: &'a Event, known: &'a [Participant<'a>]) -> Message<'a> {
    let (kind, text) = match &event.kind {
        EventType::Joined => ("ParticipantJoined", None),
        EventType::Left => ("ParticipantLeft", None),
        EventType::TypingStarted => ("TypingStarted", None),
        EventType::TypingStopped => ("TypingStopped", None),
        // The document has no type for an address; our reading: the customer is to see it.
        EventType::Text | EventType::PushUrl => ("Text", Some(event.text.as_str())),
        // The sample client knows a "Notice"; our reading: whatever else happens is one.
        EventType::CustomNotice
        | EventType::NicknameUpdated
        | EventType::FileUploaded
        | EventType::FileDeleted => ("Notice", Some(event.text.as_str())),
        EventType::Other(name) => (name.as_str(), Some(event.text.as_str())),
    };
    Message {
        kind,
        from: known.iter().find(|one| one.is_author_of(event)),
        text,
        index: event.position.0,
    }
}
