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
    let is_it = |chat: &Chat| chat.id() == id && chat.dialect() == dialect;
    admitted(emulator, is_it, fields, now)
}

/// The chat that the key opens. "secureKey" is enough over CometD; what is shown besides must
/// fit.
pub(crate) fn by_key<'a>(
    emulator: &'a mut Emulator,
    fields: &Fields,
    now: Now,
) -> Result<(&'a mut Chat, &'a Settings), Refusal> {
    let named = fields.get("chatId");
    let is_it = |chat: &Chat| {
        chat.dialect() == Dialect::GmsV2 && named.is_none_or(|id| chat.id().as_str() == id)
    };
    admitted(emulator, is_it, fields, now)
}

fn admitted<'a>(
    emulator: &'a mut Emulator,
    is_it: impl Fn(&Chat) -> bool,
    fields: &Fields,
    now: Now,
) -> Result<(&'a mut Chat, &'a Settings), Refusal> {
    let digital = &emulator.settings.digital;
    if let Some(failure) = digital.failure {
        return Err(Refusal::Failing(failure));
    }
    let earlier_too = digital.quirks.rotation == Rotation::Lenient;
    let opens = |chat: &Chat| is_it(chat) && chat.keyring.opens(fields.shown(), earlier_too);
    let (chat, settings) = emulator.direct_that(opens).ok_or(Refusal::NoChat)?;
    chat.touch(now);
    Ok((chat, settings))
}
