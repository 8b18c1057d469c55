//! The same over CometD: operations are published, replies and news delivered, on one service
//! channel.
//!
//! Document: "Chat API Version 2 via CometD"; besides, what its clients were seen to send.

use super::chat;
use crate::bayeux::Publication;
use crate::chat::Chat;
use crate::courier::Parcel;
use crate::dialect::Dialect;
use crate::digital::{self, Fields, Operation, Refusal, Reply};
use crate::emulator::Emulator;
use crate::event::Position;
use crate::id::{ClientId, ServiceId};
use crate::now::Now;
use crate::settings::Settings;
use serde_json::Value;

const CHANNELS: &str = "/service/chatV2/";

/// Acts on what a client has published, if it is for this API.
pub(crate) fn take(emulator: &mut Emulator, publication: &Publication, now: Now) {
    let Publication {
        client,
        channel,
        data,
    } = publication;
    let Some(service) = channel.strip_prefix(CHANNELS) else {
        return;
    };
    if !emulator.settings.digital.notification_mode {
        return;
    }
    let done = attempt(emulator, client, service, data, now);
    if let Some(reply) = done.unwrap_or_else(|refusal| Some(refusal.into_data())) {
        emulator.deliver(client, channel, &reply, now);
    }
}

/// Channel and data of a push.
pub(crate) fn push(chat: &mut Chat, parcel: Parcel, settings: &Settings) -> (String, Value) {
    let data = object(&Reply::pushed(chat, parcel, settings));
    (channel(chat), data)
}

/// What the client is told besides the news of chats that it hears of.
fn attempt(
    emulator: &mut Emulator,
    client: &ClientId,
    service: &str,
    data: &Value,
    now: Now,
) -> Result<Option<Value>, Refusal> {
    let fields = Fields::of_json(data.clone())?;
    let operation = fields.require("operation")?;
    if operation == "requestChat" {
        let id = chat::start(emulator, service, &fields, now)?;
        let (chat, settings) = emulator
            .direct_mut(Dialect::GmsV2, &id)
            .ok_or(Refusal::NoChat)?;
        return Ok(Some(attach(chat, client, Position::JOINED, settings)));
    }
    let (chat, settings) = digital::by_key(emulator, &fields, now)?;
    if chat.service().map(ServiceId::as_str) != Some(service) {
        return Err(Refusal::NoChat);
    }
    if operation == "requestNotifications" {
        // "0 or absent: everything."
        let first = fields.position()?.unwrap_or(Position::JOINED);
        return Ok(Some(attach(chat, client, first, settings)));
    }
    let operation = named(operation).ok_or(Refusal::UnknownOperation)?;
    digital::perform(operation, chat, &fields, settings, now)?;
    answer(chat, client, &fields, settings)
}

/// From now on the client hears of everything that happens; told what has happened from `first`
/// on.
fn attach(chat: &mut Chat, client: &ClientId, first: Position, settings: &Settings) -> Value {
    chat.listen(client);
    let reply = Reply::listing(chat, Some(first), settings);
    let (last, live) = (chat.last(), chat.is_live());
    chat.courier().told(last, live);
    object(&reply)
}

/// What an operation has brought is news, which a client that hears of the chat is told with the
/// others. To one that does not it is told all the same, which is our reading. Where there is
/// none, as with a custom notice, the acknowledgement is all.
fn answer(
    chat: &mut Chat,
    client: &ClientId,
    fields: &Fields,
    settings: &Settings,
) -> Result<Option<Value>, Refusal> {
    let first = fields.position()?;
    if chat.listeners().contains(client) {
        if let Some(first) = first {
            chat.courier().repeat_after(first.before());
        }
        return Ok(None);
    }
    let is_told = first.is_some() || !chat.is_live() || chat.last() > chat.listed();
    Ok(is_told.then(|| object(&Reply::listing(chat, first, settings))))
}

fn channel(chat: &Chat) -> String {
    let service = chat.service().map_or("", ServiceId::as_str);
    format!("{CHANNELS}{service}")
}

fn object(reply: &Reply) -> Value {
    serde_json::to_value(reply).unwrap_or_default()
}

/// The operations; sending has another name here than over REST.
fn named(operation: &str) -> Option<Operation> {
    Some(match operation {
        "customNotice" => Operation::CustomNotice,
        "disconnect" => Operation::Disconnect,
        "pushUrl" => Operation::PushUrl,
        "sendMessage" => Operation::Send,
        "startTyping" => Operation::StartTyping,
        "stopTyping" => Operation::StopTyping,
        "updateData" => Operation::UpdateData,
        "updateNickname" => Operation::UpdateNickname,
        _ => return None,
    })
}
