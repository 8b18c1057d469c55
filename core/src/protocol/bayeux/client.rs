//! The client: one session at a time, one connect at a time.

use crate::queue::Queue;
use std::time::Duration;

use super::advice::{Advice, Reconnect};
use super::call::{Call, Kind};
use super::channel::{Channel, Standing};
use super::effect::{Effect, News, Setback, Settings, Token};
use super::message::{self, Message};
use super::pace::Pace;
use crate::http::{Body, Failure, Method, Request, Response};
use crate::json::{Object, Value};
use crate::text;
use crate::time::{Monotonic, earliest};

/// What the network may take on top of what the server takes (14).
const NETWORK_DELAY: Duration = Duration::from_secs(10);

/// Coming back to life does not ask more often than this (40).
const BREATH: Duration = Duration::from_secs(1);

/// A subscription that was not answered is asked for again after this.
const SUBSCRIBE_AGAIN: Duration = Duration::from_secs(2);

/// After so many sessions in a row that the server forgot at once, its cookie
/// is most likely blocked (73); it is then asked seldom.
const FORGOTTEN: u32 = 2;
const SELDOM: Duration = Duration::from_secs(30);

/// A Bayeux client. After every call, drain [`poll`](Self::poll); call
/// [`tick`](Self::tick) at [`wake`](Self::wake).
#[derive(Clone, Debug)]
pub struct Client {
    settings: Settings,
    phase: Phase,
    channels: Vec<Channel>,
    advice: Advice,
    pace: Pace,
    calls: Vec<Call>,
    next: Option<(Monotonic, Step)>,
    /// When the last handshake or connect left, and when one last succeeded.
    asked: Monotonic,
    heard: Monotonic,
    /// How often a connect has been answered.
    turns: u32,
    up: bool,
    ids: u64,
    tokens: u64,
    effects: Queue<Effect>,
}

#[derive(Clone, Debug)]
enum Phase {
    Idle,
    Seeking,
    Session(Session),
}

#[derive(Clone, Debug)]
struct Session {
    id: String,
    born: Monotonic,
    /// Whether a connect has succeeded.
    proven: bool,
    /// The last batch received, if the server numbers them.
    ack: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Connect { quick: bool },
    Handshake,
}

impl Client {
    /// A client that listens to these channels once it is started.
    pub fn new(settings: Settings, channels: &[&str]) -> Self {
        let subscribe = settings.subscribe;
        let channels = channels.iter().map(|name| Channel {
            name: (*name).to_owned(),
            standing: Standing::at_first(name, subscribe, Monotonic::default()),
        });
        Self {
            settings,
            phase: Phase::Idle,
            channels: channels.collect(),
            advice: Advice::default(),
            pace: Pace::default(),
            calls: Vec::new(),
            next: None,
            asked: Monotonic::default(),
            heard: Monotonic::default(),
            turns: 0,
            up: false,
            ids: 0,
            tokens: 0,
            effects: Queue::default(),
        }
    }

    /// Begins, if it has not begun.
    pub fn start(&mut self, now: Monotonic) {
        if matches!(self.phase, Phase::Idle) {
            self.phase = Phase::Seeking;
            self.handshake(now);
        }
    }

    /// Says goodbye, if there is a session, and ceases (67).
    pub fn stop(&mut self, now: Monotonic) {
        let phase = self.cease();
        if let Phase::Session(session) = phase {
            let id = self.new_id();
            let farewell = message::disconnect(&id, &session.id);
            self.send(Kind::Farewell, id, farewell, NETWORK_DELAY, now);
        }
    }

    /// Says something on a channel; returns its id, or `None` when there is no
    /// session to say it in. What becomes of it is told, unless the client is stopped
    /// before.
    pub fn publish(&mut self, channel: &str, data: &Value, now: Monotonic) -> Option<String> {
        let client = self.session()?.id.clone();
        let id = self.new_id();
        let message = message::publish(&id, &client, channel, data);
        self.send(Kind::Publish, id.clone(), message, NETWORK_DELAY, now);
        Some(id)
    }

    /// The network is back, or the machine has slept: a poll that is under way
    /// is most likely dead (40).
    pub fn revive(&mut self, now: Monotonic) {
        let earliest = (self.asked + BREATH).max(self.pace.spared());
        let stale = |call: &Call| matches!(call.kind, Kind::Connect { .. }) && earliest <= now;
        if let Some(call) = self.take(stale) {
            self.effects.push(Effect::Abort(call.token));
            self.next = Some((now, Step::Connect { quick: true }));
        }
        if let Some((at, step)) = self.next {
            let step = if step == Step::Handshake {
                step
            } else {
                Step::Connect { quick: true }
            };
            self.next = Some((at.min(now.max(earliest)), step));
        }
        self.proceed(now);
    }

