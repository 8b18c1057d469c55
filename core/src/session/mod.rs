//! When to ask, what to retry, what to show: the chat as a state machine.

mod act;
mod aside;
mod cadence;
mod calls;
mod deadlines;
mod feed;
mod files;
mod input;
mod link;
mod live;
mod mirror;
mod opening;
mod outbox;
mod output;
mod saved;
mod typing;
mod view;

use crate::queue::Queue;
use std::rc::Rc;

pub use input::{Act, Input, Page};
pub use mirror::Image;
pub use output::{Announcement, Output};
pub use view::{Connection, Rows, Stage, View};

use crate::chat::{Capabilities, Ended, Form};
use crate::config::Config;
use crate::error::Trouble;
use crate::http::{Failure, RequestId, Response};
use crate::protocol::{Backend, Command, ErrandId, Outcome};
use crate::time::{Monotonic, Now, earliest};
use crate::transcript::Transcript;
use cadence::{Jitter, until_retry};
use calls::{Call, Calls, Lane};
use deadlines::{Deadlines, Due};
use link::Link;
use live::Live;
use mirror::Mirror;
use opening::Opening;
use saved::Saved;

/// One visitor's chat, from the form to the end.
#[derive(Debug)]
pub struct Session {
    config: Rc<Config>,
    now: Now,
    phase: Phase,
    transcript: Transcript,
    form: Rc<Form>,
    /// Whether the form was sent for a chat that has not begun.
    asked: bool,
    draft: Rc<str>,
    /// The back end of an attempt that failed: a chat may exist all the same.
    unfinished: Option<Backend>,
    link: Link,
    hidden: bool,
    /// Whether the window shows the end of the conversation.
    seen: bool,
    calls: Calls,
    /// Requests that the feed made on its own account.
    errands: Vec<(RequestId, ErrandId)>,
    deadlines: Deadlines,
    jitter: Jitter,
    outputs: Queue<Output>,
    told: Told,
}

/// Where the chat stands, with what only that stand needs.
#[derive(Debug)]
enum Phase {
    Form(Option<Trouble>),
    Opening(Opening),
    Live(Live),
    Ended(Ended),
    /// Another page holds the chat, if there is one.
    Mirror(Mirror),
}

/// What the outside was told last, so that it is told only news.
#[derive(Debug)]
struct Told {
    view: View,
    /// Which of the transcript's rows that shows.
    changes: u32,
    typing: Vec<Rc<str>>,
    saved: Option<String>,
    wake: Option<Monotonic>,
}

impl Session {
    /// A session with no chat; or, given what the last page load
    /// [saved](Output::Save), one that takes its chat up again. Text that was
    /// not saved by this version, or too long ago, counts as nothing.
    ///
    /// `seed` spreads retries; any number does. Drain [`poll`](Self::poll)
    /// afterwards, as after every [`handle`](Self::handle).
    pub fn new(config: Rc<Config>, seed: u64, saved: Option<&str>, now: Now) -> Self {
        let mut session = Self::aside(config, seed, saved, now);
        session.share();
        session.lead(now);
        session
    }

    /// One that shows what is kept, and does nothing about it until it is to
    /// [lead](Self::lead).
    pub fn aside(config: Rc<Config>, seed: u64, saved: Option<&str>, now: Now) -> Self {
        let form = Rc::new(config.visitor.clone());
        let view = View::of(
            Stage::Form(None),
            Rows::default(),
            &Transcript::default(),
            Connection::Good,
            Capabilities::default(),
            &form,
            &"".into(),
        );
        let mut session = Self {
            config,
            now,
            phase: Phase::Form(None),
            transcript: Transcript::default(),
            form,
            asked: false,
            draft: "".into(),
            unfinished: None,
            link: Link::default(),
            hidden: false,
            seen: false,
            calls: Calls::default(),
            errands: Vec::new(),
            deadlines: Deadlines::default(),
            jitter: Jitter::new(seed),
            outputs: Queue::default(),
            told: Told {
                view,
                changes: 0,
                typing: Vec::new(),
                saved: saved.map(str::to_owned),
                wake: None,
            },
        };
        session.remember(saved);
        session.settle();
        session
    }

