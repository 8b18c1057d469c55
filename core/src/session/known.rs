//! What is known of a chat, apart from whoever holds it: enough to show it and to go on with it.

use std::rc::Rc;

use super::live::Live;
use super::saved::Saved;
use super::{Connection, Due, Page, Phase, Session, Stage, View};
use crate::chat::{Capabilities, Form, Participant};
use crate::config::Config;
use crate::http::RequestId;
use crate::protocol::Backend;
use crate::time::Now;
use crate::transcript::{Delivery, Row, Setback, Transcript};

/// What is known of a chat, apart from whoever holds it: enough to show it and to go on with it.
#[derive(Debug, Default)]
pub struct Known {
    /// Where it stands.
    pub stage: Stage,
    /// The conversation.
    pub transcript: Transcript,
    /// How the connection does.
    pub connection: Connection,
    /// What the visitor entered.
    pub form: Rc<Form>,
    /// What the composer holds.
    pub draft: Rc<str>,
    /// What was last [saved](super::Output::Save), if it was not taken back.
    pub saved: Option<String>,
    /// The last request that was made here: none that comes is called the same.
    pub made: RequestId,
}

impl Known {
    /// What the last page load has saved. Text that was not saved by this version, or too
    /// long ago, counts as nothing.
    pub fn kept(config: &Config, saved: Option<&str>, now: Now) -> Self {
        let read = saved.and_then(|text| Saved::read(text, now.wall));
        let mut transcript = Transcript::default();
        let (mut stage, mut draft) = (Stage::Form(None), String::new());
        if let Some(read) = read {
            stage = Stage::Resuming;
            read.rewrite(&mut transcript, now);
            draft = read.draft;
        }
        Self {
            stage,
            transcript,
            connection: Connection::Good,
            form: Rc::new(config.visitor.clone()),
            draft: draft.into(),
            saved: saved.map(str::to_owned),
            made: RequestId::default(),
        }
    }

    /// What is to be saved of it, with what was written since.
    pub fn keep(&self, now: Now) -> Option<String> {
        let saved = Saved::read(self.saved.as_deref()?, now.wall)?;
        let saved = Saved::of(saved.key(), &self.draft, &self.transcript, now.wall);
        Some(saved.write())
    }

    /// What is to be seen of it.
    pub fn view(&self) -> View {
        View::of(
            self.stage.clone(),
            &self.transcript,
            self.connection,
            Capabilities::default(),
            &self.form,
            &self.draft,
        )
    }
}

impl Session {
    /// Goes on with what is known of a chat, which this page may hold as well as any other;
    /// see [`new`](Self::new).
    pub fn continued(config: Rc<Config>, seed: u64, known: Known, now: Now) -> Self {
        let chat = known.saved.as_deref().and_then(|text| {
            let saved = Saved::read(text, now.wall)?;
            Backend::resume(&config, saved.key())
        });
        let mut session = Self::idle(config, seed, &known, now);
        session.told.saved = known.saved;
        session.transcript = known.transcript;
        match (chat, known.stage) {
            (Some(backend), stage) => session.take_up(backend, known.draft, &stage),
            (None, Stage::Ended(ended)) => session.phase = Phase::Ended(ended),
            // What was written before there was a chat waits for the next attempt.
            (None, Stage::Opening { .. }) => {}
            (None, _) => session.transcript = Transcript::default(),
        }
        if let Phase::Ended(_) = session.phase {
            session.give_up_waiting();
        }
        session.settle();
        session
    }

    fn take_up(&mut self, backend: Backend, draft: Rc<str>, stage: &Stage) {
        let shown = *stage != Stage::Resuming;
        let mut live = Live::resumed(backend, shown, self.now.monotonic);
        for row in self.transcript.rows().to_vec() {
            match row.delivery().filter(|_| row.position.is_none()) {
                // The file itself is with whoever chose it.
                Some(Delivery::Sent | Delivery::Failed(_)) | None => {}
                Some(_) if !row.is_message() => self.fail(&row, Setback::Lost),
                Some(Delivery::Waiting) => live.outbox.wait(row.key),
                Some(Delivery::Sending | Delivery::Uncertain) => {
                    self.transcript.deliver(row.key, Delivery::Uncertain);
                    live.outbox.doubt(row.key);
                }
            }
        }
        self.draft = draft;
        self.phase = Phase::Live(live);
        self.deadlines.set(Due::Poll, self.now.monotonic);
        self.start_feed();
        if *stage == Stage::Ending {
            self.leave();
        }
    }

    fn give_up_waiting(&mut self) {
        for row in self.transcript.rows().to_vec() {
            if row.delivery() == Some(Delivery::Waiting) {
                self.fail(&row, Setback::ChatEnded);
            }
        }
    }

    fn fail(&mut self, row: &Row, why: Setback) {
        self.transcript.deliver(row.key, Delivery::Failed(why));
    }

    /// Ceases to hold the chat, which somebody else goes on with, and returns what is known of
    /// it. What [`poll`](Self::poll) gives afterwards is still to be done.
    pub fn retire(&mut self, now: Now) -> Known {
        self.now = now;
        let stage = self.stage();
        let connection = self.link.state(now.monotonic);
        self.page(Page::Left);
        self.run_errands();
        self.drop_work();
        Known {
            stage,
            transcript: std::mem::take(&mut self.transcript),
            connection,
            form: std::mem::take(&mut self.form),
            draft: std::mem::take(&mut self.draft),
            saved: self.told.saved.take(),
            made: self.calls.made(),
        }
    }

    /// The agents who are present, and those who are typing.
    pub fn attendance(&self) -> [Vec<Participant>; 2] {
        self.transcript.attendance()
    }

    /// Takes in what was said on another page, as if it had been said here. What is known
    /// already stays as it is.
    pub fn adopt(&mut self, row: Row, now: Now) {
        self.now = now;
        let (key, delivery) = (row.key, row.delivery());
        if self.transcript.own(key).is_some() {
            return;
        }
        if *self.draft == *row.text() {
            self.draft = "".into();
        }
        self.transcript.adopt(row);
        match (&mut self.phase, delivery) {
            (_, Some(Delivery::Failed(_)) | None) | (Phase::Form(_), _) => {}
            (Phase::Opening(opening), _) if !opening.cancelled => {}
            (Phase::Live(live), Some(Delivery::Waiting)) if live.takes_messages() => {
                live.outbox.wait(key);
            }
            (Phase::Live(live), Some(Delivery::Sending | Delivery::Uncertain)) => {
                self.transcript.deliver(key, Delivery::Uncertain);
                live.outbox.doubt(key);
                self.missed();
            }
            _ => self
                .transcript
                .deliver(key, Delivery::Failed(Setback::ChatEnded)),
        }
        self.settle();
    }

    /// Whether it could retire without leaving anything half done: nothing is under way, and
    /// no chat is about to be.
    pub fn is_idle(&self) -> bool {
        let opening = matches!(self.phase, Phase::Opening(_));
        self.calls.none() && self.files_expire().is_none() && !opening
    }

    /// What was last [saved](super::Output::Save), if it was not taken back.
    pub fn saved(&self) -> Option<&str> {
        self.told.saved.as_deref()
    }
}