    /// Whether it asks for nothing until it is started (again).
    pub const fn is_idle(&self) -> bool {
        matches!(self.phase, Phase::Idle)
    }

    /// Whether every channel is listened to.
    pub const fn is_up(&self) -> bool {
        self.up
    }

    /// How often a connect has been answered. One that is asked for after something was said and
    /// is answered brings it.
    pub const fn turns(&self) -> u32 {
        self.turns
    }

    /// When to call [`tick`](Self::tick), if ever.
    pub fn wake(&self) -> Option<Monotonic> {
        let calls = self.calls.iter().map(|call| call.until);
        let wanted = self
            .channels
            .iter()
            .filter_map(|channel| match channel.standing {
                Standing::Wanted(at) if self.session().is_some() => Some(at),
                _ => None,
            });
        earliest(&[calls.min(), wanted.min(), self.next.map(|(at, _)| at)])
    }

    /// Time has passed. `random` is any number; it spreads retries.
    pub fn tick(&mut self, now: Monotonic, random: u32) {
        while let Some(call) = self.take(|call| call.until <= now) {
            self.effects.push(Effect::Abort(call.token));
            self.answered(&call, None, now, random);
        }
        self.proceed(now);
    }

    /// A request was answered, or will not be.
    pub fn answer(
        &mut self,
        token: Token,
        answer: Result<&Response, Failure>,
        now: Monotonic,
        random: u32,
    ) {
        let Some(call) = self.take(|call| call.token == token) else {
            return;
        };
        if let Ok(response) = answer {
            self.pace.spare(now + response.patience());
        }
        let body = answer.ok().filter(|response| response.is_success());
        let messages = body.and_then(|response| Message::read_all(&response.body));
        self.answered(&call, messages, now, random);
        self.proceed(now);
    }

    /// What is asked for next.
    pub fn poll(&mut self) -> Option<Effect> {
        self.effects.pop()
    }

    fn answered(
        &mut self,
        call: &Call,
        messages: Option<Vec<Message>>,
        now: Monotonic,
        random: u32,
    ) {
        let messages = messages.unwrap_or_default();
        let reply = call.reply(&messages);
        // Any message may carry advice; that of a session left behind is void.
        if !matches!(call.kind, Kind::Farewell | Kind::Orphan) {
            let advised = messages.iter().rev().find_map(Message::advice);
            self.advice = advised.unwrap_or(self.advice);
        }
        let empty = self.deliver(&messages);
        match &call.kind {
            Kind::Connect { quick } => self.connected(call, *quick, reply, empty, (now, random)),
            Kind::Farewell => {}
            Kind::Handshake => self.shaken(reply, now, random),
            Kind::Orphan | Kind::Publish => self.published(call, reply, now, random),
            Kind::Subscribe(channel) => self.subscribed(channel, reply, now, random),
        }
    }

    /// Hands out what was said, in whatever reply it came (51); tells whether
    /// there was nothing.
    fn deliver(&mut self, messages: &[Message]) -> bool {
        let mut empty = true;
        for (channel, data) in messages.iter().filter_map(Message::data) {
            if self
                .channels
                .iter()
                .any(|listened| listened.name == channel)
            {
                empty = false;
                self.effects
                    .push(Effect::Tell(News::Message { channel, data }));
            }
        }
        empty
    }

    fn shaken(&mut self, reply: Option<Message>, now: Monotonic, random: u32) {
        let Some(reply) = reply else {
            return self.seek(Setback::Network, now, random);
        };
        let refused = !reply.is_successful();
        if !reply.offers_long_polling() || (refused && reply.orders() == Some(Reconnect::Never)) {
            return self.give_up(Setback::Unsuitable);
        }
        let Some(id) = reply.client_id().filter(|_| !refused) else {
            return self.seek(Setback::Network, now, random);
        };
        let ack = reply.agrees_to_ack().then_some(0);
        self.phase = Phase::Session(Session {
            id,
            born: now,
            proven: false,
            ack,
        });
        self.next = Some((now, Step::Connect { quick: true }));
        for channel in &mut self.channels {
            channel.standing = Standing::at_first(&channel.name, self.settings.subscribe, now);
        }
    }

    /// The handshake failed: again, later (5, 6).
    fn seek(&mut self, setback: Setback, now: Monotonic, random: u32) {
        self.sink(setback);
        let wait = self.pace.fails(now, random).max(self.advice.interval);
        self.next = Some((now + wait, Step::Handshake));
    }

