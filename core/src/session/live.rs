//! A chat that exists: news, messages, typing, leaving.

use std::rc::Rc;
use std::time::Duration;

use super::aside::Remarks;
use super::cadence::{Liveliness, until_news, until_retry, until_safety};
use super::calls::{Call, Lane};
use super::deadlines::Due;
use super::files::FileDesk;
use super::outbox::Outbox;
use super::typing::OwnTyping;
use super::{Announcement, Phase, Session, Stage};
use crate::chat::{Ended, Position};
use crate::error::Trouble;
use crate::protocol::{Backend, Cadence, Command, Extent, Outcome, Report};
use crate::time::Monotonic;
use crate::transcript::{Delivery, Entry, Row, RowKey, Setback};

/// How often a server may say that it does not know the chat before it is
/// believed: a gateway that is being replaced says so too.
const STRANGER: u32 = 2;

/// How often a feed has to be heard of until it has brought what a server had to tell.
const TURNS: u32 = 2;

/// How often to tell a server that the visitor leaves.
const FAREWELLS: u32 = 3;

/// A chat that exists.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) backend: Backend,
    pub(super) outbox: Outbox,
    pub(super) files: Box<FileDesk>,
    pub(super) typing: OwnTyping,
    pub(super) remarks: Remarks,
    /// What the server knows to be seen.
    pub(super) receipt: Position,
    lively: Liveliness,
    /// Whether nothing has been heard yet of a chat taken up again.
    resuming: bool,
    /// Whether the conversation was to be seen all the same: there it goes on as if nothing
    /// had happened.
    shown: bool,
    /// The server took note of a question, and has not yet told the transcript in the way it
    /// chose; how often the feed had been heard of then.
    acknowledged: Option<u32>,
    /// Whether something was missed that no question has asked for yet.
    missed: bool,
    /// How the chat ended, while what was missed before is still asked for.
    over: Option<Ended>,
    /// The message sent last, in case the server rewords it.
    sent: Option<RowKey>,
    /// How often in a row the server said that it does not know the chat.
    unknown: u32,
    leaving: Option<Leaving>,
}

#[derive(Debug)]
struct Leaving {
    attempts: u32,
    /// Whether the visitor ceased to wait before there was a conversation.
    cancelled: bool,
}

impl Live {
    pub(super) fn new(backend: Backend, now: Monotonic) -> Self {
        Self {
            backend,
            outbox: Outbox::default(),
            files: Box::default(),
            typing: OwnTyping::default(),
            remarks: Remarks::default(),
            receipt: Position::default(),
            lively: Liveliness::at(now),
            resuming: false,
            shown: false,
            acknowledged: None,
            missed: false,
            over: None,
            sent: None,
            unknown: 0,
            leaving: None,
        }
    }

    pub(super) fn resumed(backend: Backend, shown: bool, now: Monotonic) -> Self {
        Self {
            resuming: true,
            shown,
            ..Self::new(backend, now)
        }
    }

    pub(super) fn cancelled(backend: Backend, now: Monotonic) -> Self {
        let leaving = Some(Leaving {
            attempts: 0,
            cancelled: true,
        });
        Self {
            leaving,
            ..Self::new(backend, now)
        }
    }

    /// Whether it is known how the chat stands and that it goes on.
    pub(super) const fn is_settled(&self) -> bool {
        self.leaving.is_none() && !self.resuming
    }

    pub(super) fn takes_messages(&self) -> bool {
        self.leaving.is_none() && self.over.is_none() && self.backend.capabilities().send
    }

    /// How often the feed was heard of since the server took note of a question.
    fn turns(&self) -> Option<u32> {
        let before = self.acknowledged?;
        Some(self.backend.turns().wrapping_sub(before))
    }

    /// Whether what the feed brings holds the answer to the question: what was on its way before
    /// tells nothing about a message that is doubted, and the question is asked again.
    fn is_answered(&self) -> bool {
        let turns = self.turns();
        turns.is_some() && (turns != Some(1) || !self.outbox.asks())
    }

    pub(super) const fn stage(&self) -> Stage {
        match (&self.leaving, self.resuming && !self.shown) {
            (Some(_), _) => Stage::Ending,
            (None, true) => Stage::Resuming,
            (None, false) => Stage::Chatting,
        }
    }
}

impl Session {
    pub(super) fn drive_live(&mut self) {
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        if self.deadlines.take(Due::TypingStops, self.now.monotonic) {
            live.typing.pauses();
        }
        // Also for who leaves and sends nothing again: what stays due wakes the page at once.
        self.deadlines.take(Due::Send, self.now.monotonic);
        if live.leaving.is_some() {
            return self.drive_leaving();
        }
        self.drive_outbox();
        self.drive_files();
        self.drive_poll();
        self.drive_typing();
        self.drive_remarks();
        self.drive_receipt();
    }

