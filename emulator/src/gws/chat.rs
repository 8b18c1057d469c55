//! The operations.

use super::body::{Body, Operation};
use super::index::Index;
use super::refusal::Refusal;
use super::reply;
use super::settings::GwsQuirks;
use crate::chat::{Chat, Customer, EndedBy, Opening};
use crate::data;
use crate::dialect::Dialect;
use crate::emulator::Emulator;
use crate::event::{Event, Position};
use crate::http::Response;
use crate::id::ChatId;
use crate::now::Now;

/// RequestChat.
pub(super) fn request(emulator: &mut Emulator, body: &Body, now: Now) -> Result<Response, Refusal> {
    if body.operation_name()? != "RequestChat" {
        return Err(Refusal::UnknownOperation);
    }
    let customer = customer(body)?;
    if emulator.is_full() {
        return Err(Refusal::Full);
    }
    let (ordinal, mut dice) = emulator.next_chat();
    let opening = Opening {
        id: ChatId::uuid(&mut dice),
        dialect: Dialect::Gws,
        service: None,
        ordinal,
        listed: Position::START,
        attended: emulator.is_attended(),
    };
    let chat = Chat::start(opening, customer, now, &emulator.settings, dice);
    let response = reply::requested(chat.id());
    emulator.keep(chat);
    Ok(response)
}

/// Every operation of a chat that has begun. "No further requests should be sent" after the end;
/// those that are sent are refused, whoever ended it.
pub(super) fn operate(
    emulator: &mut Emulator,
    id: &ChatId,
    body: &Body,
    now: Now,
) -> Result<Response, Refusal> {
    let operation = body.operation()?;
    let (chat, settings) = emulator
        .direct_mut(Dialect::Gws, id)
        .ok_or_else(|| Refusal::bad("there is no such chat"))?;
    if !chat.is_live() {
        return Err(Refusal::bad("the chat has ended"));
    }
    chat.touch(now);
    match operation {
        Operation::SendMessage { text } if text.len() > settings.message_limit => {
            return Err(Refusal::bad("text is too long"));
        }
        Operation::SendMessage { text } => chat.customer_says(text, now),
        Operation::SendStartTypingNotification => chat.customer_types(true, now),
        Operation::SendStopTypingNotification => chat.customer_types(false, now),
        Operation::Complete => chat.end(EndedBy::Customer, now),
    }
    Ok(reply::done())
}

/// GetChat.
pub(super) fn get(emulator: &mut Emulator, id: ChatId, now: Now) -> Result<Response, Refusal> {
    let Some((chat, settings)) = emulator.direct_mut(Dialect::Gws, &id) else {
        return Err(Refusal::UnknownChat { id });
    };
    chat.touch(now);
    Ok(reply::chat(chat, &settings.gws.quirks))
}

/// GetTranscript. It takes the news away: whoever asks next without an index does not get them.
pub(super) fn transcript(
    emulator: &mut Emulator,
    id: ChatId,
    index: Index,
    now: Now,
) -> Result<Response, Refusal> {
    let Some((chat, settings)) = emulator.direct_mut(Dialect::Gws, &id) else {
        return Err(Refusal::UnknownChat { id });
    };
    chat.touch(now);
    let quirks = &settings.gws.quirks;
    let events = list(chat, index, quirks);
    Ok(reply::messages(chat, &events, quirks))
}

fn list(chat: &mut Chat, index: Index, quirks: &GwsQuirks) -> Vec<Event> {
    let since = match index {
        Index::News => None,
        Index::From(0) if quirks.nothing_at_index_zero => return Vec::new(),
        Index::From(first) => Some(Position(first.saturating_sub(1))),
        Index::Nowhere => return Vec::new(),
    };
    chat.list(since).to_vec()
}

fn customer(body: &Body) -> Result<Customer, Refusal> {
    let (nickname, subject) = (body.text("nickname")?, body.text("subject")?);
    let mut data = body.user_data()?;
    let first_name = data.get("FirstName").map_or(nickname, String::as_str);
    let first_name = first_name.trim().to_owned();
    data.insert("subject".to_owned(), subject.to_owned());
    if nickname.len() > data::LIMIT || data::size(&data) > data::LIMIT {
        return Err(Refusal::bad("nickname or userData is too long"));
    }
    Ok(Customer {
        nickname: nickname.to_owned(),
        first_name,
        data,
        ..Customer::default()
    })
}
