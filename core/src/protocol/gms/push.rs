//! Chats of Genesys Mobile Services with news over CometD.
//!
//! A chat of Version 1 goes on over HTTP as in [`v1`] and is `announced` on a
//! channel; that of Version 2 is `published` on one, commands and all. If the channel
//! is not to be had when the chat is created, the chat is created without it and
//! polled; if it breaks later, the chat is polled until it is back, that of Version 2
//! not before it has waited for a moment.
//!
//! A chat of Version 2 that was created over CometD has keys of another form, and
//! whether the REST API knows them is not documented. So it is asked, but its word
//! that there is no such chat is believed only when there will be no channel any more.
//! Until then the chat counts as out of reach: its messages wait, its visitor sees
//! that the connection is bad, and the channel has the last word when it is back.

mod announced;
mod published;

use std::rc::Rc;
use std::time::Duration;

use super::super::bayeux::{Client, Effect, News, Setback, Settings, Token};
use super::super::{
    Cadence, Command, Errand, ErrandId, Extent, Feed, Files, Outcome, Report, answer, request,
};
use super::{v1, v2};
use crate::chat::Ended;
use crate::config::{Cometd, Config, GmsV1, GmsV2};
use crate::error::Trouble;
use crate::http::{Failure, Request, Response};
use crate::json::Value;
use crate::queue::Queue;
use crate::time::{Monotonic, earliest};
use announced::Announced;
use published::Published;

/// A chat does not wait longer than this for its channel.
const PATIENCE: Duration = Duration::from_secs(5);

/// One chat and its channel.
#[derive(Clone, Debug)]
pub struct Chat {
    api: Api,
    client: Client,
    /// Until when what cannot go on without the channel waits for it.
    patience: Option<Monotonic>,
    /// Whether it does wait.
    waits: bool,
    /// Whether the channel was there since it was last waited for.
    was_up: bool,
    /// Whether the chat does without the channel for good.
    polled: bool,
    fell_back: bool,
    now: Monotonic,
    errands: Queue<Errand>,
}

#[derive(Clone, Debug)]
enum Api {
    V1(Announced, GmsV1),
    V2(Box<Published>, GmsV2),
}

impl Chat {
    pub(crate) fn v1(config: &Config, chat: v1::Chat, cometd: &Cometd, spoken: GmsV1) -> Self {
        Self::new(config, Api::V1(Announced::new(chat), spoken), cometd)
    }

    pub(crate) fn v2(config: &Config, chat: v2::Chat, cometd: &Cometd, spoken: GmsV2) -> Self {
        let own = Published::new(chat, &cometd.channel);
        Self::new(config, Api::V2(Box::new(own), spoken), cometd)
    }

    fn new(config: &Config, api: Api, cometd: &Cometd) -> Self {
        let settings = Settings {
            url: cometd.url.clone(),
            headers: request::headers(config),
            credentials: config.credentials,
            subscribe: cometd.subscribe,
        };
        Self {
            api,
            client: Client::new(settings, &[&cometd.channel]),
            patience: None,
            waits: false,
            was_up: false,
            polled: false,
            fell_back: false,
            now: Monotonic::default(),
            errands: Queue::default(),
        }
    }

    pub(crate) fn key(&self) -> Option<&str> {
        match &self.api {
            Api::V1(own, _) => own.chat.key(),
            Api::V2(own, _) => own.chat.key(),
        }
    }

    pub(crate) const fn finds_its_chat(&self) -> bool {
        matches!(self.api, Api::V1(..)) || self.waits
    }

    pub(crate) const fn takes_turns(&self) -> bool {
        matches!(self.api, Api::V2(..))
    }

    /// An announced chat may be told of on its channel only.
    pub(crate) const fn tells_nobody(&self) -> bool {
        matches!(self.api, Api::V1(..)) && !self.client.is_up()
    }

    pub(crate) const fn turns(&self) -> u32 {
        self.client.turns()
    }

    pub(crate) fn files(&mut self) -> Option<&mut dyn Files> {
        match &mut self.api {
            Api::V1(..) => None,
            Api::V2(own, _) => Some(&mut own.chat),
        }
    }