    /// A message interrupts a question for news: its own answer brings them.
    fn drive_outbox(&mut self) {
        let held = !self.link.is_usable() || self.waits_its_turn();
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        let held = held || live.resuming || !live.takes_messages();
        if held || self.deadlines.has(Due::Send) || !live.outbox.is_ready() {
            return;
        }
        let Some(key) = live.outbox.next(&mut self.transcript) else {
            return;
        };
        live.lively = Liveliness::at(self.now.monotonic);
        let text = self.transcript.own(key).map(|row| row.text().to_owned());
        if let Some(refresh) = self.calls.take_lane(Lane::Refresh) {
            self.abort(&refresh);
        }
        self.deadlines.clear(Due::Poll);
        self.call(Lane::Send, Command::Send(text.unwrap_or_default()));
    }

    fn drive_poll(&mut self) {
        let busy = self.calls.busy(Lane::Refresh) || self.calls.busy(Lane::Send);
        let free = !busy && !self.waits_its_turn();
        if self.deadlines.take(Due::Poll, self.now.monotonic) && free {
            if let Phase::Live(live) = &mut self.phase {
                live.outbox.ask();
                live.files.outbox.ask();
                live.missed = false;
            }
            self.call(Lane::Refresh, Command::Refresh);
        }
    }

    /// Something was missed. A question that is under way may have been answered
    /// before; a message under way is waited for; who leaves asks no more.
    pub(super) fn missed(&mut self) {
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        if live.leaving.is_some() {
            return;
        }
        live.missed = true;
        live.acknowledged = None;
        if let Some(refresh) = self.calls.take_lane(Lane::Refresh) {
            self.abort(&refresh);
        }
        let at = self.now.monotonic.max(self.link.spared());
        self.deadlines.set(Due::Poll, at);
    }

    fn drive_typing(&mut self) {
        let busy = self.calls.busy(Lane::Typing) || self.waits_its_turn();
        if busy || !self.link.is_usable() {
            return;
        }
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        if live.resuming || !live.backend.capabilities().typing {
            return;
        }
        if let Some(typing) = live.typing.tell() {
            live.lively = Liveliness::at(self.now.monotonic);
            self.call(Lane::Typing, Command::Typing(typing));
        }
    }

    /// Whether something else has to be answered first.
    pub(super) fn waits_its_turn(&self) -> bool {
        !self.calls.none() && self.backend().is_some_and(Backend::takes_turns)
    }

    /// A message that is under way is not cut off by the end.
    fn drive_leaving(&mut self) {
        let free = !self.calls.busy(Lane::Send) && !self.calls.busy(Lane::End);
        if self.deadlines.take(Due::End, self.now.monotonic) && free {
            self.call(Lane::End, Command::End);
        }
    }

    pub(super) fn live_came_to(&mut self, call: &Call, outcome: Outcome) {
        match call.lane {
            Lane::Aside => return self.aside_told(&call.command, outcome),
            Lane::Typing => return self.typing_told(&outcome),
            _ => {}
        }
        match (call.lane, outcome) {
            (Lane::Send, Outcome::Done(report)) => self.sent(&report),
            (Lane::Send, Outcome::Refused(trouble)) => self.not_sent(trouble),
            (Lane::Refresh, Outcome::Done(report)) => self.refreshed(&report),
            (Lane::Refresh, Outcome::Refused(trouble)) => self.not_refreshed(trouble),
            (Lane::End, outcome) => self.said_farewell(&outcome),
            (Lane::Aside | Lane::Typing | Lane::Send | Lane::Refresh | Lane::Open, _) => {}
        }
    }

    pub(super) fn typing_told(&mut self, outcome: &Outcome) {
        if let Outcome::Done(report) = outcome {
            self.take_in(report);
        }
        // A question may have had to wait its turn.
        if self.calls.none() && !self.deadlines.has(Due::Poll) {
            self.deadlines.set(Due::Poll, self.now.monotonic);
        }
    }

    fn sent(&mut self, report: &Report) {
        let news = self.take_in(report);
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        let delivery = match report.extent {
            _ if report.ended.is_none() => Delivery::Sent,
            Extent::Nothing => Delivery::Failed(Setback::Unknown),
            // It would be among the news.
            _ => Delivery::Failed(Setback::ChatEnded),
        };
        live.sent = live.outbox.settle(delivery, &mut self.transcript);
        self.settle_reworded(&news);
        if let Phase::Live(Live {
            sent: Some(key), ..
        }) = self.phase
            && delivery == Delivery::Sent
        {
            self.announce_own(key);
        }
        self.heard(report);
        self.seek_echo();
    }

