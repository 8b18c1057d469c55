//! The operations of a chat.

use super::fields::Fields;
use super::refusal::Refusal;
use super::reply::{self, Reply};
use super::route::Operation;
use crate::chat::{Chat, ChatState, Customer, EndedBy, Opening};
use crate::dialect::Dialect;
use crate::emulator::Emulator;
use crate::event::Position;
use crate::http::Response;
use crate::id::{ChatId, ServiceId};
use crate::now::Now;
use crate::service::Service;
use crate::settings::Settings;

/// Answers one operation of the chat that belongs to the service `id`.
pub(super) fn answer(
    emulator: &mut Emulator,
    id: &ServiceId,
    operation: Operation,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    if operation == Operation::Start {
        return start(emulator, id, fields, now);
    }
    let heard = emulator.hears_of(id);
    let (chat, settings) = chat_of(emulator, id)?;
    if refuses_refresh(chat, operation, settings) {
        return Err(Refusal::Ended);
    }
    chat.touch(now);
    match operation {
        Operation::Disconnect => return Ok(finish(chat, settings, fields, now)),
        Operation::StartTyping => types(chat, true, now),
        Operation::StopTyping => types(chat, false, now),
        Operation::Refresh | Operation::Send => speaks(chat, operation, fields, settings, now)?,
        Operation::Start => {}
    }
    let since = match operation {
        Operation::Refresh | Operation::Send => fields.position()?,
        _ => None,
    };
    let verbose = fields.is_verbose();
    Ok(if goes_over_comet(chat, since, heard) {
        entrust(chat, since, verbose);
        reply::comet(chat, settings)
    } else {
        Reply::transcript(chat, settings, operation, since, verbose).into_response()
    })
}

/// Whether the events go over CometD instead of into the reply. Our reading: a refresh that names
/// a position has missed something, so when no session of this user is there to hear it, the
/// reply itself holds the transcript, and nothing can be lost. One that names none is answered
/// as the quick start prints it, in any case.
fn goes_over_comet(chat: &Chat, since: Option<Position>, heard: bool) -> bool {
    chat.is_comet() && chat.is_live() && (heard || since.is_none())
}

/// Leaves it to CometD. Our reading: a position asks for everything behind it once more, and is
/// answered by a push even when that is nothing, so that a client knows where it stands.
fn entrust(chat: &mut Chat, since: Option<Position>, verbose: bool) {
    if let Some(position) = since {
        chat.courier().repeat_after(position);
    }
    if verbose {
        chat.courier().be_verbose();
    }
}

/// The customer's disconnect, which answers directly in CometD mode too.
fn finish(chat: &mut Chat, settings: &Settings, fields: &Fields, now: Now) -> Response {
    // Before the customer's own leaving is written, as the sample repeats its position.
    let reply = Reply::finished(chat, settings, fields.is_verbose());
    if chat.is_live() {
        chat.end(EndedBy::Customer, now);
        let last = chat.last();
        chat.courier().told(last, false);
    }
    reply.into_response()
}

/// Starts the chat. That a repeated start answers for the same chat, with its present state, is
/// our reading: the document only says that a service has exactly one.
fn start(
    emulator: &mut Emulator,
    id: &ServiceId,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let (service, settings) = known(emulator, id)?;
    if service.chat.is_none() {
        if !service.is_available(now, settings) {
            return Err(Refusal::NotReady);
        }
        check(fields, settings)?;
        begin(emulator, id, fields, now)?;
    }
    let (chat, settings) = chat_of(emulator, id)?;
    chat.touch(now);
    Ok(reply::started(chat, settings, fields.is_verbose()))
}

fn begin(
    emulator: &mut Emulator,
    id: &ServiceId,
    fields: &Fields,
    now: Now,
) -> Result<(), Refusal> {
    let data = fields.data()?;
    let (ordinal, mut dice) = emulator.next_chat();
    let attended = emulator.is_attended();
    let (service, settings) = known(emulator, id)?;
    if !service.attach(data) {
        return Err(Refusal::BadValue { field: "data" });
    }
    let opening = Opening {
        id: ChatId::mint(&mut dice),
        dialect: Dialect::GmsV1,
        service: Some(id.clone()),
        ordinal,
        // The document lists no customer's own join.
        listed: Position::JOINED,
        attended,
    };
    let chat = Chat::start(opening, customer(fields), now, settings, dice);
    service.chat = Some(chat.id().clone());
    emulator.keep(chat);
    Ok(())
}

/// Missing or wrong values of a start.
fn check(fields: &Fields, settings: &Settings) -> Result<(), Refusal> {
    if settings.subject_required && fields.get("subject").is_none() {
        return Err(Refusal::BadValue { field: "subject" });
    }
    if fields
        .get("email")
        .is_some_and(|email| !email.contains('@'))
    {
        return Err(Refusal::BadValue { field: "email" });
    }
    match fields.get("notify_by") {
        None | Some("comet") => Ok(()),
        Some(_) => Err(Refusal::BadValue { field: "notify_by" }),
    }
}

fn customer(fields: &Fields) -> Customer {
    Customer {
        nickname: nickname(fields),
        first_name: fields
            .get("firstName")
            .unwrap_or_default()
            .trim()
            .to_owned(),
        comet: fields.get("notify_by") == Some("comet"),
        user: fields.user().map(str::to_owned),
        ..Customer::default()
    }
}

/// `userDisplayName`, else first name and initial as in the samples ("VasyaP").
fn nickname(fields: &Fields) -> String {
    let name = |field| fields.get(field).map(str::trim);
    match (name("userDisplayName"), name("firstName"), name("lastName")) {
        (Some(display), _, _) => display.to_owned(),
        (None, Some(first), last) => {
            let initial = last.and_then(|last| last.chars().next());
            first.chars().chain(initial).collect()
        }
        (None, None, Some(last)) => last.to_owned(),
        (None, None, None) => "anonymous".to_owned(),
    }
}

fn types(chat: &mut Chat, typing: bool, now: Now) {
    if chat.is_live() {
        chat.customer_types(typing, now);
    }
}

/// Adds the message: optional on refresh, the very point of send.
fn speaks(
    chat: &mut Chat,
    operation: Operation,
    fields: &Fields,
    settings: &Settings,
    now: Now,
) -> Result<(), Refusal> {
    fields.position()?;
    let message = fields.message(settings.message_limit)?;
    if operation == Operation::Send && message.is_none() {
        return Err(Refusal::BadValue { field: "message" });
    }
    if let Some(message) = message.filter(|_| chat.is_live()) {
        chat.customer_says(message, now);
    }
    Ok(())
}

fn refuses_refresh(chat: &Chat, operation: Operation, settings: &Settings) -> bool {
    settings.chat_400_response_on_disconnected
        && operation == Operation::Refresh
        && matches!(
            chat.state(),
            ChatState::Ended {
                by: EndedBy::Agent,
                ..
            }
        )
}

/// The document's 503 where none was started, as nobody was available.
fn chat_of<'a>(
    emulator: &'a mut Emulator,
    id: &ServiceId,
) -> Result<(&'a mut Chat, &'a Settings), Refusal> {
    let unknown = || Refusal::UnknownService { id: id.clone() };
    emulator.service(id).ok_or_else(unknown)?;
    emulator.served_mut(id).ok_or(Refusal::NotReady)
}

fn known<'a>(
    emulator: &'a mut Emulator,
    id: &ServiceId,
) -> Result<(&'a mut Service, &'a Settings), Refusal> {
    emulator
        .service_mut(id)
        .ok_or_else(|| Refusal::UnknownService { id: id.clone() })
}
