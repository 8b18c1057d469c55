//! A mark in the browser's storage, where a page may have no lock.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use causerie_core::tabs::Input;
use causerie_core::text::decimal;
use web_sys::{Storage, Window};

use super::Told;
use crate::call::EventListener;
use crate::transport::seed;

/// A mark in the browser's storage that says which tab leads. The mark of a tab that has crashed
/// stays, until one that somebody uses takes it away.
pub(super) struct Mark {
    storage: Storage,
    name: String,
    own: String,
    told: Told,
    held: Cell<bool>,
    waits: Cell<bool>,
    listener: RefCell<Option<EventListener>>,
}

impl Mark {
    /// `None` where nothing may be kept.
    pub(super) fn of(window: &Window, name: &str, told: &Told) -> Option<Rc<Self>> {
        let storage = window.local_storage().ok().flatten()?;
        let mark = Rc::new(Self {
            storage,
            name: name.to_owned(),
            own: decimal(seed()),
            told: Rc::clone(told),
            held: Cell::default(),
            waits: Cell::default(),
            listener: RefCell::default(),
        });
        let waiting = Rc::downgrade(&mark);
        let listener = EventListener::new(window, "storage", move |_| {
            if let Some(mark) = waiting.upgrade().filter(|mark| mark.waits.get()) {
                mark.ask(false);
            }
        });
        mark.listener.replace(Some(listener));
        Some(mark)
    }

    pub(super) fn ask(&self, steal: bool) {
        let seen = self.seen();
        if steal || seen.as_ref().is_none_or(|mark| *mark == self.own) {
            // Where it cannot be made, nobody else can make it either.
            let _ = self.storage.set_item(&self.name, &self.own);
            self.held.set(true);
            self.waits.set(false);
            return (self.told)(Input::Leads(true));
        }
        self.waits.set(true);
        if self.held.replace(false) {
            (self.told)(Input::Leads(false));
        }
    }

    fn seen(&self) -> Option<String> {
        self.storage.get_item(&self.name).ok().flatten()
    }

    pub(super) fn leave(&self) {
        self.waits.set(false);
        if self.held.replace(false) && self.seen().as_ref() == Some(&self.own) {
            let _ = self.storage.remove_item(&self.name);
        }
    }
}
