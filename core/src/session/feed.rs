//! The back end's own connection, where it has one.

use super::{Announcement, Output, Phase, Session};
use crate::http::{Failure, RequestId, Response};
use crate::protocol::{Backend, Errand, ErrandId, Extent, Feed, Outcome, Report};

impl Session {
    pub(super) fn feed(&mut self) -> Option<&mut dyn Feed> {
        self.backend_mut().and_then(Backend::feed)
    }

    pub(super) fn start_feed(&mut self) {
        let now = self.now.monotonic;
        if let Some(feed) = self.feed() {
            feed.start(now);
        }
    }

    pub(super) fn stop_feed(&mut self) {
        let now = self.now.monotonic;
        if let Some(feed) = self.feed() {
            feed.stop(now);
        }
    }

    /// A page that was left and has come back begins anew.
    pub(super) fn revive_feed(&mut self) {
        let now = self.now.monotonic;
        if let Some(feed) = self.feed() {
            feed.start(now);
            feed.revive(now);
        }
    }

    pub(super) fn tick_feed(&mut self) {
        let (now, random) = (self.now.monotonic, self.jitter.next());
        if let Some(feed) = self.feed() {
            feed.tick(now, random);
        }
    }

    pub(super) fn errand_answered(&mut self, id: RequestId, answer: Result<&Response, Failure>) {
        let Some(place) = self.errands.iter().position(|(request, _)| *request == id) else {
            return;
        };
        let (_, errand) = self.errands.remove(place);
        let (now, random) = (self.now.monotonic, self.jitter.next());
        if let Some(feed) = self.feed() {
            feed.answer(errand, answer, now, random);
        }
    }

    /// Does what the feed asks for.
    pub(super) fn run_errands(&mut self) {
        while let Some(errand) = self.feed().and_then(Feed::poll) {
            self.run_errand(errand);
        }
    }

    fn run_errand(&mut self, errand: Errand) {
        match errand {
            Errand::Abort(errand) => self.abort_errand(errand),
            Errand::Fallback(reason) => {
                self.announce(Announcement::Fallback(reason));
                self.plan_poll();
            }
            Errand::Outcome(outcome) => match (self.calls.take_only(), outcome) {
                (Some(call), outcome) => self.came_to(&call, outcome),
                // What was asked for is news, though the question was given up meanwhile.
                (None, Outcome::Done(report)) => self.fed(&report),
                (None, _) => {}
            },
            Errand::Report(report) => self.fed(&report),
            Errand::Send(errand, request) => {
                let id = self.calls.new_id();
                self.errands.push((id, errand));
                self.outputs.push(Output::Send(id, request));
            }
        }
    }

    /// Lets the feed say goodbye; nobody waits for the answer, or hears what else
    /// it has to tell of a chat that is over.
    pub(super) fn dismiss_feed(&mut self) {
        self.stop_feed();
        while let Some(errand) = self.feed().and_then(Feed::poll) {
            if !matches!(errand, Errand::Outcome(_) | Errand::Report(_)) {
                self.run_errand(errand);
            }
        }
        self.errands.clear();
    }

    fn abort_errand(&mut self, errand: ErrandId) {
        if let Some(place) = self.errands.iter().position(|(_, other)| *other == errand) {
            let (id, _) = self.errands.remove(place);
            self.outputs.push(Output::Abort(id));
        }
    }

    /// News came by themselves.
    fn fed(&mut self, report: &Report) {
        if !matches!(self.phase, Phase::Live(_)) {
            return;
        }
        let news = self.take_in(report);
        if report.extent == Extent::Gap {
            self.missed();
        } else {
            self.told_by_feed(&news);
            self.plan_poll();
        }
        self.conclude(report.ended);
    }
}
