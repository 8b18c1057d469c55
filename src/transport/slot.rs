//! One place in what the browser keeps.

use causerie_core::config::{self, Config};
use causerie_core::text::concat;
use web_sys::Storage;

use crate::window::window;

/// One place in what the browser keeps. A page may be denied it: then nothing is kept and
/// nothing is found.
#[derive(Debug)]
pub(crate) struct Slot {
    name: String,
    keeper: config::Storage,
}

impl Slot {
    /// The place for that kind of thing, which is a word and a space or nothing, about chats of
    /// this address and service.
    pub(crate) fn of(config: &Config, kind: &str) -> Self {
        Self {
            // `www/element.js` looks for it too.
            name: concat(&["causerie:", kind, &config.url, " ", &config.service]),
            keeper: config.storage,
        }
    }

    /// The place by which tabs that are new learn of a chat that goes on in another, where that
    /// is kept for its own tab only.
    pub(crate) fn of_all(config: &Config) -> Self {
        let keeper = match config.storage {
            config::Storage::Session => config::Storage::Local,
            config::Storage::Local | config::Storage::None => config::Storage::None,
        };
        Self {
            // It begins like the place of a chat, and is found by what looks for that.
            name: Self::of(config, "").name + " shared",
            keeper,
        }
    }

    /// What is kept.
    pub(crate) fn read(&self) -> Option<String> {
        self.storage()?.get_item(&self.name).ok().flatten()
    }

    /// Keeps `text` in place of what was kept; `None` clears the place. Where there is no room
    /// for it, the place is cleared: a former text would send again what has been sent since.
    /// Returns what is kept now.
    pub(crate) fn write(&self, text: Option<String>) -> Option<String> {
        let storage = self.storage()?;
        let kept = text.filter(|text| storage.set_item(&self.name, text).is_ok());
        if kept.is_none() {
            // A forbidden storage costs the resumption, not the chat.
            let _ = storage.remove_item(&self.name);
        }
        kept
    }

    fn storage(&self) -> Option<Storage> {
        let window = window()?;
        let storage = match self.keeper {
            config::Storage::Local => window.local_storage(),
            config::Storage::None => return None,
            config::Storage::Session => window.session_storage(),
        };
        storage.ok().flatten()
    }
}
