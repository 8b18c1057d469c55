//! What goes out to agents over CometD.

use super::handling::{Handling, Reason};
use super::log::Entry;
use super::news::{News, State};
use super::roster::Roster;
use super::wording::{NotificationForm, Wording};
use crate::chat::{Chat, Party};
use crate::event::{Event, EventType};
use crate::id::AgentId;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The topics: of the chats resource, and of the older interactions resource, where the same is
/// told, as its own samples are no JSON.
pub(crate) const CHANNELS: [&str; 2] = ["/v2/me/chats", "/me/interactions"];

/// Where an agent hears that they are ready or not.
pub(crate) const STATES: &str = "/v2/me/channels";

/// Everything that a chat has to tell agents, each with whom it is for.
pub(crate) fn take(
    chat: &mut Chat,
    roster: &Roster,
    form: NotificationForm,
) -> Vec<(AgentId, Value)> {
    note_attendance(chat);
    let asked = chat.handling.asked.take();
    let mut told = Vec::new();
    for news in std::mem::take(&mut chat.handling.news) {
        let is_history = matches!(news, News::History(..));
        if !is_history && chat.handling.is_automatic(news.listener()) {
            continue;
        }
        // Nobody is to hear of the end before the last words.
        if let News::State(agent, State::Completed) = &news
            && let Some(after) = tell_rest(chat, agent)
        {
            let log = View::of(chat, agent, roster, form).log_after(after);
            told.push((agent.clone(), log));
        }
        let view = View::of(chat, news.listener(), roster, form);
        let body = match &news {
            News::State(agent, state) => {
                let asked = asked.as_ref().filter(|(asker, _)| asker == agent);
                view.status(*state, asked.map(|(_, number)| *number))
            }
            News::Participants(_) => view.participants(),
            News::History(_, first) => view.log_after(first.saturating_sub(1)),
        };
        told.push((news.listener().clone(), body));
    }
    let seats = chat.handling.seats.iter().filter(|seat| !seat.automatic);
    let seated: Vec<_> = seats.map(|seat| seat.agent.clone()).collect();
    for agent in seated {
        if let Some(after) = tell_rest(chat, &agent) {
            let log = View::of(chat, &agent, roster, form).log_after(after);
            told.push((agent, log));
        }
    }
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

/// The index behind which the log is news to an agent, who is told it now.
fn tell_rest(chat: &mut Chat, agent: &AgentId) -> Option<u32> {
    let last = chat.last_index();
    let mut seats = chat.handling.seats.iter_mut();
    let seat = seats.find(|seat| seat.agent == *agent)?;
    let told = std::mem::replace(&mut seat.told, last);
    (told < last).then_some(told)
}

/// A chat as one agent is told of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    chat: &'a Chat,
    agent: &'a AgentId,
    wording: Wording<'a>,
}

impl<'a> View<'a> {
    pub(crate) fn of(
        chat: &'a Chat,
        agent: &'a AgentId,
        roster: &'a Roster,
        form: NotificationForm,
    ) -> Self {
        Self {
            chat,
            agent,
            wording: Wording {
                form,
                origin: roster.origin(agent),
            },
        }
    }

    /// The chat as a resource, with its business data.
    pub(crate) fn resource(self, data: &BTreeMap<String, String>) -> Value {
        let mut resource = self.described(self.state(), &self.chat.attendance());
        resource.insert("userData".to_owned(), json!(data));
        // Under which of the names an agent is in; ours.
        if let Some(seat) = self.chat.handling.seat_of(self.agent) {
            let own = self.wording.party(self.chat, &seat.party);
            resource.insert("participant".to_owned(), own);
        }
        if let Some(disposition) = &self.chat.handling.disposition {
            resource.insert("disposition".to_owned(), json!(disposition));
        }
        resource.into()
    }

    /// `messages` behind an index.
    pub(crate) fn messages_after(self, index: u32) -> Value {
        let entries = self.chat.log_after(index);
        entries.iter().map(|entry| self.message(entry)).collect()
    }

