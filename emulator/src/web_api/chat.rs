//! Requests for chats, and the operations of a chat.

use super::info::Info;
use crate::chat::Chat;
use crate::dialect::Dialect;
use crate::digital::{self, Fields, Operation, Refusal, Reply};
use crate::emulator::Emulator;
use crate::event::Position;
use crate::http::Response;
use crate::id::ChatId;
use crate::now::Now;
use crate::settings::Settings;

/// Request chat. The older client names a `tenantId`, the documents a `tenantName`; it is told
/// back where it was named so.
pub(super) fn request(
    emulator: &mut Emulator,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let id = digital::start(emulator, Dialect::WebApi, None, fields, now)?;
    let (chat, settings) = emulator
        .direct_mut(Dialect::WebApi, &id)
        .ok_or(Refusal::NoChat)?;
    Ok(Reply::requested(chat, fields.get("tenantName"), settings).into_response())
}

/// SendMessage and its like.
pub(super) fn operate(
    emulator: &mut Emulator,
    id: &ChatId,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let operation = match fields.require("operationName")? {
        "SendMessage" => Operation::Send,
        "SendStartTypingNotification" => Operation::StartTyping,
        "SendStopTypingNotification" => Operation::StopTyping,
        "Complete" => Operation::Disconnect,
        _ => return Err(Refusal::UnknownOperation),
    };
    let (chat, settings) = at(emulator, id, fields, now)?;
    digital::perform(operation, chat, fields, settings, now)?;
    let tenant = tenant(chat, fields);
    Ok(Reply::done(chat, tenant.as_deref(), settings).into_response())
}

/// GetMessages, which keeps the session alive.
pub(super) fn messages(
    emulator: &mut Emulator,
    id: &ChatId,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let (chat, settings) = at(emulator, id, fields, now)?;
    let first = fields.position()?.unwrap_or(Position::JOINED);
    Ok(Reply::transcript(chat, first, settings).into_response())
}

/// Chat info, which one client asks for; what it is answered with is our reading. Nothing in it
/// is secret, so it needs no credentials.
pub(super) fn info(emulator: &mut Emulator, id: &ChatId) -> Result<Response, Refusal> {
    let found = emulator.direct_mut(Dialect::WebApi, id);
    let (chat, settings) = found.ok_or(Refusal::NoChat)?;
    Ok(Info::of(chat, settings.digital.quirks).into_response())
}

fn at<'a>(
    emulator: &'a mut Emulator,
    id: &ChatId,
    fields: &Fields,
    now: Now,
) -> Result<(&'a mut Chat, &'a Settings), Refusal> {
    let (chat, settings) = digital::by_id(emulator, Dialect::WebApi, id, fields, now)?;
    let named = tenant(chat, fields);
    if chat
        .tenant()
        .is_some_and(|own| named.as_deref() != Some(own))
    {
        return Err(Refusal::NoChat);
    }
    Ok((chat, settings))
}

/// The tenant that the request names, else the chat's.
fn tenant(chat: &Chat, fields: &Fields) -> Option<String> {
    let named = fields.get("tenantName").or(chat.tenant());
    named.map(str::to_owned)
}
