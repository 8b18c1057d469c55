//! Which chat a request may speak for.

use super::fields::Fields;
use super::refusal::Refusal;
use super::settings::Rotation;
use crate::chat::Chat;
use crate::dialect::Dialect;
use crate::emulator::Emulator;
use crate::id::ChatId;
use crate::now::Now;
use crate::settings::Settings;

/// The chat of that id, for a request that shows all three of `alias`, `userId` and `secureKey`.
pub(crate) fn by_id<'a>(
    emulator: &'a mut Emulator,
    dialect: Dialect,
    id: &ChatId,
    fields: &Fields,
    now: Now,
) -> Result<(&'a mut Chat, &'a Settings), Refusal> {
    let shown = fields.shown();
    if shown.alias.is_none() || shown.user_id.is_none() {
        return Err(Refusal::NoChat);
    }
    let is_it = emulator
        .chat(id)
        .is_some_and(|chat| chat.dialect() == dialect);
    let id = is_it.then_some(id).cloned();
    admitted(emulator, id, fields, now)
}

/// The chat that the key opens. "secureKey" is enough over CometD; what is shown besides must
/// fit.
pub(crate) fn by_key<'a>(
    emulator: &'a mut Emulator,
    fields: &Fields,
    now: Now,
) -> Result<(&'a mut Chat, &'a Settings), Refusal> {
    let earlier_too = accepts_earlier(&emulator.settings);
    let opens = |chat: &Chat| {
        chat.dialect() == Dialect::GmsV2 && chat.keyring.opens(fields.shown(), earlier_too)
    };
    let id = match fields.get("chatId").map(ChatId::new) {
        Some(id) => emulator.chat(&id).filter(|chat| opens(chat)),
        None => emulator.find(opens),
    };
    let id = id.map(Chat::id).cloned();
    admitted(emulator, id, fields, now)
}

fn admitted<'a>(
    emulator: &'a mut Emulator,
    id: Option<ChatId>,
    fields: &Fields,
    now: Now,
) -> Result<(&'a mut Chat, &'a Settings), Refusal> {
    if let Some(failure) = emulator.settings.digital.failure {
        return Err(Refusal::Failing(failure));
    }
    let found = id.and_then(|id| emulator.chat_mut(&id));
    let (chat, settings) = found.ok_or(Refusal::NoChat)?;
    if !chat
        .keyring
        .opens(fields.shown(), accepts_earlier(settings))
    {
        return Err(Refusal::NoChat);
    }
    chat.touch(now);
    Ok((chat, settings))
}

fn accepts_earlier(settings: &Settings) -> bool {
    settings.digital.quirks.rotation == Rotation::Lenient
}
