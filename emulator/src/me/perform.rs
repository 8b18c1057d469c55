//! Operations, carried out.

use super::operation::{Operation, Target};
use super::refusal::Refusal;
use super::user_data;
use crate::agent::AgentError;
use crate::chat::{Chat, EndedBy};
use crate::emulator::Emulator;
use crate::event::{Content, EventType};
use crate::file::Upload;
use crate::id::{AgentId, ChatId};
use crate::now::Now;
use crate::settings::Settings;
use crate::staff::{Audience, Capability, News, Reason};

/// Does it; a refused operation changes nothing.
pub(super) fn perform(
    emulator: &mut Emulator,
    agent: &AgentId,
    id: &ChatId,
    operation: Operation,
    now: Now,
) -> Result<(), Refusal> {
    let chat = emulator.chat(id);
    let chat = chat.ok_or_else(|| Refusal::NoChat { id: id.clone() })?;
    check_part(chat, agent, operation.capability())?;
    check_colleague(emulator, agent, id, &operation)?;
    match operation {
        Operation::AddAttachment {
            document,
            name,
            media_type,
        } => {
            let mut upload = emulator.documents.get(&document)?;
            upload.name = name.unwrap_or(upload.name);
            upload.media_type = media_type.or(upload.media_type);
            add_attachment(emulator, agent, id, upload, now)
        }
        Operation::SetUserData { data } => user_data::attach(emulator, id, data),
        Operation::DeleteUserData { keys } => {
            user_data::delete(emulator, id, &keys);
            Ok(())
        }
        operation => {
            let found = emulator.chat_mut(id);
            let (chat, settings) = found.ok_or_else(|| Refusal::NoChat { id: id.clone() })?;
            match scripted_target(chat, &operation, settings) {
                Some(lead) => {
                    chat.vacate(agent, now)?;
                    chat.play(Some(lead), settings, now);
                }
                None => act(chat, agent, operation, now)?,
            }
            chat.handling.ask(agent);
            Ok(())
        }
    }
}

/// Says why an agent cannot do something in a chat as it stands, unless they can.
fn check_part(chat: &Chat, agent: &AgentId, capability: Capability) -> Result<(), Refusal> {
    if chat.capabilities(agent).contains(&capability) {
        return Ok(());
    }
    let Ok(seat) = chat.seat(agent) else {
        return Err(Refusal::NotYours);
    };
    if !chat.is_live() {
        return Err(Refusal::Ended);
    }
    Err(match capability {
        Capability::Accept | Capability::Reject => Refusal::AlreadyIn,
        _ if seat.is_hidden() => Refusal::Consultant,
        Capability::Consult => AgentError::Consulting.into(),
        _ => AgentError::NoConsultation.into(),
    })
}

/// Whoever is called in must be somebody else who works here.
fn check_colleague(
    emulator: &Emulator,
    agent: &AgentId,
    chat: &ChatId,
    operation: &Operation,
) -> Result<(), Refusal> {
    let called = match operation {
        Operation::Invite { agent }
        | Operation::Consult { agent }
        | Operation::Transfer {
            to: Target::Agent(agent),
        } => agent,
        _ => return Ok(()),
    };
    if called == agent {
        return Err(Refusal::Oneself);
    }
    if emulator.settings.staff.account(called).is_some() {
        return Ok(());
    }
    let chat = emulator.chat(chat);
    let is_scripted = chat.is_some_and(|chat| scripted(chat, called, &emulator.settings).is_some());
    match (is_scripted, operation) {
        (true, Operation::Transfer { .. }) => Ok(()),
        (true, _) => Err(Refusal::Scripted),
        (false, _) => Err(Refusal::NoAgent { id: called.clone() }),
    }
}

/// The name of the agent to whom a chat is handed over, if a script plays them.
fn scripted_target<'a>(
    chat: &Chat,
    operation: &Operation,
    settings: &'a Settings,
) -> Option<&'a str> {
    match operation {
        Operation::Transfer {
            to: Target::Agent(to),
        } => scripted(chat, to, settings),
        _ => None,
    }
}

/// The name of an agent whom the script of the chat's API plays.
fn scripted<'a>(chat: &Chat, agent: &AgentId, settings: &'a Settings) -> Option<&'a str> {
    let book = settings.script.as_ref()?.of(chat.dialect());
    book.agents().find(|name| AgentId::of(name) == *agent)
}

/// There is one store for all files of all chats.
fn add_attachment(
    emulator: &mut Emulator,
    agent: &AgentId,
    id: &ChatId,
    upload: Upload,
    now: Now,
) -> Result<(), Refusal> {
    let size = u64::try_from(upload.bytes.len()).unwrap_or(u64::MAX);
    let stored = emulator.stored_bytes();
    if stored.saturating_add(size) > emulator.settings.digital.files.store_size {
        return Err(Refusal::Full);
    }
    let found = emulator.chat_mut(id);
    let (chat, _) = found.ok_or_else(|| Refusal::NoChat { id: id.clone() })?;
    let who = chat.seat(agent)?.party.clone();
    chat.keep_file(upload, &who, now);
    Ok(())
}

fn act(chat: &mut Chat, agent: &AgentId, operation: Operation, now: Now) -> Result<(), AgentError> {
    match operation {
        Operation::Accept { nickname } => chat.accept(agent, &nickname, now),
        Operation::Reject => chat.reject(agent, now),
        Operation::SendMessage {
            text,
            message_type,
            audience,
        } => {
            let content = Content {
                text,
                message_type,
                ..Content::default()
            };
            chat.by_agent(agent, EventType::Text, content, audience, now)
        }
        Operation::Type { starts, audience } => chat.types_as_agent(agent, starts, audience, now),
        Operation::SendCustomNotice { text, audience } => {
            let kind = EventType::CustomNotice;
            chat.by_agent(agent, kind, text.as_str(), audience, now)
        }
        Operation::SendUrl { url } => {
            let kind = EventType::PushUrl;
            chat.by_agent(agent, kind, url.as_str(), Audience::All, now)
        }
        Operation::Leave => chat.leave_seat(agent, now),
        Operation::StopProcessing => chat.stop_processing(agent, now),
        Operation::Transfer {
            to: Target::Agent(to),
        } => chat.hand_over(agent, &to, now),
        Operation::Transfer {
            to: Target::Anybody,
        } => chat.give_back(agent, now),
        Operation::Invite { agent: called } => chat.offer(&called, Reason::Invitation, now),
        Operation::Consult { agent: called } => chat.consult(agent, &called, now),
        Operation::CompleteTransfer => chat.complete_transfer(agent, now),
        Operation::CompleteConference => chat.complete_conference(agent, now),
        other => {
            note(chat, agent, other, now);
            Ok(())
        }
    }
}

/// What cannot fail.
fn note(chat: &mut Chat, agent: &AgentId, operation: Operation, now: Now) {
    match operation {
        Operation::Complete => chat.end(EndedBy::Agent, now),
        Operation::RequestChatHistory { from } => chat.tell(News::History(agent.clone(), from)),
        Operation::SetDisposition { disposition } => {
            chat.handling.disposition = Some(disposition);
        }
        // Nobody else sees on which chat an agent looks.
        _ => {}
    }
}
