//! GMS Chat API Version 1 with news over CometD.
//!
//! Commands go over HTTP as in [`v1`]; most answers are mere acknowledgements,
//! and what happened comes on one channel that serves every chat of the same
//! `gms_user`. If the channel is not to be had when the chat is created, the
//! chat is created without it and polled; if it breaks later, the chat is
//! polled until it is back.

use crate::queue::Queue;
use std::time::Duration;

use super::super::bayeux::{Client, Effect, News, Setback, Settings, Token};
use super::super::{Cadence, Command, Errand, ErrandId, Extent, Feed, Outcome, Report, request};
use super::v1;
use super::wire::ChatObject;
use crate::config::Config;
use crate::http::{Failure, Request, Response};
use crate::json::{self, Object, Value};
use crate::time::Monotonic;

/// A chat does not wait longer than this for its channel.
const PATIENCE: Duration = Duration::from_secs(5);

/// One chat and the channel that announces it.
#[derive(Clone, Debug)]
pub struct Chat {
    chat: v1::Chat,
    client: Client,
    /// Until when the creation of the chat waits for the channel.
    patience: Option<Monotonic>,
    /// Whether it does wait.
    waits: bool,
    /// Whether the chat was created to be announced.
    notified: bool,
    fell_back: bool,
    /// `chatSessionId`, learnt from what is certainly this chat's.
    session: Option<String>,
    now: Monotonic,
    errands: Queue<Errand>,
}

impl Chat {
    pub(crate) fn new(config: &Config, chat: v1::Chat, url: &str, channel: &str) -> Self {
        let settings = Settings {
            url: url.to_owned(),
            headers: request::headers(config),
            credentials: config.credentials,
        };
        let notified = chat.key().is_some();
        Self {
            chat,
            client: Client::new(settings, &[channel]),
            patience: None,
            waits: false,
            notified,
            fell_back: false,
            session: None,
            now: Monotonic::default(),
            errands: Queue::default(),
        }
    }

    pub(crate) fn key(&self) -> Option<&str> {
        self.chat.key()
    }

    pub(crate) fn request(&mut self, command: &Command, now: Monotonic) -> Option<Request> {
        self.now = now;
        if matches!(command, Command::Open(_)) && self.chat.is_at_creation() {
            self.waits = !self.client.is_up() && self.patience.is_some();
            if self.waits {
                return None;
            }
            self.chat.set_notify(self.client.is_up());
        }
        Some(self.chat.request(command))
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
        let outcome = self.chat.answer(command, answer);
        if let (Outcome::Done(_), Command::Open(_)) = (&outcome, command) {
            self.notified = self.chat.is_notified();
            if !self.notified {
                self.fall_back("no channel could be had in time");
                self.client.stop(self.now);
                self.drain();
            }
        }
        outcome
    }

    pub(crate) const fn cadence(&self) -> Cadence {
        if self.notified && self.client.is_up() {
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
            News::Up => {
                self.miss();
                self.wait_no_longer();
            }
            News::Message {
                data: Value::Object(data),
                ..
            } => self.hear(&data),
            News::Message { .. }
            | News::NotPublished(_)
            | News::Published(_)
            | News::Unanswered(_) => {}
            News::Down(Setback::Forgotten) => {
                self.fall_back(
                    "the server forgets each session at once; its cookie may be blocked",
                );
            }
            News::Down(_) => self.miss(),
            News::Refused(_) => self.fall_back("the server does not let this client listen"),
            News::Stopped(_) => {
                self.fall_back("the server does not offer long polling to this client")
            }
        }
    }

    /// Nobody listened, or listens now: what was said has to be asked for.
    fn miss(&mut self) {
        let report = Report {
            extent: Extent::Gap,
            ..Report::default()
        };
        self.errands.push(Errand::Report(report));
    }

    /// The channel is there, or there will be none in time.
    fn wait_no_longer(&mut self) {
        self.patience = None;
        if std::mem::take(&mut self.waits) {
            self.errands.push_back(Errand::Outcome(Outcome::Continue));
        }
    }

    fn fall_back(&mut self, reason: &'static str) {
        self.wait_no_longer();
        if !std::mem::replace(&mut self.fell_back, true) {
            self.errands.push(Errand::Fallback(reason));
        }
    }

    fn hear(&mut self, data: &Object) {
        let Some(Value::Object(message)) = data.get("message") else {
            return;
        };
        let object = ChatObject::of(message);
        if !self.is_ours(data, &object) || object.state.is_none() {
            return;
        }
        let report = self.chat.pushed(&object);
        self.session = object.session.or(self.session.take());
        self.errands.push(Errand::Report(report));
    }

    /// Whether a push is about this chat: its tag ends with the service's id;
    /// without a tag, its `chatSessionId` is the one already known.
    fn is_ours(&self, data: &Object, object: &ChatObject) -> bool {
        match (json::text(data, "tag"), self.chat.service()) {
            (Some(tag), Some(service)) => tag
                .strip_suffix(service.as_str())
                .is_some_and(|rest| rest.ends_with('.')),
            _ => object.session.is_some() && object.session == self.session,
        }
    }
}

impl Feed for Chat {
    fn start(&mut self, now: Monotonic) {
        self.now = now;
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
        self.client.wake().into_iter().chain(self.patience).min()
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
