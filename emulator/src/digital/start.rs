//! How chats begin.

use super::fields::{Fields, with_more};
use super::refusal::{Code, Refusal};
use crate::chat::{Chat, Customer, Opening};
use crate::dialect::Dialect;
use crate::emulator::Emulator;
use crate::event::Position;
use crate::id::{ChatId, ServiceId};
use crate::now::Now;
use std::collections::BTreeMap;

/// Starts a chat. A `text` that comes along is the customer's first message, which is our
/// reading: the clients that are known send an empty one.
pub(crate) fn start(
    emulator: &mut Emulator,
    dialect: Dialect,
    service: Option<&str>,
    fields: &Fields,
    now: Now,
) -> Result<ChatId, Refusal> {
    let customer = customer(fields)?;
    let text = fields.message("text", emulator.settings.message_limit)?;
    if !emulator.settings.agent_available || emulator.is_full() {
        return Err(Refusal::invalid(Code::CannotStart, "Try again later"));
    }
    let (ordinal, mut dice) = emulator.next_chat();
    let id = ChatId::mint(&mut dice);
    let opening = Opening {
        id: id.clone(),
        dialect,
        service: service.map(ServiceId::new),
        ordinal,
        listed: Position::START,
        attended: emulator.is_attended(),
    };
    let mut chat = Chat::start(opening, customer, now, &emulator.settings, dice);
    if let Some(text) = text {
        chat.customer_says(text, now);
    }
    emulator.keep(chat);
    Ok(id)
}

fn customer(fields: &Fields) -> Result<Customer, Refusal> {
    let email = fields.get("emailAddress");
    if email.is_some_and(|email| !email.contains('@')) {
        return Err(Refusal::invalid(Code::BadEmail, "emailAddress"));
    }
    Ok(Customer {
        nickname: nickname(fields)?,
        first_name: fields
            .get("firstName")
            .unwrap_or_default()
            .trim()
            .to_owned(),
        tenant: fields.get("tenantName").map(str::to_owned),
        data: with_more(&BTreeMap::new(), fields.attached())?,
        ..Customer::default()
    })
}

/// `nickname`, else first and last name as in the sample ("First Last"); one of the two is
/// required.
fn nickname(fields: &Fields) -> Result<String, Refusal> {
    let name = |field| fields.get(field).map(str::trim);
    match (name("nickname"), name("firstName"), name("lastName")) {
        (Some(nickname), _, _) => Ok(nickname.to_owned()),
        (None, Some(first), Some(last)) => Ok(format!("{first} {last}")),
        (None, None, Some(_)) => Err(Refusal::invalid(Code::FirstNameMissing, "firstName")),
        (None, Some(_), None) => Err(Refusal::invalid(Code::LastNameMissing, "lastName")),
        (None, None, None) => Err(Refusal::invalid(
            Code::NameMissing,
            "nickname, or firstName and lastName",
        )),
    }
}
