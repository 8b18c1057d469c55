//! A chat that another page holds, and that is shown here: what it takes to change places.

use std::rc::Rc;

use super::live::Live;
use super::saved::Saved;
use super::{Connection, Due, Page, Phase, Session, Stage};
use crate::chat::{Participant, Position};
use crate::protocol::Backend;
use crate::time::Now;
use crate::transcript::{Delivery, Row, RowKey, Setback};

/// A chat as it is known to a page that does not hold it.
#[derive(Debug, Default)]
pub(super) struct Mirror {
    pub(super) stage: Stage,
    pub(super) connection: Connection,
    /// What names the chat on its server, once it may be one.
    pub(super) key: Option<String>,
}

impl Mirror {
    /// Whether what is said here would go out.
    pub(super) const fn takes_messages(&self) -> bool {
        matches!(
            self.stage,
            Stage::Chatting | Stage::Resuming | Stage::Opening { .. }
        )
    }
}

/// What a session tells those who show the same.
#[derive(Debug, PartialEq)]
pub struct Image {
    /// Whether these are all rows; otherwise the others stay.
    pub whole: bool,
    /// Rows that are new or have changed.
    pub rows: Vec<Rc<Row>>,
    /// What own messages with these places are called that have no row yet, if these are all rows.
    pub names: Vec<(Position, RowKey)>,
    /// The place of the last event, whether there is a row of it or not.
    pub last: Position,
    /// Where the chat stands.
    pub stage: Stage,
    /// How the connection does.
    pub connection: Connection,
    /// What the composer holds.
    pub draft: Rc<str>,
    /// The agents who are present, and those who are typing.
    pub people: [Vec<Participant>; 2],
    /// What names the chat on its server, once it may be one.
    pub key: Option<String>,
}

impl Session {
    /// Shows what the last page load has saved, until the chat is to be [held](Self::lead).
    pub(super) fn remember(&mut self, saved: Option<&str>) {
        let mut mirror = Mirror::default();
        self.asked = false;
        let old = self.config.restore_timeout;
        if let Some(saved) = saved.and_then(|text| Saved::read(text, self.now.wall, old)) {
            saved.rewrite(&mut self.transcript, self.now);
            mirror.stage = match saved.key {
                Some(_) => Stage::Resuming,
                None => Stage::Opening {
                    waiting: false,
                    words: None,
                },
            };
            mirror.key = saved.key;
            if let Some(form) = saved.form {
                self.form = form;
                self.asked = true;
            }
            self.draft = saved.draft.into();
        }
        self.phase = Phase::Mirror(mirror);
    }

    /// What is kept in this page has changed since it was left: another one has gone on with
    /// the chat.
    pub fn renew(&mut self, saved: Option<&str>, now: Now) {
        if let Phase::Mirror(_) = self.phase {
            self.now = now;
            self.transcript.clear();
            self.draft = "".into();
            self.remember(saved);
            self.told.saved = saved.map(str::to_owned);
            self.settle();
        }
    }

    /// From now on no other page sends anything; what waits here may have been sent until now.
    pub fn share(&mut self) {
        self.transcript.share();
    }

    /// What is not sent as far as is known here may have been, by a page that is gone and was not
    /// heard: only the transcript of a chat can tell.
    pub fn doubt(&mut self, now: Now) {
        self.now = now;
        if self.key().is_some() {
            for row in self.unsent() {
                self.transcript.deliver(row.key, Delivery::Uncertain);
            }
            self.settle();
        }
    }

    /// Holds the chat from now on.
    pub fn lead(&mut self, now: Now) {
        self.now = now;
        let phase = std::mem::replace(&mut self.phase, Phase::Form(None));
        let mirror = match phase {
            Phase::Mirror(mirror) => mirror,
            other => {
                self.phase = other;
                return;
            }
        };
        let key = mirror.key.as_deref();
        let chat = key.and_then(|key| Backend::resume(&self.config, key));
        match (chat, mirror.stage) {
            (Some(backend), stage) => self.take_up(backend, &stage),
            (None, Stage::Ended(ended)) => {
                self.phase = Phase::Ended(ended);
                self.resend(None);
            }
            // What was written before there was a chat waits for the next attempt.
            (None, Stage::Opening { .. }) => self.interrupted(),
            (None, Stage::Form(_)) if self.asked || !self.transcript.rows().is_empty() => {
                self.interrupted();
            }
            (None, _) => {
                self.transcript.clear();
                self.draft = "".into();
            }
        }
        self.settle();
    }

    fn take_up(&mut self, backend: Backend, stage: &Stage) {
        let shown = *stage != Stage::Resuming;
        let mut live = Live::resumed(backend, shown, self.now.monotonic);
        self.resend(Some(&mut live));
        self.phase = Phase::Live(live);
        self.deadlines.set(Due::Poll, self.now.monotonic);
        self.start_feed();
        if *stage == Stage::Ending {
            self.leave();
        }
    }