    /// A server that only takes note of a message tells of it when it is asked.
    fn seek_echo(&mut self) {
        if let Phase::Live(Live {
            sent: Some(key), ..
        }) = self.phase
        {
            let placed = |row: &Rc<Row>| row.position.is_some();
            if !self.transcript.own(key).is_some_and(placed) {
                self.ask_at_once();
            }
        }
    }

    /// Asks for news that do not come by themselves.
    pub(super) fn ask_at_once(&mut self) {
        let Phase::Live(live) = &self.phase else {
            return;
        };
        if live.backend.cadence() == Cadence::Asked && live.leaving.is_none() {
            let at = self.now.monotonic.max(self.link.spared());
            self.deadlines.set(Due::Poll, at);
        }
    }

    fn not_sent(&mut self, trouble: Trouble) {
        let delivery = match &trouble {
            trouble if trouble.is_uncertain() => Delivery::Uncertain,
            Trouble::Busy | Trouble::Gone => Delivery::Waiting,
            _ => Delivery::Failed(Setback::Rejected),
        };
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        live.outbox.settle(delivery, &mut self.transcript);
        // No question before it tells of it.
        live.acknowledged = None;
        live.outbox.may_try_again(trouble == Trouble::Recoverable);
        if matches!(delivery, Delivery::Failed(_)) {
            self.announce(Announcement::Error(trouble));
            self.link.works();
            return self.plan_poll();
        }
        if delivery == Delivery::Waiting {
            let retry = self.retry_at(1);
            self.deadlines.set(Due::Send, retry);
        }
        self.not_refreshed(trouble);
    }

    fn refreshed(&mut self, report: &Report) {
        if report.ended == Some(Ended::Lost) {
            return self.lost();
        }
        let news = self.take_in(report);
        let unheard = self.backend().is_some_and(Backend::tells_nobody);
        match report.extent {
            Extent::Nothing if unheard => {}
            Extent::Nothing => self.acknowledged(),
            _ => self.decided(&news, report.ended.is_some()),
        }
        self.heard(report);
    }

    /// The server took note of the question and answers by the feed. Nothing there when the
    /// feed has been heard of since means that there is no news.
    fn acknowledged(&mut self) {
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        live.acknowledged.get_or_insert(live.backend.turns());
        if live.turns() >= Some(TURNS) {
            self.decided(&[], false);
        }
    }

    /// The transcript is known as of the last question, and nothing more comes if it is `over`.
    /// What the last page sent may be still on its way when this one asks for the first time.
    fn decided(&mut self, news: &[Rc<Row>], over: bool) {
        self.settle_reworded(news);
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        live.acknowledged = None;
        if !std::mem::take(&mut live.resuming) || over {
            live.outbox.decide(&mut self.transcript);
        }
        live.files.outbox.decide(&mut self.transcript);
    }

    /// The feed brought news, which may be the answer to a question.
    pub(super) fn told_by_feed(&mut self, news: &[Rc<Row>]) {
        let answered = matches!(&self.phase, Phase::Live(live) if live.is_answered());
        if answered {
            self.decided(news, false)
        } else {
            self.settle_reworded(news)
        }
    }

    fn settle_reworded(&mut self, news: &[Rc<Row>]) {
        if let Phase::Live(Live {
            sent: Some(key), ..
        }) = self.phase
        {
            self.transcript.settle_reworded(key, news);
        }
    }

    /// The server answered.
    fn heard(&mut self, report: &Report) {
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        live.unknown = 0;
        self.link.works();
        self.plan_poll();
        self.conclude(report.ended);
    }

    /// Comes to the end that was told now or before, but not while something that was said
    /// before it is still asked for.
    pub(super) fn conclude(&mut self, ended: Option<Ended>) {
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        live.over = ended.or(live.over);
        let asks = live.missed || live.acknowledged.is_some() || self.calls.busy(Lane::Refresh);
        if let Some(ended) = live.over.filter(|_| !asks) {
            self.finish(ended);
        }
    }

    pub(super) fn not_refreshed(&mut self, trouble: Trouble) {
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        if trouble == Trouble::Gone {
            live.unknown += 1;
            if live.unknown >= STRANGER {
                return self.lost();
            }
        }
        if let Some(ended) = live.over.filter(|_| !live.missed) {
            return self.finish(ended);
        }
        self.link.fails(self.now.monotonic);
        if self.link.failures() == 1 {
            self.announce(Announcement::Error(trouble));
        }
        self.plan_poll();
    }

    /// The server does not know the chat. If nothing of it was shown yet, the
    /// visitor need not be told.
    fn lost(&mut self) {
        let unseen = matches!(&self.phase, Phase::Live(live) if live.resuming);
        if unseen && self.asked {
            self.drop_work();
            self.interrupted();
        } else if unseen && self.transcript.rows().is_empty() {
            self.drop_work();
            self.phase = Phase::Form(None);
        } else {
            self.finish(Ended::Lost);
        }
    }