    pub(crate) fn preview(&mut self, draft: &Rc<str>) {
        if let Api::V2(own, _) = &mut self.api {
            own.chat.preview(draft);
        }
    }

    pub(crate) fn request(&mut self, command: &Command, now: Monotonic) -> Option<Request> {
        self.now = now;
        // An answer to what was asked before must not count as one to this.
        if let Api::V2(own, _) = &mut self.api {
            own.gives_up();
        }
        let up = self.client.is_up();
        let needs_channel = match &self.api {
            Api::V1(own, _) => own.creates(command),
            Api::V2(..) => true,
        };
        self.waits = needs_channel && !up && self.patience.is_some();
        if self.waits {
            return None;
        }
        match &mut self.api {
            Api::V1(own, _) => Some(own.request(command, up)),
            Api::V2(own, _) => {
                let request = own.request(command, up.then_some(&mut self.client), now);
                self.drain();
                request
            }
        }
    }

    pub(crate) fn answer(
        &mut self,
        command: &Command,
        answer: Result<&Response, Failure>,
    ) -> Outcome {
        if std::mem::take(&mut self.waits) {
            self.patience = None;
            return Outcome::Continue;
        }
        let opens = matches!(command, Command::Open(_));
        let (outcome, notified) = match &mut self.api {
            Api::V1(own, _) => {
                let outcome = own.chat.answer(command, answer);
                self.errands.extend(own.catch_up());
                (outcome, own.chat.is_notified())
            }
            Api::V2(own, _) => match own.gives_up() {
                Some(true) if matches!(command, Command::Refresh) => (published::noted(), true),
                Some(acknowledged) => {
                    if opens && acknowledged {
                        self.go_without("the server does not answer what is published");
                    }
                    (Outcome::Refused(answer::trouble(answer)), true)
                }
                None => {
                    let outcome = own.chat.answer(command, answer);
                    let outcome = out_of_reach(outcome, &self.client);
                    (outcome, own.chat.is_published())
                }
            },
        };
        if let (true, Outcome::Done(_), false) = (opens, &outcome, notified) {
            self.go_without("no channel could be had in time");
        }
        self.drain();
        outcome
    }

    pub(crate) const fn cadence(&self) -> Cadence {
        let is_announced = match &self.api {
            Api::V1(own, _) => own.is_announced(),
            Api::V2(..) => true,
        };
        if is_announced && self.client.is_up() {
            Cadence::Pushed
        } else {
            Cadence::Asked
        }
    }

    /// Turns what the client says into errands.
    fn drain(&mut self) {
        while let Some(effect) = self.client.poll() {
            match effect {
                Effect::Abort(Token(id)) => self.errands.push(Errand::Abort(ErrandId(id))),
                Effect::Send(Token(id), request) => {
                    self.errands.push(Errand::Send(ErrandId(id), request));
                }
                Effect::Tell(news) => self.told(news),
            }
        }
    }

    fn told(&mut self, news: News) {
        match news {
            News::Up => self.rises(),
            News::Message {
                data: Value::Object(data),
                ..
            } => match &mut self.api {
                Api::V1(own, _) => self.errands.extend(own.hear(&data)),
                Api::V2(own, _) => own.hear(&data, &mut self.errands),
            },
            News::Message { .. } => {}
            News::Down(setback) => self.sinks(setback),
            News::Refused(_) => self.fall_back("the server does not let this client listen"),
            News::Stopped(_) => {
                self.fall_back("the server does not offer long polling to this client");
                self.lose(None);
            }
            News::NotPublished(id) => self.not_published(&id),
            News::Published(id) => {
                if let Api::V2(own, _) = &mut self.api {
                    self.errands.extend(own.acknowledged(&id));
                }
            }
            News::Unanswered(id) => self.lose(Some(&id)),
        }
    }

    /// The channel is there; what was said before has to be asked for.
    fn rises(&mut self) {
        self.was_up = true;
        self.miss();
        if let Api::V2(own, _) = &mut self.api {
            own.is_heard = false;
        }
        self.wait_no_longer();
    }

