//! One place in the browser's session storage.

use web_sys::Storage;

use crate::window::window;

/// One place in the browser's session storage. A page may be denied it: then
/// nothing is kept and nothing is found.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    name: String,
}

impl Slot {
    /// The place of that name among this product's own.
    pub(crate) fn named(name: &str) -> Self {
        Self {
            name: format!("causerie:{name}"),
        }
    }

    /// What is kept.
    pub(crate) fn read(&self) -> Option<String> {
        storage()?.get_item(&self.name).ok().flatten()
    }

    /// Keeps `text` in place of what was kept; `None` clears the place.
    pub(crate) fn write(&self, text: Option<&str>) {
        let Some(storage) = storage() else {
            return;
        };
        // A full or forbidden storage costs the resumption, not the chat.
        let _ = match text {
            Some(text) => storage.set_item(&self.name, text),
            None => storage.remove_item(&self.name),
        };
    }
}

fn storage() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}
