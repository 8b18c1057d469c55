//! What an agent can look up. The documents name the resources; the fields are those of the
//! notifications, and more where a desk needs them.

use super::refusal::Refusal;
use super::reply;
use crate::chat::Chat;
use crate::emulator::Emulator;
use crate::http::{Request, Response};
use crate::id::{AgentId, ChatId, FileId, ServiceId};
use crate::script::Scripts;
use crate::service::Service;
use crate::staff::AgentAccount;
use crate::staff::notification;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// `/api/v2/me`
pub(super) fn me(emulator: &Emulator, agent: &AgentId) -> Response {
    let account = emulator.settings.staff.account(agent);
    let user = account.map(|account| user(emulator, account));
    reply::with("user", user.unwrap_or_default())
}

/// `/api/v2/users`
pub(super) fn users(emulator: &Emulator) -> Response {
    let accounts = emulator.settings.staff.agents.iter();
    let users = accounts.map(|account| user(emulator, account));
    let scripts = emulator.settings.script.iter();
    let scripted = scripts.flat_map(Scripts::agents).map(automatic);
    reply::with("users", users.chain(scripted).collect())
}

/// `/api/v2/me/chats`
pub(super) fn chats(emulator: &Emulator, agent: &AgentId) -> Response {
    let chats = emulator.roster.chats(agent);
    let chats = chats.filter_map(|id| emulator.chat(id));
    let chats = chats.map(|chat| resource(emulator, chat, agent));
    reply::with("chats", chats.collect())
}

/// `/api/v2/me/chats/{id}`
pub(super) fn chat(emulator: &Emulator, agent: &AgentId, id: &ChatId) -> Result<Response, Refusal> {
    let chat = engaged(emulator, agent, id)?;
    Ok(reply::with("chat", resource(emulator, chat, agent)))
}

/// `/api/v2/me/chats/{id}/messages?index=`, from that index on.
pub(super) fn messages(
    emulator: &Emulator,
    agent: &AgentId,
    id: &ChatId,
    request: &Request,
) -> Result<Response, Refusal> {
    let chat = seated(emulator, agent, id)?;
    let mut pairs = form_urlencoded::parse(request.query.as_bytes());
    let index = pairs.find(|(name, _)| name == "index");
    let first: u32 = match index.map(|(_, value)| value.parse()) {
        None => 1,
        Some(Ok(first)) => first,
        Some(Err(_)) => {
            let allowed = "a number from 0";
            let field = "index";
            return Err(Refusal::Wrong { field, allowed });
        }
    };
    let entries = chat.log_after(first.saturating_sub(1));
    let entries = notification::entries(chat, &entries);
    Ok(reply::with("messages", entries))
}

/// `/api/v2/me/chats/{id}/files/{file}`
pub(super) fn file(
    emulator: &Emulator,
    agent: &AgentId,
    id: &ChatId,
    file: &FileId,
) -> Result<Response, Refusal> {
    let chat = seated(emulator, agent, id)?;
    let found = chat.files.kept.get(file);
    let found = found.ok_or_else(|| Refusal::NoFile { id: file.clone() })?;
    Ok(found.handed_out())
}

/// A chat in which this agent is, or was at its end.
fn seated<'a>(emulator: &'a Emulator, agent: &AgentId, id: &ChatId) -> Result<&'a Chat, Refusal> {
    let chat = engaged(emulator, agent, id)?;
    chat.seat(agent).map_err(|_| Refusal::NotYours)?;
    Ok(chat)
}

/// A chat that is this agent's, or offered to them.
fn engaged<'a>(emulator: &'a Emulator, agent: &AgentId, id: &ChatId) -> Result<&'a Chat, Refusal> {
    let chat = emulator.chat(id);
    let chat = chat.ok_or_else(|| Refusal::NoChat { id: id.clone() })?;
    let is_engaged = chat.handling.engaged().contains(agent);
    is_engaged.then_some(chat).ok_or(Refusal::NotYours)
}

fn user(emulator: &Emulator, account: &AgentAccount) -> Value {
    let id = account.id();
    json!({
        "id": id.as_str(),
        "userName": account.user_name,
        "nickname": account.nickname,
        "state": notification::ready_word(emulator.roster.is_ready(&id)),
    })
}

/// An agent whom a script plays, and who takes every chat that is handed over.
fn automatic(name: &str) -> Value {
    json!({
        "id": AgentId::of(name).as_str(),
        "userName": name,
        "nickname": name,
        "state": notification::ready_word(true),
        "automatic": true,
    })
}

fn resource(emulator: &Emulator, chat: &Chat, agent: &AgentId) -> Value {
    notification::resource(chat, agent, &data(emulator, chat))
}

/// Business data, of the service where it was attached to that.
fn data(emulator: &Emulator, chat: &Chat) -> BTreeMap<String, String> {
    let service = chat
        .service()
        .and_then(|id: &ServiceId| emulator.service(id));
    let attached = service.map(Service::data).cloned();
    let mut data = attached.unwrap_or_default();
    data.extend(chat.data().clone());
    data
}
