//! What a customer does in a chat.

use super::fields::{Fields, with_more};
use super::refusal::Refusal;
use crate::chat::{Chat, EndedBy};
use crate::dialect::Dialect;
use crate::now::Now;
use crate::settings::Settings;

/// The operations that all ways of speaking to these APIs share; each has its own names for
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    CustomNotice,
    Disconnect,
    PushUrl,
    ReadReceipt,
    Refresh,
    Send,
    StartTyping,
    StopTyping,
    UpdateData,
    UpdateNickname,
}

impl Operation {
    /// Whether it makes no sense in a chat that is over. That it is then answered like a chat
    /// that is not there, so that nobody takes a message for delivered, is our reading.
    fn needs_life(self) -> bool {
        match self {
            Self::CustomNotice
            | Self::PushUrl
            | Self::Send
            | Self::UpdateData
            | Self::UpdateNickname => true,
            Self::Disconnect
            | Self::ReadReceipt
            | Self::Refresh
            | Self::StartTyping
            | Self::StopTyping => false,
        }
    }
}

/// Does it; a refused operation changes nothing.
pub(crate) fn perform(
    operation: Operation,
    chat: &mut Chat,
    fields: &Fields,
    settings: &Settings,
    now: Now,
) -> Result<(), Refusal> {
    let position = fields.position()?;
    let name = text_field(chat);
    let text = fields.message(name, settings.message_limit)?;
    if !chat.is_live() {
        return match operation.needs_life() {
            true => Err(Refusal::NoChat),
            false => Ok(()),
        };
    }
    let required = || text.ok_or(Refusal::Wrong { what: name });
    match operation {
        Operation::Refresh if fields.has(name) => preview(chat, text),
        Operation::Refresh => {}
        Operation::StartTyping => types(chat, true, text, settings, now),
        Operation::StopTyping => types(chat, false, text, settings, now),
        Operation::Send => {
            let kind = fields.message("messageType", settings.message_limit)?;
            chat.customer_says_as(required()?, kind, now);
        }
        Operation::CustomNotice => chat.customer_notes(required()?, now),
        Operation::Disconnect => chat.end(EndedBy::Customer, now),
        Operation::PushUrl => chat.customer_pushes(short(fields, "pushUrl", settings)?, now),
        Operation::UpdateNickname => {
            chat.customer_renames(short(fields, "nickname", settings)?, now);
        }
        Operation::UpdateData => {
            chat.customer_attaches(with_more(chat.data(), fields.data())?);
        }
        Operation::ReadReceipt => {
            let what = "transcriptPosition";
            chat.customer_has_read(position.ok_or(Refusal::Wrong { what })?);
        }
    }
    Ok(())
}

/// The field in which a text comes.
fn text_field(chat: &Chat) -> &'static str {
    match chat.dialect() {
        Dialect::WebApi => "text",
        _ => "message",
    }
}

/// A field that must be there, no longer than a message.
fn short<'a>(
    fields: &'a Fields,
    name: &'static str,
    settings: &Settings,
) -> Result<&'a str, Refusal> {
    let field = fields.message(name, settings.message_limit)?;
    field.ok_or(Refusal::Wrong { what: name })
}

/// What stands in the customer's composer.
fn preview(chat: &mut Chat, text: Option<&str>) {
    chat.customer_previews(text.unwrap_or_default());
}

fn types(chat: &mut Chat, typing: bool, text: Option<&str>, settings: &Settings, now: Now) {
    preview(chat, text);
    if !settings.digital.quirks.quiet_typing {
        chat.customer_types(typing, now);
    }
}
