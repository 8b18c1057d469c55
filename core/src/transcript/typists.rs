//! Who is typing, as far as anyone knows.

use std::rc::Rc;
use std::time::Duration;

use crate::chat::Participant;
use crate::time::Monotonic;

/// A typist who gives no sign for this long has gone away or finished.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone, Debug, Default)]
pub(super) struct Typists(Vec<(Participant, Monotonic)>);

impl Typists {
    pub(super) fn nicknames(&self) -> impl Iterator<Item = &Rc<str>> {
        self.0.iter().map(|(who, _)| &who.nickname)
    }

    pub(super) fn all(&self) -> Vec<Participant> {
        self.0.iter().map(|(who, _)| who.clone()).collect()
    }

    pub(super) fn started(&mut self, who: &Participant, now: Monotonic) {
        self.stopped(who);
        self.0.push((who.clone(), now + PATIENCE));
    }

    pub(super) fn stopped(&mut self, who: &Participant) {
        self.0.retain(|(other, _)| !other.is(who));
    }

    pub(super) fn renamed(&mut self, who: &Participant, name: &Rc<str>) {
        for (typist, _) in self.0.iter_mut().filter(|(typist, _)| typist.is(who)) {
            typist.nickname = Rc::clone(name);
        }
    }

    pub(super) fn expires(&self) -> Option<Monotonic> {
        self.0.iter().map(|(_, until)| *until).min()
    }

    pub(super) fn expire(&mut self, now: Monotonic) {
        self.0.retain(|(_, until)| *until > now);
    }
}
