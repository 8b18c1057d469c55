//! Who wants to be told.

use std::rc::{Rc, Weak};

use super::News;
use super::engine::Engine;

pub(super) type Observe = Rc<dyn Fn(&News)>;

/// Those who want to be told, in the order in which they came.
#[derive(Default)]
pub(super) struct Observers {
    all: Vec<(u64, Observe)>,
    count: u64,
}

impl Observers {
    pub(super) fn add(&mut self, observe: Observe) -> u64 {
        self.count += 1;
        self.all.push((self.count, observe));
        self.count
    }

    /// Takes one out; the caller drops it where nothing is borrowed.
    pub(super) fn remove(&mut self, id: u64) -> Option<Observe> {
        let place = self.all.iter().position(|(other, _)| *other == id)?;
        Some(self.all.remove(place).1)
    }

    /// All of them, to be called where nothing is borrowed.
    pub(super) fn all(&self) -> Vec<Observe> {
        self.all.iter().map(|(_, one)| Rc::clone(one)).collect()
    }
}

/// One who wants to be told; dropped, it is told no more.
#[must_use = "dropped, it is told no more"]
pub(crate) struct Subscription {
    pub(super) engine: Weak<Engine>,
    pub(super) id: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(engine) = self.engine.upgrade() {
            engine.unsubscribe(self.id);
        }
    }
}
