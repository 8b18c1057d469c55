//! The state, built from what was written down.

use super::centre::Centre;
use super::change::{Change, Name};
use super::written::Ledger;
use crate::chat::Chat;
use crate::emulator::Emulator;
use crate::event::Event;
use crate::file::File;
use crate::id::ChatId;
use crate::now::Now;
use crate::service::Service;
use crate::settings::Settings;
use crate::staff::Aside;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Why records cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// A record is none that this version writes.
    #[error("the record {name:?} cannot be read: {source}")]
    Unreadable {
        /// Which record.
        name: Name,
        /// What is wrong in it.
        source: serde_json::Error,
    },
    /// A record belongs to a chat that is not there.
    #[error("the record {name:?} belongs to nothing")]
    Stray {
        /// Which record.
        name: Name,
    },
}

impl Emulator {
    /// A contact centre as it was when `records` were last written, at `now`; an empty one where
    /// there are none. From then on it tells what to store: [`Emulator::take_changes`].
    ///
    /// Time has gone on meanwhile: what has fallen due happens at the next call, each at its own
    /// time. Only clients are not blamed for having been silent.
    ///
    /// # Errors
    /// When a record is not one that [`Emulator::take_changes`] gave.
    pub fn restore(
        settings: Settings,
        seed: u64,
        records: Vec<Change>,
        now: Now,
    ) -> Result<Self, RestoreError> {
        let mut records = records;
        records.sort_by(|one, other| one.name.cmp(&other.name));
        let mut emulator = Self::new(settings, seed);
        let mut chats = BTreeMap::new();
        for record in records {
            if let Some(body) = &record.body {
                emulator.take_in(&record, body, &mut chats)?;
            }
        }
        let mut ledger = Ledger::default();
        for mut chat in chats.into_values() {
            ledger.is_written(&chat);
            chat.resume(&emulator.settings, now);
            emulator.keep(chat);
        }
        emulator.ledger = Some(ledger);
        Ok(emulator)
    }

    fn take_in(
        &mut self,
        record: &Change,
        body: &str,
        chats: &mut BTreeMap<ChatId, Chat>,
    ) -> Result<(), RestoreError> {
        let name = &record.name;
        match name {
            Name::Centre => {
                let centre: Centre = read(name, body)?;
                self.dice = centre.dice;
                self.chats_started = centre.chats_started;
                self.roster = centre.roster;
            }
            Name::Service(_) => self.keep_service(read::<Service>(name, body)?),
            Name::Chat(id) => {
                chats.insert(id.clone(), read(name, body)?);
            }
            Name::Event(id, _) => {
                let event: Event = read(name, body)?;
                owner(chats, id, name)?.transcript.restore(event);
            }
            Name::Aside(id, _) => {
                let aside: Aside = read(name, body)?;
                owner(chats, id, name)?.handling.asides.push(aside);
            }
            Name::File(id, file_id) => {
                let mut file: File = read(name, body)?;
                file.upload.bytes.clone_from(&record.bytes);
                let files = &mut owner(chats, id, name)?.files;
                files.kept.insert(file_id.clone(), file);
            }
        }
        Ok(())
    }
}

fn owner<'a>(
    chats: &'a mut BTreeMap<ChatId, Chat>,
    id: &ChatId,
    name: &Name,
) -> Result<&'a mut Chat, RestoreError> {
    let chat = chats.get_mut(id);
    chat.ok_or_else(|| RestoreError::Stray { name: name.clone() })
}

fn read<T: DeserializeOwned>(name: &Name, body: &str) -> Result<T, RestoreError> {
    serde_json::from_str(body).map_err(|source| RestoreError::Unreadable {
        name: name.clone(),
        source,
    })
}