    fn state(self) -> State {
        if !self.chat.is_live() {
            State::Completed
        } else if self.chat.handling.offer_to(self.agent).is_some() {
            State::Invited
        } else {
            State::Chatting
        }
    }

    fn log_after(self, index: u32) -> Value {
        let mut log = json!({
            "messageType": "MessageLogUpdated",
            "notificationType": "NewMessages",
            "chatUri": self.wording.address(&self.path()),
            "messages": self.messages_after(index),
        });
        if let (Some(fields), NotificationForm::Later) = (log.as_object_mut(), self.wording.form) {
            fields.insert("chatPath".to_owned(), json!(self.path()));
        }
        log
    }

    /// "StatusChange", with the number of the agent's own operation that it follows from, if it
    /// does. The participants of a chat that begins are told afterwards.
    fn status(self, state: State, reference: Option<u32>) -> Value {
        let mut status = changed("StatusChange", self.described(state, &[]));
        if let (Some(fields), Some(reference)) = (status.as_object_mut(), reference) {
            fields.insert("referenceId".to_owned(), json!(reference));
        }
        status
    }

    fn participants(self) -> Value {
        let chat = self.described(self.state(), &self.chat.attendance());
        changed("ParticipantsUpdated", chat)
    }

    fn described(self, state: State, parties: &[Party]) -> Map<String, Value> {
        let (chat, wording) = (self.chat, self.wording);
        let participants = parties.iter().map(|party| wording.party(chat, party));
        let mut fields = vec![
            ("state", json!(state.as_str())),
            ("capabilities", json!(chat.capabilities(self.agent))),
            ("id", json!(chat.id().as_str())),
            ("uri", json!(wording.address(&self.path()))),
            ("participants", participants.collect()),
        ];
        if wording.form == NotificationForm::Later {
            fields.push(("path", json!(self.path())));
            fields.push(("chatType", json!(self.chat_type())));
            // Ours, so that one who is offered a chat sees whose it is.
            fields.push(("nickname", json!(chat.nickname())));
        }
        let fields = fields.into_iter();
        fields
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn path(self) -> String {
        format!("/chats/{}", self.chat.id())
    }

    /// Consultations are told apart from what comes from customers.
    fn chat_type(self) -> &'static str {
        let handling = &self.chat.handling;
        let offered = handling.offer_to(self.agent).map(|offer| &offer.reason);
        let seat = handling.seat_of(self.agent);
        let consulted = seat.is_some_and(|seat| seat.is_hidden());
        if consulted || matches!(offered, Some(Reason::Consultation(_))) {
            "Consult"
        } else {
            "Inbound"
        }
    }

    fn message(self, entry: &Entry<'_>) -> Value {
        let event = entry.event;
        let (kind, text_field) = kind_of_event(&event.kind);
        let mut message = json!({
            "index": entry.index,
            "from": self.wording.author(self.chat, event),
            "type": kind,
            "visibility": entry.audience.as_str(),
            "timestamp": event.at.stamp(),
            // Milliseconds, whatever the name says.
            "timestampSeconds": event.at.millis,
        });
        if let (Some(fields), Some(name)) = (message.as_object_mut(), text_field) {
            fields.extend(content(event, name));
        }
        message
    }
}

/// What an event says, its words in the field of that name.
fn content(event: &Event, name: &str) -> Map<String, Value> {
    let mut fields = Map::from_iter([(name.to_owned(), json!(event.text))]);
    if let Some(kind) = &event.message_type {
        fields.insert("messageType".to_owned(), json!(kind));
    }
    if !event.data.is_empty() {
        fields.insert("userData".to_owned(), json!(event.data));
    }
    fields
}

fn changed(kind: &str, chat: Map<String, Value>) -> Value {
    json!({
        "messageType": "ChatStateChangeMessage",
        "notificationType": kind,
        "chat": chat,
    })
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