    /// Merges what a server reported; returns the rows that are new.
    pub(super) fn take_in(&mut self, report: &Report) -> Vec<Rc<Row>> {
        let mut news = Vec::new();
        for event in &report.events {
            news.extend(self.transcript.merge(event, self.now));
        }
        let Phase::Live(live) = &mut self.phase else {
            return news;
        };
        let mut found = live.outbox.take_found(&self.transcript);
        found.extend(live.files.outbox.take_found(&self.transcript));
        if !report.events.is_empty() {
            live.lively = Liveliness::at(self.now.monotonic);
        }
        if !live.resuming || live.shown {
            news.iter()
                .filter(|row| row.delivery().is_none())
                .for_each(|row| self.announce_row(row));
        }
        for key in found {
            self.announce_own(key);
        }
        if report.unreadable > 0 {
            self.announce(Announcement::Unreadable(report.unreadable));
        }
        news
    }

    pub(super) fn announce_own(&mut self, key: RowKey) {
        if let Some(row) = self.transcript.own(key).cloned() {
            self.announce(Announcement::Message(row));
        }
    }

    fn announce_row(&mut self, row: &Rc<Row>) {
        self.announce(match &row.entry {
            Entry::Joined(who) => Announcement::Participant(who.clone(), true),
            Entry::Left(who) => Announcement::Participant(who.clone(), false),
            Entry::Renamed(who, name) => Announcement::Renamed(who.clone(), Rc::clone(name)),
            Entry::File { .. } | Entry::Message { .. } | Entry::PushedUrl(..) => {
                Announcement::Message(row.clone())
            }
        });
    }

    /// Plans the next question for news; for a visitor who is leaving, the
    /// farewell that had to wait.
    pub(super) fn plan_poll(&mut self) {
        let Phase::Live(live) = &self.phase else {
            return;
        };
        if live.leaving.is_some() {
            return self.deadlines.set(Due::End, self.now.monotonic);
        }
        let unsettled = live.acknowledged.is_some() || live.resuming || live.outbox.doubts();
        let wait = match (self.link.failures(), live.backend.cadence()) {
            (0, _) if live.missed => Duration::ZERO,
            (0, Cadence::Pushed) if !unsettled => until_safety(&self.config),
            (0, _) => {
                let quiet = live.lively.quiet_for(self.now.monotonic);
                until_news(&self.config, quiet, self.hidden)
            }
            (failures, _) => until_retry(failures, &mut self.jitter).min(self.config.keep_alive),
        };
        // A server that asks for patience is spared even beyond the keep-alive bound.
        let at = (self.now.monotonic + wait).max(self.link.spared());
        self.deadlines.set(Due::Poll, at);
    }

    /// The visitor wants to leave.
    pub(super) fn leave(&mut self) {
        let Phase::Live(live) = &mut self.phase else {
            return self.cancel_opening();
        };
        if live.leaving.is_some() {
            return;
        }
        live.leaving = Some(Leaving {
            attempts: 0,
            cancelled: false,
        });
        for lane in [Lane::Refresh, Lane::Typing, Lane::Aside] {
            if let Some(call) = self.calls.take_lane(lane) {
                self.abort(&call);
            }
        }
        self.deadlines.clear_all();
        self.deadlines.set(Due::End, self.now.monotonic);
    }

    fn said_farewell(&mut self, outcome: &Outcome) {
        if let Outcome::Done(report) = outcome {
            self.take_in(report);
        }
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        let Some(leaving) = &mut live.leaving else {
            return;
        };
        leaving.attempts += 1;
        let unheard = match outcome {
            Outcome::Refused(trouble) => trouble.is_uncertain() || *trouble == Trouble::Busy,
            _ => false,
        };
        let retry = self.now.monotonic + until_retry(leaving.attempts, &mut self.jitter);
        // Nobody who leaves is kept by a server that asks for patience.
        if unheard && leaving.attempts < FAREWELLS && retry >= self.link.spared() {
            return self.deadlines.set(Due::End, retry);
        }
        if leaving.cancelled {
            self.drop_work();
            self.phase = Phase::Form(None);
        } else {
            self.finish(Ended::ByVisitor);
        }
    }

    pub(super) fn finish(&mut self, ended: Ended) {
        self.drop_work();
        let leaving = matches!(&self.phase, Phase::Live(live) if live.leaving.is_some());
        let ended = match ended {
            _ if leaving => Ended::ByVisitor,
            _ if self.transcript.is_dismissed() => Ended::Lost,
            ended => ended,
        };
        if let Phase::Live(live) = std::mem::replace(&mut self.phase, Phase::Ended(ended)) {
            live.outbox.give_up(live.resuming, &mut self.transcript);
            live.files.outbox.give_up(false, &mut self.transcript);
        }
        self.transcript.silence();
        self.announce(Announcement::Ended(ended));
    }
}
