//! What an agent can look up. The documents name the resources; the fields are those of the
//! notifications, and more where a desk needs them.

use super::refusal::Refusal;
use super::reply;
use super::user_data;
use crate::chat::Chat;
use crate::emulator::Emulator;
use crate::http::{Request, Response};
use crate::id::{AgentId, ChatId, FileId};
use crate::script::Scripts;
use crate::staff::AgentAccount;
use crate::staff::notification::{self, View};
use serde_json::{Value, json};

/// `/api/v2/me`
pub(super) fn me(emulator: &Emulator, agent: &AgentId) -> Response {
    let account = emulator.settings.staff.account(agent);
    let user = account.map(|account| user(emulator, account));
    reply::with("user", user.unwrap_or_default())
}

/// `/api/v2/users`
pub(super) fn users(emulator: &Emulator) -> Response {
    reply::with("users", everybody(emulator).collect())
}

/// `/api/v2/users/{id}`
pub(super) fn other(emulator: &Emulator, id: AgentId) -> Result<Response, Refusal> {
    let mut users = everybody(emulator);
    match users.find(|user| user["id"] == id.as_str()) {
        Some(user) => Ok(reply::with("user", user)),
        None => Err(Refusal::NoAgent { id }),
    }
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
    let view = view(emulator, chat, agent);
    let messages = view.messages_after(first.saturating_sub(1));
    Ok(reply::with("messages", messages))
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

/// Agents with an account, and those whom a script plays.
fn everybody(emulator: &Emulator) -> impl Iterator<Item = Value> {
    let accounts = emulator.settings.staff.agents.iter();
    let users = accounts.map(|account| user(emulator, account));
    let scripts = emulator.settings.script.iter();
    users.chain(scripts.flat_map(Scripts::agents).map(automatic))
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
    view(emulator, chat, agent).resource(&user_data::of(emulator, chat))
}

fn view<'a>(emulator: &'a Emulator, chat: &'a Chat, agent: &'a AgentId) -> View<'a> {
    let form = emulator.settings.staff.notifications;
    View::of(chat, agent, &emulator.roster, form)
}
