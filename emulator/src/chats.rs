//! Every chat that is kept, and which of them need attention.

use crate::chat::Chat;
use crate::id::{ChatId, ClientId};
use crate::now::Now;
use crate::settings::Settings;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// Chats by their ids. Whoever asks for one to change it leaves a mark, so that what follows from
/// a change costs as much as was changed, however many chats there are.
#[derive(Debug, Default)]
pub(crate) struct Chats {
    kept: BTreeMap<ChatId, Chat>,
    marked: BTreeSet<ChatId>,
    schedule: Schedule,
    audience: BTreeMap<Ear, BTreeSet<ChatId>>,
}

/// Who is told of chats over CometD.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ear {
    /// In v1 every session of a `gms_user`, or of nobody in particular.
    User(Option<String>),
    /// In v2 one session.
    Client(ClientId),
}

impl Chats {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Chat> {
        self.kept.values()
    }

    pub(crate) fn get(&self, id: &ChatId) -> Option<&Chat> {
        self.kept.get(id)
    }

    /// The chat, to be changed.
    pub(crate) fn get_mut(&mut self, id: &ChatId) -> Option<&mut Chat> {
        let chat = self.kept.get_mut(id)?;
        self.marked.insert(id.clone());
        Some(chat)
    }

    pub(crate) fn insert(&mut self, chat: Chat) {
        self.marked.insert(chat.id().clone());
        self.kept.insert(chat.id().clone(), chat);
    }

    pub(crate) fn remove(&mut self, id: &ChatId) {
        self.schedule.forget(id);
        self.marked.remove(id);
        for ear in self.kept.remove(id).iter().flat_map(ears) {
            if let Entry::Occupied(mut chats) = self.audience.entry(ear) {
                chats.get_mut().remove(id);
                if chats.get().is_empty() {
                    chats.remove();
                }
            }
        }
    }

    /// An ear is gone, which has heard of its chats until now.
    pub(crate) fn deafen(&mut self, ear: &Ear, now: Now) {
        let chats = self.audience.remove(ear);
        for id in chats.unwrap_or_default() {
            if let Some(chat) = self.get_mut(&id) {
                chat.touch(now);
                if let Ear::Client(client) = ear {
                    chat.forget_listener(client);
                }
            }
        }
    }

    /// Puts down when something is next due for each chat that has a mark.
    pub(crate) fn plan_marked(&mut self, settings: &Settings) {
        for chat in self.marked.iter().filter_map(|id| self.kept.get(id)) {
            self.schedule.set(chat.id(), chat.deadline(settings));
        }
    }

    /// The same for one chat.
    pub(crate) fn plan(&mut self, id: &ChatId, settings: &Settings) {
        if let Some(chat) = self.kept.get(id) {
            self.schedule.set(id, chat.deadline(settings));
        }
    }

    /// A chat that something is due for.
    pub(crate) fn due(&self, now: Now) -> Option<ChatId> {
        let (due, id) = self.schedule.first()?;
        (*due <= now).then(|| id.clone())
    }

    pub(crate) fn next_deadline(&self) -> Option<Now> {
        self.schedule.first().map(|(due, _)| *due)
    }

    /// The chat, for what follows from its changes.
    pub(crate) fn attend(&mut self, id: &ChatId) -> Option<&mut Chat> {
        self.kept.get_mut(id)
    }

    /// The next chat that has a mark, until there is none.
    pub(crate) fn take_marked(&mut self, settings: &Settings) -> Option<ChatId> {
        let id = self.marked.pop_first()?;
        let chat = self.kept.get_mut(&id)?;
        self.schedule.set(&id, chat.deadline(settings));
        for ear in ears(chat) {
            self.audience.entry(ear).or_default().insert(id.clone());
        }
        Some(id)
    }

    /// Other settings may make anything due.
    pub(crate) fn mark_all(&mut self) {
        self.marked.extend(self.kept.keys().cloned());
    }
}

fn ears(chat: &Chat) -> Vec<Ear> {
    let user = chat.user().map(str::to_owned);
    let by_user = chat.is_comet().then_some(Ear::User(user));
    let clients = chat.listeners().iter().cloned().map(Ear::Client);
    by_user.into_iter().chain(clients).collect()
}

/// When each chat is next due.
#[derive(Debug, Default)]
struct Schedule {
    order: BTreeSet<(Now, ChatId)>,
    due: BTreeMap<ChatId, Now>,
}

impl Schedule {
    fn first(&self) -> Option<&(Now, ChatId)> {
        self.order.first()
    }

    fn set(&mut self, id: &ChatId, due: Now) {
        if self.due.get(id) != Some(&due) {
            self.forget(id);
            self.due.insert(id.clone(), due);
            self.order.insert((due, id.clone()));
        }
    }

    fn forget(&mut self, id: &ChatId) {
        if let Some(due) = self.due.remove(id) {
            self.order.remove(&(due, id.clone()));
        }
    }
}
