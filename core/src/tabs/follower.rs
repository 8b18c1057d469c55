//! A tab that shows what another holds.

use std::rc::Rc;
use std::time::Duration;

use super::signal::{Show, Signal, TabId};
use super::{Output, PATIENCE, Role, Tab, Window};
use crate::queue::Queue;
use crate::session::{self, Act, Known, Page, Stage, View};
use crate::time::{Monotonic, Now};
use crate::transcript::{Delivery, Row, RowKey};

#[derive(Debug)]
pub(super) struct Follower {
    known: Known,
    /// Whether there is something else to be seen.
    changed: bool,
    /// What is kept for the next page load.
    kept: Option<String>,
    /// How the leader's window stands.
    pub(super) window: Option<Window>,
    /// Whether the leader has been heard.
    heard: bool,
    /// Whether the composer of this tab was used; then the leader's does not count.
    drafts: bool,
    /// What was said here, as long as the leader is not known to know of it.
    apart: Vec<RowKey>,
    /// What is to be done as soon as this tab leads.
    acts: Queue<Act>,
    claim: Option<Claim>,
    /// Has the lock, and leads from then on if nobody else does.
    holds: Option<Monotonic>,
    /// Whether the last leader lets this tab lead.
    invited: bool,
    /// Whether the page was left.
    away: bool,
}

/// How long what a leader has told may still be on its way when its lock is had.
const AFTERMATH: Duration = Duration::from_millis(100);

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
        let kept = known.saved.clone();
        Self {
            known,
            kept,
            changed: false,
            window: None,
            heard: false,
            drafts: false,
            apart: Vec::new(),
            acts: Queue::default(),
            claim: None,
            holds: None,
            invited: false,
            away: false,
        }
    }

    /// One that has led until now, and leads again if nobody does instead. Whoever leads may
    /// not know what was not sent.
    pub(super) fn retired(known: Known, until: Monotonic) -> Self {
        let rows = known.transcript.rows().iter();
        let apart = rows.filter(|row| row.is_unsent()).map(|row| row.key);
        Self {
            heard: true,
            apart: apart.collect(),
            holds: Some(until),
            ..Self::new(known)
        }
    }

    pub(super) fn view(&self) -> View {
        self.known.view()
    }

    pub(super) const fn is_new(&self) -> bool {
        !self.heard
    }

    /// What it leaves to the leader that it becomes.
    pub(super) fn inherit(&mut self) -> (Known, Queue<Act>) {
        let acts = std::mem::take(&mut self.acts);
        (std::mem::take(&mut self.known), acts)
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

    /// What is said here stands in the conversation at once, and the leader is told.
    fn say(&mut self, text: &str, id: TabId, now: Now) -> Option<Row> {
        let stage = &self.known.stage;
        let takes = matches!(
            stage,
            Stage::Chatting | Stage::Resuming | Stage::Opening { .. }
        );
        if !takes || text.trim().is_empty() {
            return None;
        }
        let transcript = &mut self.known.transcript;
        transcript.stand_apart(now.wall, id.0);
        let key = transcript.write(text.trim_end(), Delivery::Waiting, now);
        self.apart.push(key);
        if *self.known.draft == *text {
            self.known.draft = "".into();
            self.drafts = true;
        }
        self.changed = true;
        self.known.transcript.own(key).map(|row| Row::clone(row))
    }

    /// Something was said in another tab, which may be gone before it is heard again.
    pub(super) fn overhear(&mut self, row: Row) {
        self.known.transcript.adopt(row);
        self.changed = true;
    }

    /// What is to be kept for the next page load; what was said here is in it, even if the
    /// leader has not heard it yet.
    fn keeps(&self, now: Now) -> Option<String> {
        if self.apart.is_empty() {
            self.known.saved.clone()
        } else {
            self.known.keep(now)
        }
    }

    /// Takes in what the leader tells; returns what it does not know.
    fn learn(&mut self, show: Show, now: Monotonic) -> Vec<Rc<Row>> {
        let known = &mut self.known;
        self.apart
            .retain(|key| !show.rows.iter().any(|row| row.key == *key));
        let mut unsent = Vec::new();
        if show.whole {
            let before = std::mem::take(&mut known.transcript);
            let rows = before.rows().iter();
            let apart = rows.filter(|row| self.apart.contains(&row.key));
            unsent = apart.cloned().collect();
        }
        for row in show.rows.iter().chain(&unsent) {
            known.transcript.adopt(Row::clone(row));
        }
        known.transcript.attend(&show.agents, &show.typing, now);
        known.stage = show.stage;
        known.connection = show.connection;
        if !self.drafts {
            known.draft = show.draft;
        }
        self.window = Some(show.window);
        self.heard = true;
        if let Some(claim) = &mut self.claim {
            claim.answered = true;
        }
        known.saved = show.saved;
        self.changed = true;
        unsent
    }
}

