//! The tab that holds the chat.

use std::rc::Rc;

use super::follower::Follower;
use super::signal::{Ask, Show, Signal, TabId};
use super::{Output, PATIENCE, Role, Tab, Window};
use crate::http::RequestId;
use crate::queue::Queue;
use crate::session::{self, Act, Page, Rows, Session};
use crate::time::Monotonic;
use crate::transcript::Row;

#[derive(Debug)]
pub(super) struct Leader {
    pub(super) session: Session,
    pub(super) wake: Option<Monotonic>,
    /// The conversation as the others were told last.
    told: Option<Rows>,
    /// How the window stood then.
    window: Window,
    /// Who is to lead next.
    heir: Option<TabId>,
    /// Requests that do not leave before it is certain that this tab leads: one that was frozen
    /// may have lost the lead and not know it.
    held: Queue<session::Output>,
    /// Whether that was asked.
    asked: bool,
}

impl Tab {
    /// From now on this tab holds the chat.
    pub(super) fn lead(&mut self) {
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        let (mut known, acts) = follower.inherit();
        if self.accompanied {
            known.transcript.stand_apart(self.now.wall, self.id.0);
        }
        self.seed = self.seed.wrapping_add(1);
        let config = Rc::clone(&self.config);
        let mut session = Session::continued(config, self.seed, known, self.now);
        if self.page.hidden {
            session.handle(session::Input::Page(Page::Hidden), self.now);
        }
        if self.page.offline {
            session.handle(session::Input::Page(Page::Offline), self.now);
        }
        session.handle(session::Input::Act(Act::Seen(self.page.seen)), self.now);
        for act in acts {
            session.handle(session::Input::Act(act), self.now);
        }
        self.role = Role::Leads(Box::new(Leader {
            session,
            wake: None,
            told: None,
            window: Window::default(),
            heir: None,
            held: Queue::default(),
            asked: false,
        }));
        // What the follower has shown may be something else.
        self.changed();
        if !self.accompanied {
            self.post(&Signal::Lead);
        }
    }

    /// This tab leads still: what waited for that may leave.
    pub(super) fn stays(&mut self) {
        if let Role::Leads(leader) = &mut self.role {
            leader.asked = false;
            let sends = std::mem::take(&mut leader.held).into_iter();
            self.outputs.extend(sends.map(Output::Session));
        }
    }

    /// Something was written in another tab.
    pub(super) fn wrote(&mut self, text: String) {
        if let Role::Leads(leader) = &mut self.role {
            let act = session::Input::Act(Act::Draft(text));
            leader.session.handle(act, self.now);
        }
    }

    /// Something was said in another tab.
    pub(super) fn said(&mut self, row: Row) {
        match &mut self.role {
            Role::Follows(follower) => follower.overhear(row),
            Role::Leads(leader) => leader.session.adopt(row, self.now),
        }
    }

    pub(super) fn asked(&mut self, ask: &Ask) {
        let Role::Leads(leader) = &mut self.role else {
            if ask.leads {
                self.asked_to_yield(ask.from);
            }
            return;
        };
        if ask.new || ask.leads {
            // Also a sign of life.
            leader.told.take_if(|_| ask.new);
            self.show();
        }
        if let (Role::Leads(leader), true) = (&mut self.role, ask.leads) {
            leader.heir = Some(ask.from);
        }
    }

    /// Another tab believes that it leads.
    pub(super) fn rivalled(&mut self) {
        self.outputs.push(Output::Ask { steal: false });
    }

    pub(super) fn drive_leader(&mut self) {
        let Role::Leads(leader) = &mut self.role else {
            return;
        };
        let mut news = leader.told.is_none() || leader.window != self.window;
        let mut outputs = Vec::new();
        while let Some(output) = leader.session.poll() {
            use session::Output;
            news |= matches!(output, Output::Changed | Output::Save(_));
            match output {
                Output::WakeAt(at) => leader.wake = at,
                Output::Abort(id) if leader.recall(id) => {}
                Output::Send(..) => leader.held.push(output),
                other => outputs.push(other),
            }
        }
        // The others know before anything leaves for the server.
        if self.accompanied && news {
            self.show();
        }
        self.outputs
            .extend(outputs.into_iter().map(Output::Session));
        self.make_sure();
    }

    /// Requests wait until it is certain that this tab leads; one that is wanted by another has
    /// to be idle.
    fn make_sure(&mut self) {
        let Role::Leads(leader) = &mut self.role else {
            return;
        };
        if !leader.held.is_empty() && !std::mem::replace(&mut leader.asked, true) {
            self.outputs.push(Output::Ask { steal: false });
        }
        if let (true, Some(heir)) = (leader.session.is_idle(), leader.heir) {
            self.retire();
            self.post(&Signal::Yield(heir));
        }
    }

    /// Tells the others what is news to them.
    fn show(&mut self) {
        let Role::Leads(leader) = &mut self.role else {
            return;
        };
        let view = leader.session.view();
        let told = leader.told.take();
        let news = told.and_then(|told| news(&told, &view.rows));
        let [agents, typing] = leader.session.attendance();
        leader.window = self.window;
        leader.told = Some(view.rows.clone());
        let show = Show {
            whole: news.is_none(),
            rows: news.unwrap_or_else(|| view.rows.0.to_vec()),
            stage: view.stage,
            connection: view.connection,
            draft: view.draft,
            agents,
            typing,
            saved: leader.session.saved().map(str::to_owned),
            window: self.window,
        };
        self.post(&Signal::Show(Box::new(show)));
    }

    /// Ceases to hold the chat. It takes its leave of the server at once.
    pub(super) fn retire(&mut self) {
        let Role::Leads(leader) = &mut self.role else {
            return;
        };
        let known = leader.session.retire(self.now);
        while let Some(output) = leader.session.poll() {
            if !matches!(output, session::Output::WakeAt(_)) {
                self.outputs.push(Output::Session(output));
            }
        }
        let follower = Follower::retired(known, self.now.monotonic + PATIENCE);
        self.role = Role::Follows(Box::new(follower));
    }
}

impl Leader {
    /// Takes back a request that has not left; whether there was one.
    fn recall(&mut self, id: RequestId) -> bool {
        let is_it = |output: &session::Output| matches!(output, session::Output::Send(other, _) if *other == id);
        let held = self.held.iter().any(is_it);
        self.held.retain(|output| !is_it(output));
        held
    }
}

/// The rows that were not there before; `None` when one is there no more.
fn news(before: &Rows, now: &Rows) -> Option<Vec<Rc<Row>>> {
    let pairs = before.0.iter().zip(&*now.0);
    let same = pairs.take_while(|(one, two)| Rc::ptr_eq(one, two)).count();
    let (before, now) = (before.0.get(same..)?, now.0.get(same..)?);
    let stays = |row: &Rc<Row>| now.iter().any(|other| other.key == row.key);
    let is_new = |row: &&Rc<Row>| !before.iter().any(|other| Rc::ptr_eq(other, row));
    before
        .iter()
        .all(stays)
        .then(|| now.iter().filter(is_new).cloned().collect())
}
