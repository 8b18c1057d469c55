//! Who is typing, as far as anyone knows.

use std::rc::Rc;
use std::time::Duration;

use crate::chat::Participant;
use crate::time::{Monotonic, Wall};

/// A typist who gives no sign for this long has gone away or finished.
const PATIENCE: Duration = Duration::from_secs(30);

/// With until when to believe it, and when the server heard of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Typists(Vec<(Participant, Monotonic, Option<Wall>)>);

impl Typists {
    pub(super) fn nicknames(&self) -> impl Iterator<Item = &Rc<str>> {
        self.0.iter().map(|(who, ..)| &who.nickname)
    }

    pub(super) fn all(&self) -> Vec<Participant> {
        self.0.iter().map(|(who, ..)| who.clone()).collect()
    }

    pub(super) fn started(&mut self, who: &Participant, now: Monotonic, at: Option<Wall>) {
        self.stopped(who);
        self.0.push((who.clone(), now + PATIENCE, at));
    }

    /// Something happened at that time of the server's. Who began to type long before is not
    /// typing still, though it may only be heard of now.
    pub(super) fn outlast(&mut self, at: Wall) {
        self.0.retain(|(_, _, since)| {
            let since = since.unwrap_or(at).as_millis();
            at.as_millis().saturating_sub(since) < PATIENCE.as_millis() as i64
        });
    }

    pub(super) fn stopped(&mut self, who: &Participant) {
        self.0.retain(|(other, ..)| !other.is(who));
    }

    pub(super) fn renamed(&mut self, who: &Participant, name: &Rc<str>) {
        for (typist, ..) in self.0.iter_mut().filter(|(typist, ..)| typist.is(who)) {
            typist.nickname = Rc::clone(name);
        }
    }

    pub(super) fn expires(&self) -> Option<Monotonic> {
        self.0.iter().map(|(_, until, _)| *until).min()
    }

    pub(super) fn expire(&mut self, now: Monotonic) {
        self.0.retain(|(_, until, _)| *until > now);
    }
}
