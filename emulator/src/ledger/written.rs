//! What was written down, and what is still to be.

use super::centre::Centre;
use super::change::{Change, Name};
use crate::chat::Chat;
use crate::emulator::Emulator;
use crate::id::{ChatId, FileId, ServiceId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Keeps account of what is stored.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    centre: String,
    written: BTreeMap<ChatId, Written>,
    changed_chats: BTreeSet<ChatId>,
    changed_services: BTreeSet<ServiceId>,
}

/// What is stored of one chat.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) events: usize,
    pub(super) asides: usize,
    pub(super) files: BTreeSet<FileId>,
}

impl Ledger {
    /// The chat has changed, or is gone.
    pub(crate) fn note_chat(&mut self, id: &ChatId) {
        self.changed_chats.insert(id.clone());
    }

    /// The service has changed, or is gone.
    pub(crate) fn note_service(&mut self, id: &ServiceId) {
        self.changed_services.insert(id.clone());
    }

    pub(super) fn is_written(&mut self, chat: &Chat) {
        let written = Written {
            events: chat.transcript().len(),
            asides: chat.handling.asides.len(),
            files: chat.files.kept.keys().cloned().collect(),
        };
        self.written.insert(chat.id().clone(), written);
    }

    fn chat(&mut self, id: ChatId, chat: Option<&Chat>, changes: &mut Vec<Change>) {
        let Some(chat) = chat else {
            self.written.remove(&id);
            changes.push(Change::gone(Name::Chat(id)));
            return;
        };
        changes.push(Change::to(Name::Chat(id.clone()), json(chat)));
        let written = self.written.entry(id.clone()).or_default();
        let events = chat.transcript().iter().skip(written.events);
        changes.extend(events.map(|event| {
            let name = Name::Event(id.clone(), event.position.0);
            Change::to(name, json(event))
        }));
        let asides = (1..).zip(&chat.handling.asides).skip(written.asides);
        changes.extend(asides.map(|(nth, aside)| {
            let name = Name::Aside(id.clone(), nth);
            Change::to(name, json(aside))
        }));
        changes.extend(files(&id, chat, written));
        self.is_written(chat);
    }
}

/// The files that came and went.
fn files(id: &ChatId, chat: &Chat, written: &Written) -> Vec<Change> {
    let kept = &chat.files.kept;
    let come = kept
        .values()
        .filter(|file| !written.files.contains(file.id()));
    let come = come.map(|file| Change {
        name: Name::File(id.clone(), file.id().clone()),
        body: Some(json(file)),
        bytes: file.upload().bytes.clone(),
    });
    let gone = written.files.iter().filter(|file| !kept.contains_key(file));
    let gone = gone.map(|file| Change::gone(Name::File(id.clone(), file.clone())));
    come.chain(gone).collect()
}

impl Emulator {
    /// What has changed since the last call, for an emulator that came from
    /// [`Emulator::restore`]; nothing for any other. Whoever stores it before answers go out loses
    /// nothing that a client knows of.
    pub fn take_changes(&mut self) -> Vec<Change> {
        let Some(mut ledger) = self.ledger.take() else {
            return Vec::new();
        };
        let mut changes = Vec::new();
        for id in std::mem::take(&mut ledger.changed_services) {
            let service = self.service(&id).map(json);
            let name = Name::Service(id);
            changes.push(match service {
                Some(body) => Change::to(name, body),
                None => Change::gone(name),
            });
        }
        for id in std::mem::take(&mut ledger.changed_chats) {
            let chat = self.chats.get(&id);
            ledger.chat(id, chat, &mut changes);
        }
        let centre = json(&Centre {
            dice: self.dice.clone(),
            chats_started: self.chats_started,
            roster: self.roster.clone(),
        });
        if centre != ledger.centre {
            ledger.centre.clone_from(&centre);
            changes.push(Change::to(Name::Centre, centre));
        }
        self.ledger = Some(ledger);
        changes
    }
}

/// Derived serialization of maps with text keys cannot fail; what is written is read by tests.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