    /// Takes in what happened at `now`.
    pub fn handle(&mut self, input: Input, now: Now) {
        self.now = now;
        match input {
            Input::Act(act) => self.act(act),
            Input::Answer(id, answer) => {
                self.answered(id, answer.as_ref().map_err(|failure| *failure))
            }
            // A timer may fire a little early: it is then set once more.
            Input::Clock => {
                self.told.wake = None;
                self.tick_feed();
            }
            Input::Config(config) => self.configure(config),
            Input::Page(page) => self.page(page),
            Input::Progress(id, percent) => self.file_progressed(id, percent),
        }
        while let Some(id) = self.overdue() {
            self.outputs.push(Output::Abort(id));
            self.answered(id, Err(Failure::Timeout));
        }
        self.settle();
    }

    fn overdue(&self) -> Option<RequestId> {
        let call = self.calls.overdue(self.now.monotonic);
        call.or_else(|| self.overdue_file())
    }

    /// What is asked for next; `None` until the next [`handle`](Self::handle).
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop()
    }

    /// What is to be seen now.
    pub fn view(&self) -> View {
        self.told.view.clone()
    }

    fn configure(&mut self, config: Rc<Config>) {
        if matches!(
            self.phase,
            Phase::Form(_) | Phase::Ended(_) | Phase::Mirror(_)
        ) {
            self.config = config;
        }
    }

    fn page(&mut self, page: Page) {
        match page {
            Page::Hidden => self.hidden = true,
            Page::Offline => self.link.set_offline(true),
            Page::Online => self.link.set_offline(false),
            Page::Returned => {}
            Page::Shown => self.hidden = false,
            Page::Left => self.stop_feed(),
        }
        if matches!(page, Page::Online | Page::Returned | Page::Shown) {
            // Only the visitor may be more impatient than the server wishes.
            if self.link.spared() <= self.now.monotonic {
                self.hurry();
            }
            self.revive_feed();
        }
    }

    /// Does at once what would be done later for want of a connection.
    fn hurry(&mut self) {
        for due in [Due::Open, Due::Poll, Due::Send, Due::End] {
            if self.deadlines.has(due) {
                self.deadlines.set(due, self.now.monotonic);
            }
        }
    }

    /// When to try again after so many failures in a row.
    fn retry_at(&mut self, failures: u32) -> Monotonic {
        let retry = self.now.monotonic + until_retry(failures, &mut self.jitter);
        retry.max(self.link.spared())
    }

    fn answered(&mut self, id: RequestId, answer: Result<&Response, Failure>) {
        let Some(call) = self.calls.take(id) else {
            return match self.take_file_call(id) {
                Some(call) => self.file_answered(&call, answer),
                None => self.errand_answered(id, answer),
            };
        };
        if let Ok(response) = answer {
            self.link.spare(self.now.monotonic + response.patience());
        }
        let backend = self.backend_mut();
        if let Some(outcome) = backend.map(|backend| backend.answer(&call.command, answer)) {
            self.came_to(&call, outcome);
        }
    }

    fn came_to(&mut self, call: &Call, outcome: Outcome) {
        match &self.phase {
            Phase::Opening(opening) if opening.cancelled => self.close_unseen(),
            _ if outcome == Outcome::Continue => self.call(call.lane, call.command.clone()),
            Phase::Opening(_) => self.opening_came_to(outcome),
            Phase::Live(_) => self.live_came_to(call, outcome),
            Phase::Form(_) | Phase::Ended(_) | Phase::Mirror(_) => {}
        }
    }

    /// Starts what is due, then tells the outside what is new.
    fn settle(&mut self) {
        let now = self.now.monotonic;
        self.transcript.expire_typing(now);
        self.run_errands();
        match self.phase {
            Phase::Opening(_) => self.drive_opening(),
            Phase::Live(_) => self.drive_live(),
            Phase::Form(_) | Phase::Ended(_) | Phase::Mirror(_) => {}
        }
        self.run_errands();
        self.deadlines.clear(Due::Connection);
        if let Some(at) = self.link.changes(now) {
            self.deadlines.set(Due::Connection, at);
        }
        self.tell_typing();
        self.tell_view();
        self.tell_saved();
        self.tell_wake();
    }

    /// Has a command carried out: by a request, or by the feed.
    fn call(&mut self, lane: Lane, command: Command) {
        let now = self.now.monotonic;
        let draft = Rc::clone(&self.draft);
        let request = self.backend_mut().and_then(|backend| {
            backend.preview(&draft);
            backend.request(&command, now)
        });
        let patience = match command {
            Command::Seen(_) => aside::PACE,
            _ => self.config.request_timeout,
        };
        let until = now + patience;
        let id = self.calls.add(lane, command, until);
        if let Some(request) = request {
            self.outputs.push(Output::Send(id, request));
        }
    }

    const fn backend(&self) -> Option<&Backend> {
        match &self.phase {
            Phase::Opening(opening) => Some(&opening.backend),
            Phase::Live(live) => Some(&live.backend),
            Phase::Form(_) | Phase::Ended(_) | Phase::Mirror(_) => None,
        }
    }

    const fn backend_mut(&mut self) -> Option<&mut Backend> {
        match &mut self.phase {
            Phase::Opening(opening) => Some(&mut opening.backend),
            Phase::Live(live) => Some(&mut live.backend),
            Phase::Form(_) | Phase::Ended(_) | Phase::Mirror(_) => None,
        }
    }

    fn abort(&mut self, call: &Call) {
        self.outputs.push(Output::Abort(call.id));
    }

    fn announce(&mut self, announcement: Announcement) {
        self.outputs.push(Output::Announce(announcement));
    }

    /// Drops everything under way and planned; the feed takes its leave.
    fn drop_work(&mut self) {
        self.dismiss_feed();
        self.abort_files();
        for call in self.calls.take_all() {
            self.abort(&call);
        }
        self.deadlines.clear_all();
        self.link.works();
    }

    fn tell_typing(&mut self) {
        let typing: Vec<_> = self.transcript.typing().cloned().collect();
        if typing != self.told.typing {
            self.told.typing.clone_from(&typing);
            self.announce(Announcement::Typing(typing));
        }
    }

    fn tell_view(&mut self) {
        let connection = self.connection();
        // A conversation may be long, and most of what happens leaves it as it is.
        let changes = self.transcript.changes();
        let news = std::mem::replace(&mut self.told.changes, changes) != changes;
        if news {
            self.told.view.rows = Rows(self.transcript.rows().into());
        }
        let mut view = View::of(
            self.stage(),
            self.told.view.rows.clone(),
            &self.transcript,
            connection,
            self.backend()
                .map(Backend::capabilities)
                .unwrap_or_default(),
            &self.form,
            &self.draft,
        );
        view.files = self.file_limits();
        if !news && view == self.told.view {
            return;
        }
        if connection != self.told.view.connection {
            self.announce(Announcement::Connection(connection));
        }
        self.told.view = view;
        self.outputs.push(Output::Changed);
    }

    fn connection(&self) -> Connection {
        match &self.phase {
            Phase::Mirror(mirror) => mirror.connection,
            _ => self.link.state(self.now.monotonic),
        }
    }

    fn stage(&self) -> Stage {
        match &self.phase {
            Phase::Form(problem) => Stage::Form(problem.clone()),
            Phase::Opening(opening) if opening.cancelled => Stage::Ending,
            Phase::Opening(opening) => Stage::Opening {
                waiting: opening.waiting,
                words: opening.words.clone(),
            },
            Phase::Live(live) => live.stage(),
            Phase::Ended(ended) => Stage::Ended(*ended),
            Phase::Mirror(mirror) => mirror.stage.clone(),
        }
    }

    fn tell_saved(&mut self) {
        self.asked &= self.told.view.stage.is_beginning();
        let (key, form) = (self.key(), Some(&self.form).filter(|_| self.asked));
        let keeps = key.is_some() || form.is_some();
        let saved = keeps.then(|| {
            let (draft, transcript) = (&self.draft, &self.transcript);
            Saved::of(key, form, draft, transcript, self.now.wall).write()
        });
        if saved != self.told.saved {
            self.told.saved.clone_from(&saved);
            // A page that crashes between two outputs must not forget what has left.
            self.outputs.push_first(Output::Save(saved));
        }
    }

    fn tell_wake(&mut self) {
        let feed = self.feed().and_then(|feed| feed.wake());
        let candidates = [
            self.deadlines.next(),
            self.calls.next(),
            self.transcript.typing_expires(),
            self.files_expire(),
            feed,
        ];
        let wake = earliest(&candidates);
        if wake != self.told.wake {
            self.told.wake = wake;
            self.outputs.push(Output::WakeAt(wake));
        }
    }
}
