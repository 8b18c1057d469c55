//! Operations, carried out.

use super::operation::{Operation, Target};
use super::refusal::Refusal;
use crate::chat::{Chat, EndedBy};
use crate::emulator::Emulator;
use crate::event::{Content, EventType};
use crate::id::{AgentId, ChatId};
use crate::now::Now;
use crate::settings::Settings;
use crate::staff::{News, Reason};

/// Does it; a refused operation changes nothing.
pub(super) fn perform(
    emulator: &mut Emulator,
    agent: &AgentId,
    id: &ChatId,
    operation: Operation,
    now: Now,
) -> Result<(), Refusal> {
    check_colleague(emulator, agent, id, &operation)?;
    let upload = match &operation {
        Operation::AddAttachment { document, name } => {
            Some(emulator.documents.get(document, name.as_deref())?)
        }
        _ => None,
    };
    let found = emulator.chat_mut(id);
    let (chat, settings) = found.ok_or_else(|| Refusal::NoChat { id: id.clone() })?;
    check_part(chat, agent, &operation)?;
    match (operation, upload) {
        (
            Operation::Transfer {
                to: Target::Agent(to),
            },
            _,
        ) if scripted(chat, &to, settings).is_some() => {
            chat.vacate(agent, now)?;
            let lead = scripted(chat, &to, settings);
            chat.play(lead, settings, now);
            Ok(())
        }
        (Operation::AddAttachment { .. }, Some(upload)) => {
            let who = chat.seat(agent)?.party.clone();
            chat.keep_file(upload, &who, now);
            Ok(())
        }
        (operation, _) => Ok(act(chat, agent, operation, now)?),
    }
}

/// Only who is offered a chat may take it, only who is in may do anything else in it, and in a
/// chat that has ended there is only paperwork.
fn check_part(chat: &Chat, agent: &AgentId, operation: &Operation) -> Result<(), Refusal> {
    let is_in = chat.seat(agent).is_ok();
    let is_offered = chat.handling.offer_to(agent).is_some();
    if !is_in && !is_offered {
        return Err(Refusal::NotYours);
    }
    if !chat.is_live() && !is_paperwork(operation) {
        return Err(Refusal::Ended);
    }
    let takes = matches!(operation, Operation::Accept { .. } | Operation::Reject);
    match (takes, is_in) {
        (true, true) => Err(Refusal::AlreadyIn),
        (false, false) => Err(Refusal::NotYours),
        _ => Ok(()),
    }
}

fn is_paperwork(operation: &Operation) -> bool {
    matches!(
        operation,
        Operation::StopProcessing
            | Operation::RequestChatHistory { .. }
            | Operation::InFocus
            | Operation::SetDisposition { .. }
            | Operation::SetUserData { .. }
            | Operation::DeleteUserData { .. }
    )
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

/// The name of an agent whom the script of the chat's API plays.
fn scripted<'a>(chat: &Chat, agent: &AgentId, settings: &'a Settings) -> Option<&'a str> {
    let book = settings.script.as_ref()?.of(chat.dialect());
    book.agents().find(|name| AgentId::of(name) == *agent)
}

fn act(
    chat: &mut Chat,
    agent: &AgentId,
    operation: Operation,
    now: Now,
) -> Result<(), crate::agent::AgentError> {
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
            let audience = crate::staff::Audience::All;
            chat.by_agent(agent, EventType::PushUrl, url.as_str(), audience, now)
        }
        Operation::Leave => chat.leave_seat(agent, now),
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
            paperwork(chat, agent, other, now);
            Ok(())
        }
    }
}

/// What concerns no other person than the one who does it, and the end.
fn paperwork(chat: &mut Chat, agent: &AgentId, operation: Operation, now: Now) {
    match operation {
        Operation::Complete | Operation::StopProcessing => chat.end(EndedBy::Agent, now),
        Operation::RequestChatHistory { from } => chat.tell(News::History(agent.clone(), from)),
        Operation::SetDisposition { disposition } => {
            chat.handling.disposition = Some(disposition);
        }
        Operation::SetUserData { data } => chat.customer_attaches(data),
        Operation::DeleteUserData { keys } => {
            chat.customer.data.retain(|name, _| !keys.contains(name));
        }
        _ => {}
    }
}
