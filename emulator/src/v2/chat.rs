//! Requests for chats, and the operations of a chat.

use super::route::Place;
use crate::chat::Chat;
use crate::dialect::Dialect;
use crate::digital::{self, Fields, Operation, Refusal, Reply};
use crate::emulator::Emulator;
use crate::event::Position;
use crate::http::Response;
use crate::id::{ChatId, ServiceId};
use crate::now::Now;
use crate::settings::Settings;

/// `/genesys/2/chat/{service}`
pub(super) fn request(
    emulator: &mut Emulator,
    service: &str,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let id = start(emulator, service, fields, now)?;
    let (chat, settings) = emulator
        .direct_mut(Dialect::GmsV2, &id)
        .ok_or(Refusal::NoChat)?;
    Ok(Reply::listing(chat, None, settings).into_response())
}

/// Starts a chat of one of the services.
pub(super) fn start(
    emulator: &mut Emulator,
    service: &str,
    fields: &Fields,
    now: Now,
) -> Result<ChatId, Refusal> {
    let known = &emulator.settings.digital.services;
    if !known.iter().any(|known| known == service) {
        return Err(Refusal::UnknownService {
            name: service.to_owned(),
        });
    }
    digital::start(emulator, Dialect::GmsV2, Some(service), fields, now)
}

/// `/genesys/2/chat/{service}/{chatId}/{operation}`
pub(super) fn operate(
    emulator: &mut Emulator,
    place: &Place,
    operation: Operation,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let (chat, settings) = at(emulator, place, fields, now)?;
    digital::perform(operation, chat, fields, settings, now)?;
    let first = first(operation, fields)?;
    Ok(Reply::listing(chat, first, settings).into_response())
}

/// The chat of a path, if the request may speak for it.
pub(super) fn at<'a>(
    emulator: &'a mut Emulator,
    place: &Place,
    fields: &Fields,
    now: Now,
) -> Result<(&'a mut Chat, &'a Settings), Refusal> {
    let found = digital::by_id(emulator, Dialect::GmsV2, &place.chat, fields, now)?;
    if found.0.service().map(ServiceId::as_str) == Some(&place.service) {
        Ok(found)
    } else {
        Err(Refusal::NoChat)
    }
}

/// The first event that is to be listed; none for what was not listed before. "Default 1" is
/// said of a refresh; where another operation leaves the position out, the recorded replies hold
/// the news.
fn first(operation: Operation, fields: &Fields) -> Result<Option<Position>, Refusal> {
    Ok(match (operation, fields.position()?) {
        (Operation::Refresh, None) => Some(Position::JOINED),
        // A receipt says what was read, not what is wanted.
        (Operation::ReadReceipt, _) => None,
        (_, position) => position,
    })
}
