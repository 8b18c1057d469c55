//! A tab that shows what another holds.

use std::rc::Rc;

use super::signal::{Show, Signal, TabId};
use super::{Output, PATIENCE, Role, Tab, Window};
use crate::queue::Queue;
use crate::session::{self, Act, Known, Page, Stage, View};
use crate::time::{Monotonic, Now};
use crate::transcript::{Delivery, Row, RowKey, Transcript};

#[derive(Debug)]
pub(super) struct Follower {
    known: Known,
    told: View,
    /// How the leader's window stands.
    pub(super) window: Option<Window>,
    /// Whether the leader has been heard.
    heard: bool,
    /// Whether the composer of this tab was used; then the leader's does not count.
    drafts: bool,
    /// What was said here: the leader does not know of it.
    apart: Vec<RowKey>,
    /// What is to be done as soon as this tab leads.
    acts: Queue<Act>,
    claim: Option<Claim>,
    /// Has the lock, and leads from then on if nobody else does.
    holds: Option<Monotonic>,
    /// Whether the page was left.
    away: bool,
}

/// This tab wants to lead.
#[derive(Debug)]
struct Claim {
    /// When it last said so.
    at: Monotonic,
    /// Whether the leader has been heard since.
    answered: bool,
}

impl Follower {
    pub(super) fn new(known: Known) -> Self {
        let told = known.view();
        Self {
            known,
            told,
            window: None,
            heard: false,
            drafts: false,
            apart: Vec::new(),
            acts: Queue::default(),
            claim: None,
            holds: None,
            away: false,
        }
    }

    /// One that has led until now, and leads again if nobody does instead.
    pub(super) fn retired(known: Known, until: Monotonic) -> Self {
        Self {
            heard: true,
            holds: Some(until),
            ..Self::new(known)
        }
    }

    pub(super) fn view(&self) -> View {
        self.told.clone()
    }

    pub(super) const fn is_new(&self) -> bool {
        !self.heard
    }

    /// What it leaves to the leader that it becomes, and whether there are others.
    pub(super) fn inherit(&mut self) -> (Known, Queue<Act>, bool) {
        let acts = std::mem::take(&mut self.acts);
        (self.known.clone(), acts, self.heard)
    }

    pub(super) fn leave(&mut self) {
        self.away = true;
        self.heard = false;
        self.claim = None;
        self.holds = None;
    }

    pub(super) fn wake(&self) -> Option<Monotonic> {
        let claim = self.claim.as_ref().map(|claim| claim.at + PATIENCE);
        let typing = self.known.transcript.typing_expires();
        [claim, self.holds, typing].into_iter().flatten().min()
    }

    /// What is said here stands in the conversation at once.
    fn say(&mut self, text: &str, id: TabId, now: Now) {
        let stage = &self.known.stage;
        let takes = matches!(
            stage,
            Stage::Chatting | Stage::Resuming | Stage::Opening { .. }
        );
        if !takes || text.trim().is_empty() {
            return;
        }
        let transcript = &mut self.known.transcript;
        if self.apart.is_empty() {
            transcript.stand_apart(id.0);
        }
        let key = transcript.write(text.trim_end(), Delivery::Waiting, now);
        self.apart.push(key);
        if *self.known.draft == *text {
            self.known.draft = "".into();
            self.drafts = true;
        }
    }

    /// Takes in what the leader tells; returns what is to be kept, if that is news.
    fn learn(&mut self, show: Show, now: Monotonic) -> Option<Option<String>> {
        let known = &mut self.known;
        if show.whole {
            let before = std::mem::take(&mut known.transcript);
            let rows = before.rows().iter();
            let unsent = rows.filter(|row| self.apart.contains(&row.key));
            let all: Vec<_> = show.rows.iter().chain(unsent).cloned().collect();
            adopt(&mut known.transcript, all);
        } else {
            adopt(&mut known.transcript, show.rows);
        }
        known.transcript.attend(&show.agents, &show.typing, now);
        known.stage = show.stage;
        known.connection = show.connection;
        if !self.drafts {
            known.draft = show.draft;
        }
        self.window = Some(show.window);
        self.heard = true;
        self.holds = None;
        if let Some(claim) = &mut self.claim {
            claim.answered = true;
        }
        let news = known.saved != show.saved;
        known.saved.clone_from(&show.saved);
        news.then_some(show.saved)
    }
}