    fn connected(
        &mut self,
        call: &Call,
        quick: bool,
        reply: Option<Message>,
        empty: bool,
        (now, random): (Monotonic, u32),
    ) {
        let Some(reply) = reply else {
            return self.connect_failed(now, random);
        };
        let Phase::Session(session) = &mut self.phase else {
            return;
        };
        if !reply.is_successful() {
            if !self.obeys(&reply, now, random) {
                self.connect_failed(now, random);
            }
            return;
        }
        session.proven = true;
        // Only now that everything was handed out is the batch acknowledged (62).
        if let (Some(ack), Some(batch)) = (&mut session.ack, reply.batch()) {
            *ack = batch;
        }
        self.heard = now;
        self.turns = self.turns.wrapping_add(1);
        let breath = self.pace.succeeds(now.since(call.since), quick, empty);
        if self.obeys(&reply, now, random) {
            return;
        }
        let wait = breath.max(self.advice.interval);
        self.next = Some((now + wait, Step::Connect { quick: false }));
        self.rise();
    }

    /// Ends the session where a reply wants it, even one that reports success
    /// (23, 24); tells whether it did.
    fn obeys(&mut self, reply: &Message, now: Monotonic, random: u32) -> bool {
        match reply.orders() {
            Some(Reconnect::Never) => self.give_up(Setback::Advised),
            Some(Reconnect::Handshake) => self.renew(now, random),
            Some(Reconnect::Retry) | None => return false,
        }
        true
    }

    /// A connect failed: the session is tried again, unless the server must
    /// have forgotten it by now (28, 34).
    fn connect_failed(&mut self, now: Monotonic, random: u32) {
        self.sink(Setback::Network);
        let wait = self.pace.fails(now, random).max(self.advice.interval);
        let kept = self
            .advice
            .max_interval
            .map(|max| max + self.advice.timeout + self.advice.interval);
        let forgotten = kept.is_some_and(|kept| now.since(self.heard) > kept);
        let step = if forgotten {
            Step::Handshake
        } else {
            Step::Connect { quick: true }
        };
        self.next = Some((now + wait, step));
    }

    /// The session is no more: another one, but not in a storm (37).
    fn renew(&mut self, now: Monotonic, random: u32) {
        let Phase::Session(session) = std::mem::replace(&mut self.phase, Phase::Seeking) else {
            return;
        };
        let mut wait = self
            .pace
            .renews(session.born, now, random)
            .max(self.advice.interval);
        let mut setback = Setback::Renewing;
        if !session.proven && self.pace.barren() >= FORGOTTEN {
            wait = wait.max(SELDOM);
            setback = Setback::Forgotten;
        }
        for call in &mut self.calls {
            if call.kind == Kind::Publish {
                call.kind = Kind::Orphan;
            }
        }
        self.abort_all_but(&Kind::Orphan);
        self.sink(setback);
        self.next = Some((now + wait, Step::Handshake));
    }

    fn subscribed(&mut self, name: &str, reply: Option<Message>, now: Monotonic, random: u32) {
        if reply
            .as_ref()
            .is_some_and(|reply| self.obeys(reply, now, random))
        {
            return;
        }
        let standing = match reply {
            None => Standing::Wanted((now + SUBSCRIBE_AGAIN).max(self.pace.spared())),
            // One sample answers with a connect reply: good enough (49).
            Some(reply) if reply.is_successful() => Standing::Listening,
            Some(_) => Standing::Refused,
        };
        if standing == Standing::Refused {
            self.effects
                .push(Effect::Tell(News::Refused(name.to_owned())));
        }
        for channel in self
            .channels
            .iter_mut()
            .filter(|channel| channel.name == name)
        {
            channel.standing = standing;
        }
        self.rise();
    }

    fn published(&mut self, call: &Call, reply: Option<Message>, now: Monotonic, random: u32) {
        let orphaned = call.kind == Kind::Orphan;
        let id = call.id.clone();
        let news = match &reply {
            Some(reply) if !reply.is_successful() => News::NotPublished(id),
            Some(_) if !orphaned => News::Published(id),
            _ => News::Unanswered(id),
        };
        self.effects.push(Effect::Tell(news));
        if let (Some(reply), false) = (reply, orphaned) {
            self.obeys(&reply, now, random);
        }
    }

