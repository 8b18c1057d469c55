//! What goes out to agents over CometD.

use super::handling::{Audience, Handling, Reason};
use super::log::Entry;
use super::news::{News, State};
use crate::chat::{Chat, Party};
use crate::event::{EventType, UserType};
use crate::id::AgentId;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The topics: of the chats resource, and of the older interactions resource, where the same is
/// told, as its own samples are no JSON.
pub(crate) const CHANNELS: [&str; 2] = ["/v2/me/chats", "/me/interactions"];

/// Where an agent hears that they are ready or not.
pub(crate) const STATES: &str = "/v2/me/channels";

/// Everything that a chat has to tell agents, each with whom it is for.
pub(crate) fn take(chat: &mut Chat) -> Vec<(AgentId, Value)> {
    note_attendance(chat);
    let mut told = Vec::new();
    for news in std::mem::take(&mut chat.handling.news) {
        match news {
            News::State(agent, _) | News::Participants(agent)
                if chat.handling.is_automatic(&agent) => {}
            // Nobody is to hear of the end before the last words.
            News::State(agent, State::Completed) => {
                told.extend(messages(chat, &agent));
                told.push((agent.clone(), status(chat, &agent, State::Completed)));
            }
            News::State(agent, state) => told.push((agent.clone(), status(chat, &agent, state))),
            News::Participants(agent) => told.push((agent.clone(), participants(chat, &agent))),
            News::History(agent, first) => {
                let entries = chat.log_after(first.saturating_sub(1));
                told.push((agent, log(chat, &entries)));
            }
        }
    }
    let seats = chat.handling.seats.iter().filter(|seat| !seat.automatic);
    let seated: Vec<_> = seats.map(|seat| seat.agent.clone()).collect();
    told.extend(seated.iter().filter_map(|agent| messages(chat, agent)));
    told
}

/// The agent is ready, or not any more; the fields are those of the channels resource.
pub(crate) fn readiness(is_ready: bool) -> Value {
    json!({
        "messageType": "ChannelStatesUpdated",
        "notificationType": "StateChange",
        "channels": [{"channel": "chat", "userState": {"state": ready_word(is_ready)}}],
    })
}

pub(crate) fn ready_word(is_ready: bool) -> &'static str {
    if is_ready { "Ready" } else { "NotReady" }
}

/// The chat as a resource, for one agent.
pub(crate) fn resource(chat: &Chat, agent: &AgentId, data: &BTreeMap<String, String>) -> Value {
    let state = state_for(chat, agent);
    let mut resource = described(chat, agent, state, &chat.attendance());
    resource.insert("userData".to_owned(), json!(data));
    // Under which of the names an agent is in; ours.
    if let Some(seat) = chat.handling.seat_of(agent) {
        let own = participant(chat, &seat.party);
        resource.insert("participant".to_owned(), own);
    }
    if let Some(disposition) = &chat.handling.disposition {
        resource.insert("disposition".to_owned(), json!(disposition));
    }
    resource.into()
}

