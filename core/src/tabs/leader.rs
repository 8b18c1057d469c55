//! The tab that holds the chat.

use std::rc::Rc;

use super::follower::Follower;
use super::signal::{Ask, Show, Signal, TabId};
use super::{Output, PATIENCE, Role, Tab, Window};
use crate::queue::Queue;
use crate::session::{self, Act, Page, Rows, Session, View};
use crate::time::Monotonic;
use crate::transcript::Row;

#[derive(Debug)]
pub(super) struct Leader {
    pub(super) session: Session,
    pub(super) wake: Option<Monotonic>,
    /// Whether there has been another tab.
    accompanied: bool,
    /// What the others were told last.
    told: Option<Told>,
    /// Who is to lead next.
    heir: Option<TabId>,
    /// What happened since it is in doubt whether this tab still leads; `None` while it is not.
    doubted: Option<Queue<session::Input>>,
}

#[derive(Debug, PartialEq)]
struct Told {
    view: View,
    saved: Option<String>,
    window: Window,
}

impl Tab {
    /// From now on this tab holds the chat.
    pub(super) fn lead(&mut self) {
        let Role::Follows(follower) = &mut self.role else {
            return;
        };
        let (known, acts, accompanied) = follower.inherit();
        self.seed = self.seed.wrapping_add(1);
        let config = Rc::clone(&self.config);
        let mut session = Session::continued(config, self.seed, known, self.now);
        let page = &self.page;
        let standing = [
            page.hidden.then_some(session::Input::Page(Page::Hidden)),
            page.offline.then_some(session::Input::Page(Page::Offline)),
            page.seen.then_some(session::Input::Act(Act::Seen(true))),
        ];
        let acts = acts.into_iter().map(session::Input::Act);
        for input in standing.into_iter().flatten().chain(acts) {
            session.handle(input, self.now);
        }
        self.role = Role::Leads(Box::new(Leader {
            session,
            wake: None,
            accompanied,
            told: None,
            heir: None,
            doubted: None,
        }));
        // What the follower has shown may be something else.
        self.changed();
    }

    /// Something happened to the leader. One that has slept may have lost the lead, and does
    /// nothing before it knows.
    pub(super) fn lead_on(&mut self, input: session::Input) {
        let Role::Leads(leader) = &mut self.role else {
            return;
        };
        let late = |wake: Monotonic| self.now.monotonic.since(wake) > PATIENCE;
        if leader.doubted.is_none() && leader.wake.is_some_and(late) {
            self.doubt();
        }
        let Role::Leads(leader) = &mut self.role else {
            return;
        };
        match &mut leader.doubted {
            Some(doubted) => doubted.push(input),
            None => leader.session.handle(input, self.now),
        }
    }

    /// Makes sure that this tab still leads.
    fn doubt(&mut self) {
        if let Role::Leads(leader) = &mut self.role {
            leader.doubted.get_or_insert_default();
            self.outputs.push(Output::Ask { steal: false });
        }
    }

    /// This tab still leads.
    pub(super) fn stays(&mut self) {
        if let Role::Leads(leader) = &mut self.role {
            for input in leader.doubted.take().into_iter().flatten() {
                leader.session.handle(input, self.now);
            }
        }
    }

    pub(super) fn asked(&mut self, ask: &Ask) {
        let Role::Leads(leader) = &mut self.role else {
            if ask.leads {
                self.asked_to_yield(ask.from);
            }
            return;
        };
        leader.accompanied = true;
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
        self.doubt();
    }

    pub(super) fn drive_leader(&mut self) {
        let Role::Leads(leader) = &self.role else {
            return;
        };
        // The others know before anything leaves for the server.
        if leader.accompanied && leader.told.as_ref() != Some(&leader.tells(self.window)) {
            self.show();
        }
        let Role::Leads(leader) = &mut self.role else {
            return;
        };
        while let Some(output) = leader.session.poll() {
            match output {
                session::Output::WakeAt(at) => leader.wake = at,
                other => self.outputs.push(Output::Session(other)),
            }
        }
        let idle = leader.session.is_idle() && leader.doubted.is_none();
        if let (true, Some(heir)) = (idle, leader.heir) {
            self.retire();
            self.post(&Signal::Yield(heir));
        }
    }

    /// Tells the others what is news to them.
    fn show(&mut self) {
        let Role::Leads(leader) = &mut self.role else {
            return;
        };
        let tells = leader.tells(self.window);
        let [agents, typing] = leader.session.attendance();
        let view = &tells.view;
        let news = leader
            .told
            .as_ref()
            .and_then(|told| news(&told.view.rows, &view.rows));
        let show = Show {
            whole: news.is_none(),
            rows: news.unwrap_or_else(|| view.rows.0.to_vec()),
            stage: view.stage.clone(),
            connection: view.connection,
            draft: Rc::clone(&view.draft),
            agents,
            typing,
            saved: tells.saved.clone(),
            window: tells.window,
        };
        leader.told = Some(tells);
        self.post(&Signal::Show(Box::new(show)));
    }

    /// Ceases to hold the chat; returns what has happened while the lead was in doubt.
    pub(super) fn retire(&mut self) -> Queue<session::Input> {
        let Role::Leads(leader) = &mut self.role else {
            return Queue::default();
        };
        let known = leader.session.retire(self.now);
        while let Some(output) = leader.session.poll() {
            if !matches!(output, session::Output::WakeAt(_)) {
                self.outputs.push(Output::Session(output));
            }
        }
        let doubted = leader.doubted.take().unwrap_or_default();
        let follower = Follower::retired(known, self.now.monotonic + PATIENCE);
        self.role = Role::Follows(Box::new(follower));
        doubted
    }
}

impl Leader {
    fn tells(&self, window: Window) -> Told {
        Told {
            view: self.session.view(),
            saved: self.session.saved().map(str::to_owned),
            window,
        }
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