    /// Does what is due.
    fn proceed(&mut self, now: Monotonic) {
        if let Some((_, step)) = self.next.take_if(|(at, _)| *at <= now) {
            match step {
                Step::Connect { quick } => self.connect(quick, now),
                Step::Handshake => self.handshake(now),
            }
        }
        let Some(client) = self.session().map(|session| session.id.clone()) else {
            return;
        };
        while let Some(name) = self.next_wanted(now) {
            let id = self.new_id();
            let message = message::subscribe(&id, &client, &name);
            self.send(Kind::Subscribe(name), id, message, NETWORK_DELAY, now);
        }
    }

    fn next_wanted(&mut self, now: Monotonic) -> Option<String> {
        let due = |standing| matches!(standing, Standing::Wanted(at) if at <= now);
        let channel = self
            .channels
            .iter_mut()
            .find(|channel| due(channel.standing))?;
        channel.standing = Standing::Asked;
        Some(channel.name.clone())
    }

    /// Advice of earlier sessions is void (7).
    fn handshake(&mut self, now: Monotonic) {
        self.phase = Phase::Seeking;
        self.advice = Advice::default();
        self.asked = now;
        self.heard = now;
        let id = self.new_id();
        let message = message::handshake(&id);
        self.send(Kind::Handshake, id, message, NETWORK_DELAY, now);
    }

    fn connect(&mut self, quick: bool, now: Monotonic) {
        let Phase::Session(session) = &self.phase else {
            return;
        };
        let (client, ack) = (session.id.clone(), session.ack);
        let held = if quick {
            Duration::ZERO
        } else {
            self.advice.timeout
        };
        self.asked = now;
        let id = self.new_id();
        let message = message::connect(&id, &client, quick, ack);
        self.send(
            Kind::Connect { quick },
            id,
            message,
            held + NETWORK_DELAY,
            now,
        );
    }

    fn send(
        &mut self,
        kind: Kind,
        id: String,
        message: Object,
        patience: Duration,
        now: Monotonic,
    ) {
        self.tokens += 1;
        let token = Token(self.tokens);
        self.calls.push(Call {
            token,
            kind,
            id,
            since: now,
            until: now + patience,
        });
        let json = (
            "Content-Type".to_owned(),
            "application/json;charset=UTF-8".to_owned(),
        );
        let mut headers = vec![json];
        headers.extend(self.settings.headers.clone());
        let request = Request {
            save_as: None,
            method: Method::Post,
            url: self.settings.url.clone(),
            headers,
            body: Body::Text(text::concat(&["[", &message.write(), "]"])),
            credentials: self.settings.credentials,
        };
        self.effects.push(Effect::Send(token, request));
    }

    /// Tells, once, that everything arrives.
    fn rise(&mut self) {
        let proven = self.session().is_some_and(|session| session.proven);
        let listening = self
            .channels
            .iter()
            .all(|channel| channel.standing == Standing::Listening);
        if proven && listening && !self.up {
            self.up = true;
            self.effects.push(Effect::Tell(News::Up));
        }
    }

    /// Tells, once for each reason, that something may not arrive.
    fn sink(&mut self, setback: Setback) {
        let first = self.up || self.pace.failures() == 0;
        self.up = false;
        if first {
            self.effects.push(Effect::Tell(News::Down(setback)));
        }
    }

    fn give_up(&mut self, setback: Setback) {
        for call in &self.calls {
            if matches!(call.kind, Kind::Orphan | Kind::Publish) {
                let news = News::Unanswered(call.id.clone());
                self.effects.push(Effect::Tell(news));
            }
        }
        self.cease();
        self.effects.push(Effect::Tell(News::Stopped(setback)));
    }

    fn cease(&mut self) -> Phase {
        self.abort_all_but(&Kind::Farewell);
        self.next = None;
        self.up = false;
        std::mem::replace(&mut self.phase, Phase::Idle)
    }

    /// A goodbye is not called back, nor what may have been taken.
    fn abort_all_but(&mut self, spared: &Kind) {
        self.calls.retain(|call| {
            let spare = call.kind == *spared;
            if !spare {
                self.effects.push(Effect::Abort(call.token));
            }
            spare
        });
    }

    fn take(&mut self, wanted: impl Fn(&Call) -> bool) -> Option<Call> {
        let place = self.calls.iter().position(wanted)?;
        Some(self.calls.remove(place))
    }

    const fn session(&self) -> Option<&Session> {
        match &self.phase {
            Phase::Session(session) => Some(session),
            Phase::Idle | Phase::Seeking => None,
        }
    }

    /// Ids are text and count on over sessions (65).
    fn new_id(&mut self) -> String {
        self.ids += 1;
        text::decimal(self.ids)
    }
}

#[cfg(test)]
#[path = "tests/mod.rs"]
mod tests;