    /// What is not sent yet waits, is doubted, or has failed.
    fn resend(&mut self, mut live: Option<&mut Live>) {
        for row in self.transcript.rows().to_vec() {
            let unsettled = row.delivery().filter(|_| row.position.is_none());
            let now = match (unsettled, &mut live) {
                (Some(Delivery::Sent | Delivery::Failed(_)) | None, _) => continue,
                (Some(Delivery::Waiting), Some(live)) if row.is_message() => {
                    live.outbox.wait(row.key);
                    continue;
                }
                (Some(_), Some(live)) if row.is_message() => {
                    live.outbox.doubt(row.key);
                    Delivery::Uncertain
                }
                // The file itself is with whoever chose it.
                (Some(_), Some(_)) => Delivery::Failed(Setback::Lost),
                (Some(_), None) => Delivery::Failed(Setback::ChatEnded),
            };
            self.transcript.deliver(row.key, now);
        }
    }

    /// Ceases to hold the chat, which another page goes on with, and takes leave of the server.
    pub fn retire(&mut self, now: Now) {
        self.now = now;
        let mirror = Mirror {
            stage: self.stage(),
            connection: self.connection(),
            key: self.key().map(str::to_owned),
        };
        self.page(Page::Left);
        self.run_errands();
        self.drop_work();
        self.phase = Phase::Mirror(mirror);
        self.settle();
    }

    /// Shows what another page shows, but for what was written here and is not known there;
    /// returns that.
    pub fn reflect(&mut self, image: Image, apart: &[RowKey], now: Now) -> Vec<Rc<Row>> {
        let mut unknown = Vec::new();
        let Phase::Mirror(mirror) = &mut self.phase else {
            return unknown;
        };
        self.now = now;
        mirror.stage = image.stage;
        mirror.connection = image.connection;
        mirror.key = image.key;
        if image.whole {
            let mut rows = self.transcript.rows().to_vec();
            rows.retain(|row| apart.contains(&row.key));
            unknown = rows;
            self.transcript.empty();
        }
        for row in image.rows.iter().chain(&unknown) {
            self.transcript.adopt(Row::clone(row));
        }
        for (position, key) in image.names {
            self.transcript.name(position, key);
        }
        self.transcript.reach(image.last);
        let [agents, typing] = &image.people;
        self.transcript.attend(agents, typing, now.monotonic);
        self.draft = image.draft;
        self.settle();
        unknown
    }

    /// Whether the chat that is shown here goes on, and the page that shows that never heard of it:
    /// an end would have been told first.
    pub fn outlives(&self, image: &Image) -> bool {
        let known = matches!(&self.phase, Phase::Mirror(mirror) if mirror.key.is_some());
        let goes_on = matches!(self.stage(), Stage::Chatting | Stage::Resuming);
        // Whoever held it and found it gone tells that as news.
        let knows = !image.whole || image.key.is_some();
        known && goes_on && !knows && matches!(image.stage, Stage::Form(_))
    }

    /// What those who show the same have to be told: of the rows, these.
    pub fn image(&self, rows: Option<Vec<Rc<Row>>>) -> Image {
        let view = self.view();
        let whole = rows.is_none();
        Image {
            whole,
            names: match whole {
                true => self.transcript.names().to_vec(),
                false => Vec::new(),
            },
            rows: rows.unwrap_or_else(|| view.rows.0.to_vec()),
            last: self.transcript.last(),
            stage: view.stage,
            connection: view.connection,
            draft: view.draft,
            people: self.transcript.attendance(),
            key: self.key().map(str::to_owned),
        }
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
            (_, Some(Delivery::Failed(_)) | None) | (Phase::Form(_) | Phase::Mirror(_), _) => {}
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

    /// Gives keys to rows from now on that no other page's rows have, if it has another number.
    pub const fn stand_apart(&mut self, number: u64) {
        self.transcript.stand_apart(self.now.wall, number);
    }

    /// Says something; returns its row, if it was taken.
    pub fn say(&mut self, text: &str, now: Now) -> Option<Row> {
        self.now = now;
        let before = self.transcript.last_key();
        self.send(text);
        self.settle();
        let row = self.transcript.own(self.transcript.last_key())?;
        (row.key > before).then(|| Row::clone(row))
    }

    /// The rows that the server is not known to have.
    pub fn unsent(&self) -> Vec<Rc<Row>> {
        let rows = self.transcript.rows().iter();
        rows.filter(|row| row.is_unsent()).cloned().collect()
    }

    /// Whether it could retire without leaving anything half done: nothing is under way, and
    /// no chat is about to be.
    pub fn is_idle(&self) -> bool {
        let opening = matches!(self.phase, Phase::Opening(_));
        self.calls.none() && self.files_expire().is_none() && !opening
    }

    pub(super) fn key(&self) -> Option<&str> {
        match &self.phase {
            Phase::Mirror(mirror) => mirror.key.as_deref(),
            _ => self.backend().and_then(Backend::key),
        }
    }
}