impl Tab {
    pub(super) fn follow(&mut self, input: session::Input) {
        use session::Input;
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        let wants = match input {
            Input::Act(Act::Seen(_)) => false,
            Input::Act(Act::Draft(text)) => {
                follower.known.draft = text.into();
                follower.drafts = true;
                true
            }
            Input::Act(Act::Send(text)) => {
                follower.say(&text, self.id, self.now);
                true
            }
            Input::Act(act) => {
                follower.acts.push(act);
                true
            }
            Input::Page(page) => page == Page::Shown,
            Input::Answer(..) | Input::Clock | Input::Config(_) | Input::Progress(..) => false,
        };
        if wants && std::mem::take(&mut follower.away) {
            self.arrive();
        } else if wants {
            self.claim();
        }
    }

    /// Somebody uses this tab: it is to lead.
    pub(super) fn claim(&mut self) {
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        if follower.claim.is_some() || follower.away {
            return;
        }
        if follower.holds.is_some() {
            return self.lead();
        }
        self.claim_again();
    }

    fn claim_again(&mut self) {
        if let Role::Follows(follower) = &mut self.role {
            let at = self.now.monotonic;
            follower.claim = Some(Claim {
                at,
                answered: false,
            });
            self.ask(true);
        }
    }

    /// The lock is had. Where nobody sees this tab, the page of one that is seen may only be
    /// loading.
    pub(super) fn won(&mut self) {
        let hidden = self.page.hidden;
        match &mut self.role {
            Role::Follows(follower) if follower.away => {}
            Role::Follows(follower) if hidden && follower.claim.is_none() => {
                follower.holds = Some(self.now.monotonic + PATIENCE);
            }
            Role::Follows(_) => self.lead(),
            Role::Leads(_) => self.stays(),
        }
    }

    /// The lock was taken away.
    pub(super) fn lost(&mut self) {
        let doubted = self.retire();
        if let Role::Follows(follower) = &mut self.role {
            follower.holds = None;
            self.outputs.push(Output::Ask { steal: false });
        }
        for input in doubted {
            self.take(input);
        }
    }

    pub(super) fn shown(&mut self, show: Show) {
        let Role::Follows(follower) = &mut self.role else {
            return self.rivalled();
        };
        let window = follower.window;
        let news = follower.learn(show, self.now.monotonic);
        let moved = follower.window != window;
        if let Some(saved) = news {
            let save = session::Output::Save(saved);
            self.outputs.push(Output::Session(save));
        }
        if moved {
            self.changed();
        }
    }

    pub(super) fn yielded(&mut self, to: TabId) {
        if to == self.id && !self.leads() {
            self.outputs.push(Output::Ask { steal: true });
        }
    }

    /// Lets a tab that somebody uses lead in the place of this one, which has the lock only.
    pub(super) fn asked_to_yield(&mut self, heir: TabId) {
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        if let Some(until) = &mut follower.holds {
            *until = self.now.monotonic + PATIENCE;
            self.post(&Signal::Yield(heir));
        }
    }

    pub(super) fn drive_follower(&mut self) {
        let now = self.now.monotonic;
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        follower.known.transcript.expire_typing(now);
        if follower.holds.is_some_and(|until| until <= now) {
            self.lead();
            return self.drive_leader();
        }
        let due = |claim: &&mut Claim| claim.at + PATIENCE <= now;
        if let Some(claim) = follower.claim.as_mut().filter(due) {
            if claim.answered {
                self.claim_again();
            } else {
                claim.at = now;
                self.outputs.push(Output::Ask { steal: true });
            }
        }
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        let view = follower.known.view();
        if view != follower.told {
            follower.told = view;
            self.changed();
        }
    }

    pub(super) fn changed(&mut self) {
        let changed = session::Output::Changed;
        self.outputs.push(Output::Session(changed));
    }
}

fn adopt(transcript: &mut Transcript, rows: Vec<Rc<Row>>) {
    for row in rows {
        transcript.adopt(Rc::unwrap_or_clone(row));
    }
}
