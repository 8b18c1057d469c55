//! From the form to a chat that exists.

use std::rc::Rc;

use super::calls::Lane;
use super::deadlines::Due;
use super::live::Live;
use super::{Announcement, Phase, Session};
use crate::error::Trouble;
use crate::http::Failure;
use crate::protocol::{Backend, Command, Extent, Outcome, Report};
use crate::transcript::Delivery;

/// How often to try again by itself when a server fails.
const ATTEMPTS: u32 = 3;

/// A chat that is being created.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) backend: Backend,
    /// Whether the service waits for an agent.
    pub(super) waiting: bool,
    /// What the service says meanwhile.
    pub(super) words: Option<Rc<str>>,
    /// Whether the visitor has ceased to wait while a chat may be coming to be
    /// that only the answer under way can name.
    pub(super) cancelled: bool,
    /// Attempts in a row that brought nothing.
    failures: u32,
    /// How often in a row the server asked for patience.
    refusals: u32,
}

impl Opening {
    pub(super) const fn new(backend: Backend) -> Self {
        Self {
            backend,
            waiting: false,
            words: None,
            cancelled: false,
            failures: 0,
            refusals: 0,
        }
    }
}

impl Session {
    pub(super) fn drive_opening(&mut self) {
        if self.deadlines.take(Due::Open, self.now.monotonic) && !self.calls.busy(Lane::Open) {
            let form = (*self.form).clone();
            self.call(Lane::Open, Command::Open(form));
        }
    }

    pub(super) fn opening_came_to(&mut self, outcome: Outcome) {
        let Phase::Opening(opening) = &mut self.phase else {
            return;
        };
        match outcome {
            Outcome::Continue => {}
            Outcome::Done(report) => self.opened(&report),
            Outcome::Refused(trouble) => self.opening_failed(trouble),
            Outcome::Wait(words) => {
                opening.waiting = true;
                opening.words = words.map(Rc::from);
                opening.failures = 0;
                opening.refusals = 0;
                self.deadlines
                    .set(Due::Open, self.now.monotonic + self.config.poll_interval);
            }
        }
    }

    fn opened(&mut self, report: &Report) {
        let idle = Phase::Form(None);
        let Phase::Opening(opening) = std::mem::replace(&mut self.phase, idle) else {
            return;
        };
        let mut live = Live::new(opening.backend, self.now.monotonic);
        for row in self.transcript.rows() {
            if row.delivery() == Some(Delivery::Waiting) {
                live.outbox.wait(row.key);
            }
        }
        self.phase = Phase::Live(live);
        self.announce(Announcement::Started);
        self.take_in(report);
        self.plan_poll();
        if report.extent == Extent::Nothing {
            self.ask_at_once();
        }
    }

    fn opening_failed(&mut self, trouble: Trouble) {
        let Phase::Opening(opening) = &mut self.phase else {
            return;
        };
        opening.waiting = trouble == Trouble::Busy;
        opening.words = None;
        let hopeless = match trouble {
            Trouble::Busy => {
                opening.failures = 0;
                opening.refusals += 1;
                false
            }
            Trouble::Rejected(_) | Trouble::Misconfigured { .. } | Trouble::Unsupported(_) => true,
            // Another attempt may make another chat, unless it is asked for.
            _ if trouble.is_uncertain()
                && trouble != Trouble::Recoverable
                && !opening.backend.finds_its_chat() =>
            {
                true
            }
            Trouble::Gone
            | Trouble::Garbled
            | Trouble::Network(_)
            | Trouble::Recoverable
            | Trouble::Server(_) => {
                opening.failures += 1;
                opening.failures >= ATTEMPTS
            }
        };
        if hopeless {
            return self.back_to_form(trouble);
        }
        let times = opening.failures.max(opening.refusals);
        let retry = self.retry_at(times);
        self.deadlines.set(Due::Open, retry);
    }

    /// What was entered stays, and what was said waits for the next attempt; a chat that may
    /// have been created after all is looked for before another is.
    fn back_to_form(&mut self, trouble: Trouble) {
        self.drop_work();
        self.announce(Announcement::Error(trouble.clone()));
        let form = Phase::Form(Some(trouble));
        if let Phase::Opening(opening) = std::mem::replace(&mut self.phase, form) {
            self.unfinished = Some(opening.backend);
        }
    }

    /// The page that was about to create the chat is gone, and nobody knows what came of it: to
    /// ask once more is for the visitor, who finds everything as it was entered.
    pub(super) fn interrupted(&mut self) {
        self.asked = true;
        self.phase = Phase::Form(Some(Trouble::Network(Failure::Network)));
    }

    /// The visitor no longer wants to wait. A chat that may exist is closed.
    pub(super) fn cancel_opening(&mut self) {
        let Phase::Opening(opening) = &mut self.phase else {
            return;
        };
        if self.calls.busy(Lane::Open) && !opening.backend.finds_its_chat() {
            opening.cancelled = true;
            return;
        }
        if let Some(call) = self.calls.take_lane(Lane::Open) {
            opening.backend.answer(&call.command, Err(Failure::Timeout));
            self.abort(&call);
        }
        self.close_unseen();
    }

    /// Closes the chat that may exist; the visitor is back at the form, and what was said is
    /// taken back.
    pub(super) fn close_unseen(&mut self) {
        self.asked = false;
        self.transcript.clear();
        let begun = self
            .backend()
            .is_some_and(|backend| backend.key().is_some());
        if !begun {
            self.drop_work();
        }
        let form = Phase::Form(None);
        let Phase::Opening(opening) = std::mem::replace(&mut self.phase, form) else {
            return;
        };
        if begun {
            self.phase = Phase::Live(Live::cancelled(opening.backend, self.now.monotonic));
            self.deadlines.clear_all();
            self.deadlines.set(Due::End, self.now.monotonic);
        }
    }
}