/// `messages` of the resource and of the notifications.
pub(crate) fn entries(chat: &Chat, entries: &[Entry<'_>]) -> Value {
    entries.iter().map(|entry| message(chat, entry)).collect()
}

fn state_for(chat: &Chat, agent: &AgentId) -> State {
    if !chat.is_live() {
        State::Completed
    } else if chat.handling.offer_to(agent).is_some() {
        State::Invited
    } else {
        State::Chatting
    }
}

/// Tells everybody who is in, where the participants are others than before.
fn note_attendance(chat: &mut Chat) {
    let now = chat.attendance();
    if chat.handling.shown == now || !chat.is_live() {
        return;
    }
    let Handling {
        seats, news, shown, ..
    } = &mut chat.handling;
    *shown = now;
    for seat in seats {
        let told = News::Participants(seat.agent.clone());
        if !news.contains(&told) {
            news.push(told);
        }
    }
}

/// What an agent has not been told of the log.
fn messages(chat: &mut Chat, agent: &AgentId) -> Option<(AgentId, Value)> {
    let last = chat.last_index();
    let mut seats = chat.handling.seats.iter_mut();
    let seat = seats.find(|seat| seat.agent == *agent)?;
    let told = std::mem::replace(&mut seat.told, last);
    (told < last).then(|| (agent.clone(), log(chat, &chat.log_after(told))))
}

fn log(chat: &Chat, news: &[Entry<'_>]) -> Value {
    json!({
        "messageType": "MessageLogUpdated",
        "notificationType": "NewMessages",
        "chatUri": uri(chat),
        "chatPath": format!("/chats/{}", chat.id()),
        "messages": entries(chat, news),
    })
}

/// "StatusChange". The participants of a chat that begins are told afterwards.
fn status(chat: &Chat, agent: &AgentId, state: State) -> Value {
    changed("StatusChange", described(chat, agent, state, &[]))
}

fn participants(chat: &Chat, agent: &AgentId) -> Value {
    let state = state_for(chat, agent);
    let chat = described(chat, agent, state, &chat.attendance());
    changed("ParticipantsUpdated", chat)
}

fn changed(kind: &str, chat: Map<String, Value>) -> Value {
    json!({
        "messageType": "ChatStateChangeMessage",
        "notificationType": kind,
        "chat": chat,
    })
}

fn described(chat: &Chat, agent: &AgentId, state: State, parties: &[Party]) -> Map<String, Value> {
    let participants = parties.iter().map(|party| participant(chat, party));
    let fields = [
        ("state", json!(state.as_str())),
        ("capabilities", json!(capabilities(chat, agent, state))),
        ("id", json!(chat.id().as_str())),
        ("uri", json!(uri(chat))),
        ("participants", participants.collect()),
        ("chatType", json!(chat_type(chat, agent))),
        ("nickname", json!(chat.nickname())),
    ];
    let fields = fields.into_iter();
    fields
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn uri(chat: &Chat) -> String {
    format!("/api/v2/me/chats/{}", chat.id())
}

/// Consultations are told apart from what comes from customers.
fn chat_type(chat: &Chat, agent: &AgentId) -> &'static str {
    let offered = chat.handling.offer_to(agent).map(|offer| &offer.reason);
    let seat = chat.handling.seat_of(agent);
    let consulted = seat.is_some_and(|seat| seat.is_hidden());
    if consulted || matches!(offered, Some(Reason::Consultation(_))) {
        "Consult"
    } else {
        "Inbound"
    }
}

/// "Operation names that are valid for the current state."
fn capabilities(chat: &Chat, agent: &AgentId, state: State) -> Vec<&'static str> {
    match state {
        State::Invited => vec!["Accept", "Reject"],
        State::Completed => vec!["SetDisposition", "RequestChatHistory"],
        State::Revoked => Vec::new(),
        State::Chatting => in_chat(chat, agent),
    }
}

fn in_chat(chat: &Chat, agent: &AgentId) -> Vec<&'static str> {
    let seat = chat.handling.seat_of(agent);
    let mut able = vec![
        "SendMessage",
        "SendStartTypingNotification",
        "SendStopTypingNotification",
        "SendCustomNoticeToAgents",
        "Leave",
        "InFocus",
    ];
    if seat.is_some_and(|seat| seat.is_hidden()) {
        return able;
    }
    able.extend([
        "Transfer",
        "Complete",
        "Invite",
        "Consult",
        "SendUrl",
        "AddAttachment",
    ]);
    if chat.handling.consultant_of(agent).is_some() {
        able.extend(["CompleteTransfer", "CompleteConference"]);
    }
    able
}

fn participant(chat: &Chat, party: &Party) -> Value {
    let mut told = json!({
        "type": kind_of(party.user_type),
        "nickname": party.nickname,
        "participantId": participant_id(chat, party.id.0),
    });
    let mut seats = chat.handling.seats.iter();
    let is_hidden = seats.any(|seat| seat.is_hidden() && seat.party.id == party.id);
    // Whom the customer does not see, in the word for messages; ours.
    if let (Some(fields), true) = (told.as_object_mut(), is_hidden) {
        fields.insert("visibility".to_owned(), json!("Agents"));
    }
    told
}

/// Sixteen hexadecimal digits, as agents see them.
fn participant_id(chat: &Chat, number: u32) -> String {
    format!(
        "0093{:08X}{:04X}",
        chat.ordinal() & 0xffff_ffff,
        number & 0xffff
    )
}

fn kind_of(user: UserType) -> &'static str {
    match user {
        UserType::Agent | UserType::Supervisor => "Agent",
        UserType::Client => "Customer",
        UserType::External => "External",
    }
}

fn message(chat: &Chat, entry: &Entry<'_>) -> Value {
    let event = entry.event;
    let (kind, text_field) = kind_of_event(&event.kind);
    let mut message = json!({
        "index": entry.index,
        "from": {
            "nickname": event.nickname,
            "type": kind_of(event.user_type),
            "participantId": participant_id(chat, event.participant.0),
        },
        "type": kind,
        "visibility": match entry.audience {
            Audience::All => "All",
            Audience::Agents => "Agents",
        },
        "timestamp": event.at.stamp(),
        // Milliseconds, whatever the name says.
        "timestampSeconds": event.at.millis,
    });
    if let (Some(fields), Some(name)) = (message.as_object_mut(), text_field) {
        fields.insert(name.to_owned(), json!(event.text));
        if let Some(kind) = &event.message_type {
            fields.insert("messageType".to_owned(), json!(kind));
        }
        if !event.data.is_empty() {
            fields.insert("userData".to_owned(), json!(event.data));
        }
    }
    message
}

/// The word for an event, and the field that holds what it says.
fn kind_of_event(kind: &EventType) -> (&str, Option<&'static str>) {
    match kind {
        EventType::Joined => ("ParticipantJoined", None),
        EventType::Left => ("ParticipantLeft", None),
        EventType::TypingStarted => ("TypingStarted", None),
        EventType::TypingStopped => ("TypingStopped", None),
        EventType::Text => ("Text", Some("text")),
        EventType::PushUrl => ("PushUrl", Some("text")),
        EventType::CustomNotice => ("CustomNotice", Some("noticeText")),
        EventType::NicknameUpdated => ("NicknameUpdated", Some("text")),
        EventType::FileUploaded => ("FileUploaded", Some("text")),
        EventType::FileDeleted => ("FileDeleted", Some("text")),
        EventType::Other(name) => (name, Some("text")),
    }
}
