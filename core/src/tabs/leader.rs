//! The tab that holds the chat.

use std::rc::Rc;

use super::follower::Follower;
use super::signal::{Ask, Show, Signal, TabId};
use super::{Output, PATIENCE, Tab, Window};
use crate::http::RequestId;
use crate::session::{self, Rows};
use crate::transcript::Row;

#[derive(Debug, Default)]
pub(super) struct Leader {
    /// The conversation as the others were told last.
    told: Option<Rows>,
    /// How the window stood then.
    pub(super) window: Window,
    /// Who is to lead next.
    heir: Option<TabId>,
}

impl Tab {
    /// Takes back a request that has not left; whether there was one.
    pub(super) fn recall(&mut self, id: RequestId) -> bool {
        let is_it = |output: &Output| matches!(output, Output::Session(session::Output::Send(other, _)) if *other == id);
        let held = self.held.iter().any(is_it);
        self.held.retain(|output| !is_it(output));
        held
    }

    /// Whether anybody has to know: a tab that is frozen says nothing, and may yet be the only one
    /// to know what was said here.
    pub(super) fn is_followed(&self) -> bool {
        self.accompanied || self.leader.told.is_some() || !self.session.unsent().is_empty()
    }

    /// From now on this tab holds the chat.
    pub(super) fn lead(&mut self) {
        self.leads = true;
        self.leader = Leader::default();
        let follower = std::mem::take(&mut self.follower);
        self.session.lead(self.now);
        for act in follower.acts {
            self.tell_session(session::Input::Act(act));
        }
        if self.accompanied {
            self.show();
        } else {
            self.post(&Signal::Lead);
        }
    }

    /// This tab leads still: what waited for that may leave.
    pub(super) fn stays(&mut self) {
        self.outputs.extend(std::mem::take(&mut self.held));
    }

    /// Another tab wants to know, or to lead.
    pub(super) fn asked(&mut self, ask: &Ask) {
        if !self.leads {
            return self.asked_to_yield(ask);
        }
        if ask.new {
            self.leader.told = None;
        }
        if ask.new || ask.leads {
            // Also a sign of life.
            self.show();
        }
        if ask.leads {
            self.leader.heir = Some(ask.from);
        }
    }

    /// A leader that is idle lets another lead that wants to; and what waits until it is certain
    /// that this tab leads is why to ask.
    pub(super) fn drive_leader(&mut self) {
        if let (true, true, Some(heir)) = (self.leads, self.session.is_idle(), self.leader.heir) {
            self.retire();
            self.drain();
            self.post_surely(&Signal::Yield(heir));
        }
        if !self.held.is_empty() && self.asks.is_none() {
            self.asks = Some(self.now.monotonic);
            self.outputs.push(Output::Ask { steal: false });
        }
    }

    /// Tells the others what only a leader can tell.
    pub(super) fn post_surely(&mut self, signal: &Signal) {
        self.held.push(Output::Post(signal.write()));
    }

    /// Tells the others what is news to them.
    pub(super) fn show(&mut self) {
        let rows = self.session.view().rows;
        let told = self.leader.told.replace(rows.clone());
        self.show_only(None, told.and_then(|told| news(&told, &rows)));
    }

    /// Tells the others everything, or that one of them; of the rows, these.
    pub(super) fn show_only(&mut self, to: Option<TabId>, rows: Option<Vec<Rc<Row>>>) {
        self.leader.window = self.window;
        let show = Show {
            to,
            image: self.session.image(rows),
            window: self.window,
        };
        self.post_surely(&Signal::Show(Box::new(show)));
    }

    /// Ceases to hold the chat, and leads again if nobody does instead. Whoever leads may not
    /// know what was not sent.
    pub(super) fn retire(&mut self) {
        if !std::mem::take(&mut self.leads) {
            return;
        }
        self.session.retire(self.now);
        self.leader = Leader::default();
        self.follower = Follower {
            heard: true,
            apart: self.session.unsent().iter().map(|row| row.key).collect(),
            holds: Some(self.now.monotonic + PATIENCE),
            ..Follower::default()
        };
    }
}

/// The rows that were not there before; `None` when one is there no more.
fn news(before: &Rows, now: &Rows) -> Option<Vec<Rc<Row>>> {
    let same = before.common(now);
    let (before, now) = (before.0.get(same..)?, now.0.get(same..)?);
    let stays = |row: &Rc<Row>| now.iter().any(|other| other.key == row.key);
    let is_new = |row: &&Rc<Row>| !before.iter().any(|other| Rc::ptr_eq(other, row));
    before
        .iter()
        .all(stays)
        .then(|| now.iter().filter(is_new).cloned().collect())
}