impl Tab {
    pub(super) fn follow(&mut self, input: session::Input) {
        use session::Input;
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        let mut news = None;
        let wants = match input {
            Input::Act(Act::Seen(_)) => false,
            Input::Act(Act::Draft(text)) => {
                follower.known.draft = text.as_str().into();
                follower.drafts = true;
                follower.changed = true;
                news = Some(Signal::Draft(text));
                true
            }
            Input::Act(Act::Send(text)) => {
                let row = follower.say(&text, self.id, self.now);
                news = row.map(Signal::Say);
                true
            }
            Input::Act(act) => {
                follower.acts.push(act);
                true
            }
            Input::Page(page) => {
                if page == Page::Hidden {
                    // Nobody uses it any more.
                    follower.claim = None;
                    follower.drafts = false;
                }
                matches!(page, Page::Returned | Page::Shown)
            }
            Input::Answer(..) | Input::Clock | Input::Config(_) | Input::Progress(..) => false,
        };
        let returns = wants && std::mem::take(&mut follower.away);
        if returns {
            self.arrive();
        } else if wants {
            self.claim();
        }
        if let Some(news) = news {
            self.post(&news);
        }
    }

    /// What was known here is out of date.
    pub(super) fn renew(&mut self, kept: Option<String>) {
        let known = Known::kept(&self.config, kept.as_deref(), self.now);
        if let Role::Follows(follower) = &mut self.role
            && follower.away
        {
            let known = Known {
                made: follower.known.made,
                ..known
            };
            **follower = Follower {
                away: true,
                changed: true,
                ..Follower::new(known)
            };
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
        match &mut follower.holds {
            Some(until) => *until = (*until).min(self.now.monotonic + AFTERMATH),
            None => self.claim_again(),
        }
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
    /// loading; and what the last leader has told may be still to be heard, unless it has let
    /// this one lead.
    pub(super) fn won(&mut self) {
        let (hidden, now) = (self.page.hidden, self.now.monotonic);
        let Role::Follows(follower) = &mut self.role else {
            return self.stays();
        };
        if follower.away {
            return;
        }
        if hidden && follower.claim.is_none() {
            follower.holds = Some(now + PATIENCE);
        } else if self.accompanied && !follower.invited {
            follower.holds = Some(now + AFTERMATH);
        } else {
            self.lead();
        }
    }

    /// The lock was taken away.
    pub(super) fn lost(&mut self) {
        self.retire();
        if let Role::Follows(follower) = &mut self.role {
            follower.holds = None;
            self.outputs.push(Output::Ask { steal: false });
        }
    }

    /// Another tab leads, which does not know of this one.
    pub(super) fn led(&mut self) {
        match &mut self.role {
            Role::Follows(follower) => {
                follower.heard = false;
                let claims = follower.claim.is_some();
                self.ask(claims);
            }
            Role::Leads(_) => self.rivalled(),
        }
    }

    pub(super) fn shown(&mut self, show: Show) {
        let Role::Follows(follower) = &mut self.role else {
            return self.rivalled();
        };
        let unknown = follower.learn(show, self.now.monotonic);
        for row in unknown {
            self.post(&Signal::Say(Row::clone(&row)));
        }
    }

    pub(super) fn yielded(&mut self, to: TabId) {
        if let Role::Follows(follower) = &mut self.role
            && to == self.id
        {
            follower.invited = true;
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
        let transcript = &mut follower.known.transcript;
        follower.changed |= transcript.typing_expires().is_some_and(|at| at <= now);
        transcript.expire_typing(now);
        if follower.holds.is_some_and(|until| until <= now) {
            self.lead();
            return self.drive_leader();
        }
        let due = |claim: &&mut Claim| claim.at + PATIENCE <= now;
        if let Some(claim) = follower.claim.as_mut().filter(due) {
            // One that was frozen itself has heard nobody.
            let late = now.since(claim.at) > 2 * PATIENCE;
            if claim.answered || late {
                self.claim_again();
            } else {
                claim.at = now;
                // Whoever has the lock may wake again.
                self.accompanied = true;
                self.outputs.push(Output::Ask { steal: true });
            }
        }
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        let saved = follower.keeps(self.now);
        if saved != follower.kept {
            follower.kept.clone_from(&saved);
            let save = session::Output::Save(saved);
            self.outputs.push(Output::Session(save));
        }
        if std::mem::take(&mut follower.changed) {
            self.changed();
        }
    }

    pub(super) fn changed(&mut self) {
        let changed = session::Output::Changed;
        self.outputs.push(Output::Session(changed));
    }
}