    /// Nobody listens, perhaps for a moment only.
    fn sinks(&mut self, setback: Setback) {
        if setback == Setback::Forgotten {
            self.fall_back("the server forgets each session at once; its cookie may be blocked");
        } else {
            if std::mem::take(&mut self.was_up) {
                self.patience = Some(self.now + PATIENCE);
            }
            self.miss();
        }
        self.lose(None);
    }

    /// What was refused is tried again: in another session, or else, since this one
    /// takes nothing, without any.
    fn not_published(&mut self, id: &str) {
        let goes_on = matches!(&self.api, Api::V2(own, _) if own.is_heard);
        if self.comes_to(Outcome::Continue, Some(id)) && goes_on && self.client.is_up() {
            self.go_without("the server does not take what is published");
        }
    }

    /// Nobody knows what became of what was published: under this id, or what was
    /// acknowledged and not answered.
    fn lose(&mut self, id: Option<&str>) {
        self.comes_to(Outcome::Refused(Failure::Network.into()), id);
    }

    /// Tells the outcome of what was published, if anything is under way.
    fn comes_to(&mut self, outcome: Outcome, id: Option<&str>) -> bool {
        let found = match &mut self.api {
            Api::V1(..) => false,
            Api::V2(own, _) => own.take(id),
        };
        if found {
            self.errands.push(Errand::Outcome(outcome));
        }
        found
    }

    /// Nobody listened, or listens now: what was said has to be asked for.
    fn miss(&mut self) {
        self.errands.push(missed());
    }

    /// The channel is there, or there will be none in time.
    fn wait_no_longer(&mut self) {
        self.patience = None;
        if std::mem::take(&mut self.waits) {
            self.errands.push(Errand::Outcome(Outcome::Continue));
        }
    }

    fn fall_back(&mut self, reason: &'static str) {
        self.wait_no_longer();
        if !std::mem::replace(&mut self.fell_back, true) {
            self.errands.push(Errand::Fallback(reason));
        }
    }

    /// Falls back for good.
    fn go_without(&mut self, reason: &'static str) {
        self.polled = true;
        self.fall_back(reason);
        self.client.stop(self.now);
    }
}

/// There is more to ask for.
fn missed() -> Errand {
    Errand::Report(Report {
        extent: Extent::Gap,
        ..Report::default()
    })
}

/// Whether the server says that it does not know the chat.
fn is_gone(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Done(report) => report.ended == Some(Ended::Lost),
        Outcome::Refused(trouble) => *trouble == Trouble::Gone,
        Outcome::Continue | Outcome::Wait(_) => false,
    }
}

/// A chat that a request does not find may still be there over the channel.
fn out_of_reach(outcome: Outcome, client: &Client) -> Outcome {
    if is_gone(&outcome) && !client.is_idle() {
        Outcome::Refused(Trouble::Busy)
    } else {
        outcome
    }
}

impl Feed for Chat {
    fn start(&mut self, now: Monotonic) {
        self.now = now;
        if self.polled {
            return;
        }
        self.patience = Some(now + PATIENCE);
        self.client.start(now);
        self.drain();
    }

    fn stop(&mut self, now: Monotonic) {
        self.client.stop(now);
        self.drain();
    }

    fn revive(&mut self, now: Monotonic) {
        self.client.revive(now);
        self.drain();
    }

    fn wake(&self) -> Option<Monotonic> {
        earliest(&[self.client.wake(), self.patience])
    }

    fn tick(&mut self, now: Monotonic, random: u32) {
        self.now = now;
        if self.patience.is_some_and(|until| until <= now) {
            self.wait_no_longer();
        }
        self.client.tick(now, random);
        self.drain();
    }

    fn answer(
        &mut self,
        id: ErrandId,
        answer: Result<&Response, Failure>,
        now: Monotonic,
        random: u32,
    ) {
        self.now = now;
        self.client.answer(Token(id.0), answer, now, random);
        self.drain();
    }

    fn poll(&mut self) -> Option<Errand> {
        self.errands.pop()
    }
}

#[cfg(test)]
mod tests;
