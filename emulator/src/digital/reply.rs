//! The response object: "The positive response is identical for any Chat V2 API request."

use super::event::{EventObject, Number};
use super::settings::{DigitalQuirks, Rotation};
use crate::chat::Chat;
use crate::courier::Parcel;
use crate::event::{Event, Position};
use crate::http::Response;
use crate::id::FileId;
use crate::settings::Settings;
use serde::Serialize;
use std::collections::BTreeMap;

/// A reply; each operation has its own choice of fields.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reply {
    #[serde(skip_serializing_if = "Option::is_none")]
    messages: Option<Vec<EventObject>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chat_ended: Option<bool>,
    status_code: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    secure_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chat_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_position: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tenant_name: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    user_data: BTreeMap<String, String>,
}

impl Reply {
    /// Everything: events from `first` on, or the news; the state, the credentials, the next
    /// position.
    pub(crate) fn listing(chat: &mut Chat, first: Option<Position>, settings: &Settings) -> Self {
        let quirks = settings.digital.quirks;
        let events = listed(chat, first, quirks);
        Self::full(chat, events, quirks)
    }

    /// What a push carries: as a reply that lists the news.
    pub(crate) fn pushed(chat: &mut Chat, parcel: Parcel, settings: &Settings) -> Self {
        let quirks = settings.digital.quirks;
        let events = objects(chat.after(parcel.after), quirks);
        Self::full(chat, events, quirks)
    }

    /// Events from `first` on and the state, and no more: the Web API Server's GetMessages.
    pub(crate) fn transcript(chat: &mut Chat, first: Position, settings: &Settings) -> Self {
        let quirks = settings.digital.quirks;
        let events = listed(chat, Some(first), quirks);
        Self {
            messages: Some(events).filter(|_| !quirks.omitted.messages),
            ..Self::state(chat, quirks)
        }
    }

    /// The credentials, and no more: the Web API Server's reply to an operation.
    pub(crate) fn done(chat: &mut Chat, tenant: Option<&str>, settings: &Settings) -> Self {
        let credentials = Self::credentials(chat, settings.digital.quirks);
        Self {
            tenant_name: tenant.map(str::to_owned),
            ..credentials
        }
    }

    /// The same with the chat's id: the Web API Server's reply to a request for a chat.
    pub(crate) fn requested(chat: &mut Chat, tenant: Option<&str>, settings: &Settings) -> Self {
        Self {
            chat_id: Some(chat.id().to_string()),
            ..Self::done(chat, tenant, settings)
        }
    }

    /// What is told about one thing that is no event: the file limits.
    pub(crate) fn notice(chat: &Chat, notice: EventObject, quirks: DigitalQuirks) -> Self {
        Self {
            messages: Some(vec![notice]),
            ..Self::state(chat, quirks)
        }
    }

    /// A file was taken.
    pub(crate) fn stored(chat: &Chat, file: &FileId, quirks: DigitalQuirks) -> Self {
        let id = ("file-id".to_owned(), file.to_string());
        Self {
            chat_id: chat_id(chat, quirks),
            user_data: BTreeMap::from([id]),
            ..Self::state(chat, quirks)
        }
    }

    pub(crate) fn into_response(self) -> Response {
        Response::json(200, &self)
    }

    fn full(chat: &mut Chat, events: Vec<EventObject>, quirks: DigitalQuirks) -> Self {
        let next = Number::of(chat.last().next().0, quirks.positions);
        Self {
            messages: Some(events).filter(|_| !quirks.omitted.messages),
            chat_id: chat_id(chat, quirks),
            chat_ended: Self::state(chat, quirks).chat_ended,
            next_position: Some(next).filter(|_| !quirks.omitted.next_position),
            ..Self::credentials(chat, quirks)
        }
    }

    fn state(chat: &Chat, quirks: DigitalQuirks) -> Self {
        Self {
            chat_ended: Some(!chat.is_live()).filter(|_| !quirks.omitted.chat_ended),
            ..Self::default()
        }
    }

    fn credentials(chat: &mut Chat, quirks: DigitalQuirks) -> Self {
        if quirks.rotation != Rotation::Never {
            chat.keyring.rotate();
        }
        let newest = chat.keyring.tell();
        Self {
            alias: Some(newest.alias.clone()),
            secure_key: Some(newest.secure_key.clone()),
            user_id: Some(newest.user_id.clone()),
            ..Self::default()
        }
    }
}

/// Events from `first` on, or the news.
fn listed(chat: &mut Chat, first: Option<Position>, quirks: DigitalQuirks) -> Vec<EventObject> {
    let first = match quirks.from_first {
        true => Some(Position::JOINED),
        false => first,
    };
    objects(chat.list(first.map(Position::before)), quirks)
}

fn objects(events: &[Event], quirks: DigitalQuirks) -> Vec<EventObject> {
    let events = events.iter();
    events.map(|event| EventObject::of(event, quirks)).collect()
}

fn chat_id(chat: &Chat, quirks: DigitalQuirks) -> Option<String> {
    Some(chat.id().to_string()).filter(|_| !quirks.omitted.chat_id)
}
