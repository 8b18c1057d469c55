//! A tab that shows what another holds.

use std::time::Duration;

use super::signal::{Ask, Show, Signal, TabId};
use super::{Output, PATIENCE, Tab, Window};
use crate::queue::Queue;
use crate::session::{self, Act, Page};
use crate::time::{Monotonic, earliest};
use crate::transcript::{Row, RowKey};

/// How long what a leader has told may still be on its way when its lock is had.
const AFTERMATH: Duration = Duration::from_millis(100);

#[derive(Debug, Default)]
pub(super) struct Follower {
    /// How the leader's window stands.
    pub(super) window: Option<Window>,
    /// Whether the leader has been heard.
    pub(super) heard: bool,
    /// Whether the composer of this tab is used; then the leader's does not count.
    pub(super) drafts: bool,
    /// What was said here, as long as the leader is not known to know of it.
    pub(super) apart: Vec<RowKey>,
    /// What is to be done as soon as this tab leads.
    pub(super) acts: Queue<Act>,
    /// When it last said that it wants to lead, if it does.
    pub(super) claim: Option<Monotonic>,
    /// Whether the leader has been heard since.
    pub(super) answered: bool,
    /// Has the lock, and leads from then on if nobody else does.
    pub(super) holds: Option<Monotonic>,
    /// Who is to lead instead.
    pub(super) heir: Option<Ask>,
    /// Whether the page was left.
    pub(super) away: bool,
}

impl Follower {
    pub(super) fn wake(&self) -> Option<Monotonic> {
        let claim = self.claim.map(|at| at + PATIENCE);
        earliest(&[claim, self.holds])
    }
}

impl Tab {
    pub(super) fn follow(&mut self, input: session::Input) {
        use session::Input;
        let uses = match input {
            Input::Act(Act::Draft(text)) => {
                self.follower.drafts = true;
                let draft = Signal::Draft(text.clone());
                self.tell_session(Input::Act(Act::Draft(text)));
                self.post(&draft);
                true
            }
            Input::Act(Act::Send(text)) => {
                self.say(&text);
                true
            }
            Input::Act(act) if !matches!(act, Act::Seen(_)) => {
                // Who leads asks at once; what was not begun here is not to be begun again.
                if !matches!(act, Act::TryAgain) {
                    self.follower.acts.push(act);
                }
                true
            }
            Input::Page(Page::Hidden) => {
                // Nobody uses it any more.
                self.follower.claim = None;
                self.follower.drafts = false;
                self.tell_session(input);
                false
            }
            other => {
                let shown = matches!(other, Input::Page(Page::Returned | Page::Shown));
                self.tell_session(other);
                shown
            }
        };
        if uses && std::mem::take(&mut self.follower.away) {
            self.doubt();
            self.arrive();
        } else if uses {
            self.claim();
        }
    }

    /// What waits here may have been sent by another tab, or will be.
    pub(super) fn doubt(&mut self) {
        if self.accompanied {
            self.session.doubt(self.now);
        }
    }

    /// What is said here stands in the conversation at once, and the leader is told.
    fn say(&mut self, text: &str) {
        if let Some(row) = self.session.say(text, self.now) {
            self.follower.apart.push(row.key);
            self.follower.drafts = true;
            self.post(&Signal::Say(row));
        }
    }

    /// Somebody uses this tab: it is to lead.
    pub(super) fn claim(&mut self) {
        let follower = &mut self.follower;
        let soon = self.now.monotonic + AFTERMATH;
        match &mut follower.holds {
            Some(until) => *until = (*until).min(soon),
            None if follower.claim.is_none() && !follower.away => self.claim_again(),
            None => {}
        }
    }

    fn claim_again(&mut self) {
        self.follower.claim = Some(self.now.monotonic);
        self.follower.answered = false;
        self.ask(true);
    }

    /// Something was said in another tab. Whoever leads may have been frozen then, or gone since.
    pub(super) fn told(&mut self, row: Row) {
        if !self.leads && row.is_unsent() {
            self.follower.apart.push(row.key);
        }
        self.session.adopt(row, self.now);
    }

    /// The lock is had. Where nobody sees this tab, the page of one that is seen may only be
    /// loading; and what the last leader has told may be still to be heard, even where one has let
    /// this one lead: a tab that was frozen may hear of that when others have led since.
    pub(super) fn won(&mut self) {
        let (now, follower) = (self.now.monotonic, &mut self.follower);
        if !self.leads && follower.holds.is_none() {
            self.session.share();
        }
        if self.leads || (follower.holds.is_some() && !self.held.is_empty()) {
            self.stays();
        } else if follower.away {
            // It was given up meanwhile.
        } else if self.hidden && follower.claim.is_none() {
            follower.holds = Some(now + PATIENCE);
        } else if self.accompanied {
            follower.holds = Some(now + AFTERMATH);
        } else {
            self.lead();
        }
    }

    /// The lock was taken away, by a tab that may have told of more than was heard yet.
    pub(super) fn lost(&mut self) {
        self.accompanied = true;
        self.held = Queue::default();
        self.retire();
        self.follower.holds = None;
        self.outputs.push(Output::Ask { steal: false });
    }

    /// Another tab leads, which does not know of this one.
    pub(super) fn led(&mut self) {
        self.follower.heard = false;
        self.ask(self.follower.claim.is_some());
    }

    /// Another tab leads, and shows this.
    pub(super) fn shown(&mut self, mut show: Show) {
        let follower = &mut self.follower;
        follower.answered = true;
        // A part of what is not known says nothing.
        if !show.image.whole && !follower.heard {
            return;
        }
        if self.session.outlives(&show.image) {
            // Nor do parts of that say anything here.
            follower.heard = false;
            return self.claim();
        }
        let follower = &mut self.follower;
        let known = |key: &RowKey| show.image.rows.iter().any(|row| row.key == *key);
        follower.apart.retain(|key| !known(key));
        follower.heard = true;
        if follower.window.replace(show.window) != Some(show.window) {
            let changed = session::Output::Changed;
            self.outputs.push(Output::Session(changed));
        }
        if follower.drafts {
            show.image.draft = self.session.view().draft;
        }
        let unknown = self.session.reflect(show.image, &follower.apart, self.now);
        for row in unknown {
            self.post(&Signal::Say(Row::clone(&row)));
        }
    }

    pub(super) fn yielded(&mut self, to: TabId) {
        if to == self.id && !self.leads {
            self.outputs.push(Output::Ask { steal: true });
        }
    }

    /// Lets a tab that somebody uses lead in the place of this one, which has the lock only, as
    /// soon as everything is heard.
    pub(super) fn asked_to_yield(&mut self, ask: &Ask) {
        let soon = self.now.monotonic + AFTERMATH;
        let Some(until) = self.follower.holds.as_mut() else {
            return;
        };
        if ask.leads {
            // Who was frozen has the rest still to hear, and that may be old.
            *until = (*until).min(soon);
            self.follower.heir = Some(*ask);
        }
        if ask.new {
            self.tell_unsent();
        }
    }

    fn yield_to(&mut self, heir: &Ask) {
        self.follower.holds = Some(self.now.monotonic + PATIENCE);
        if heir.new {
            self.show_only(Some(heir.from), None);
        }
        self.post_surely(&Signal::Yield(heir.from));
    }

    /// What was kept may be known to nobody else, and this tab may be closed soon.
    pub(super) fn tell_unsent(&mut self) {
        for row in self.session.unsent() {
            self.post(&Signal::Say(Row::clone(&row)));
        }
    }

    pub(super) fn drive_follower(&mut self) {
        let (now, follower) = (self.now.monotonic, &mut self.follower);
        if self.leads {
            return;
        }
        if follower.holds.is_some_and(|until| until <= now) {
            let unused = follower.acts.is_empty();
            return match follower.heir.take().filter(|_| unused) {
                Some(heir) => self.yield_to(&heir),
                None => self.lead(),
            };
        }
        let Some(at) = follower.claim.filter(|at| *at + PATIENCE <= now) else {
            return;
        };
        // One that was frozen itself has heard nobody.
        if follower.answered || now.since(at) > 2 * PATIENCE {
            self.claim_again();
        } else {
            follower.claim = Some(now);
            // Whoever has the lock may wake again.
            self.accompanied = true;
            self.outputs.push(Output::Ask { steal: true });
        }
    }
}
