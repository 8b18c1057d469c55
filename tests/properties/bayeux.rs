//! Answers to a CometD client.
//!
//! A line is something that happens: an answer to a request under way (`a`, which of them, how it
//! came, and its body), time that passes (`c`), a network that is back (`r`), the end (`s`) and a
//! new beginning (`b`), words on a channel (`p`).

use causerie_core::http::{Credentials, Failure, Request, Response};
use causerie_core::protocol::bayeux::{Client, Effect, News, Settings, Token};
use causerie_core::time::Monotonic;

use crate::line::{head, lines, number};
use crate::request::answer;

/// What one thing that happens asks for and tells at most, beside what an answer is long for.
const MOST: usize = 16;

/// A poll and what is to be said beside it: browsers allow a server few connections.
const UNDER_WAY: usize = 3;

struct Rig {
    client: Client,
    now: u64,
    open: Vec<(Token, Kind)>,
    tokens: u64,
    /// What was published, and its fate is not known yet.
    published: Vec<String>,
}

/// What a request under way is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Connection,
    Farewell,
    Words,
}

pub(crate) fn check(data: &[u8]) {
    let mut rig = Rig::new();
    for line in lines(data) {
        rig.happens(&line);
    }
}

impl Rig {
    fn new() -> Self {
        let settings = Settings {
            url: "/base/cometd".to_owned(),
            headers: Vec::new(),
            credentials: Credentials::Include,
            subscribe: true,
        };
        let mut rig = Self {
            client: Client::new(settings, &["/_genesys", "/service/chatV2/x"]),
            now: 0,
            open: Vec::new(),
            tokens: 0,
            published: Vec::new(),
        };
        rig.client.start(rig.now());
        rig.drain(0);
        rig
    }

    const fn now(&self) -> Monotonic {
        Monotonic::from_millis(self.now)
    }

    fn happens(&mut self, line: &str) {
        let (letter, rest) = head(line);
        match letter {
            'a' => self.answered(rest),
            'c' => self.pass(number(rest).0.min(600_000)),
            'r' => self.client.revive(self.now()),
            's' => {
                self.client.stop(self.now());
                // Nobody is told what became of it.
                self.published.clear();
            }
            'b' => self.client.start(self.now()),
            'p' => {
                let data = causerie_core::config::Value::from(rest);
                let id = self.client.publish("/service/chatV2/x", &data, self.now());
                self.published.extend(id);
            }
            _ => {}
        }
        self.drain(line.len());
    }

    fn answered(&mut self, rest: &str) {
        let (which, rest) = head(rest);
        let which = which.to_digit(10).unwrap_or(0) as usize;
        let (how, body) = head(rest);
        if which >= self.open.len() {
            return;
        }
        let (token, _) = self.open.remove(which);
        let answer: Result<Response, Failure> = answer(how, body);
        let answer = answer.as_ref().map_err(|failure| *failure);
        self.client.answer(token, answer, self.now(), 7);
    }

    /// Lets time pass; a client that is waked when it asked to be does not ask for that moment
    /// again.
    fn pass(&mut self, millis: u64) {
        let end = self.now + millis;
        while let Some(wake) = self.client.wake().map(Monotonic::as_millis) {
            if wake > end {
                break;
            }
            self.now = self.now.max(wake);
            self.client.tick(self.now(), 5);
            self.drain(0);
            let next = self.client.wake().map(Monotonic::as_millis);
            assert!(next.is_none_or(|next| next > self.now), "a busy loop");
        }
        self.now = end;
    }

    fn drain(&mut self, size: usize) {
        let most = MOST + size + self.open.len() + self.published.len();
        let mut effects = 0;
        while let Some(effect) = self.client.poll() {
            effects += 1;
            match effect {
                Effect::Abort(token) => self.open.retain(|(open, _)| *open != token),
                Effect::Send(token, request) => self.sent(token, &request),
                Effect::Tell(news) => self.told(&news),
            }
        }
        assert!(effects <= most, "{effects} effects");
        assert!(self.client.poll().is_none());
        let is_one = |(_, kind): &&(Token, Kind)| *kind == Kind::Connection;
        let connections = self.open.iter().filter(is_one).count();
        assert!(connections <= UNDER_WAY, "{:?}", self.open);
    }

    fn sent(&mut self, token: Token, request: &Request) {
        assert!(token.0 > self.tokens || self.tokens == 0, "a token again");
        self.tokens = token.0;
        let body = request.body.as_str();
        let messages: Vec<serde_json::Value> = serde_json::from_str(body).expect("a list");
        for message in &messages {
            let told = message["channel"].is_string() && message["id"].is_string();
            assert!(told, "{message}");
        }
        self.open.push((token, kind(&messages)));
    }

    /// What was published has one fate.
    fn told(&mut self, news: &News) {
        if let News::NotPublished(id) | News::Published(id) | News::Unanswered(id) = news {
            let place = self.published.iter().position(|other| other == id);
            let place = place.expect("something published, and not decided before");
            self.published.remove(place);
        }
    }
}

fn kind(messages: &[serde_json::Value]) -> Kind {
    let channel = messages.first().and_then(|first| first["channel"].as_str());
    match channel {
        Some("/meta/disconnect") => Kind::Farewell,
        Some(channel) if channel.starts_with("/meta/") => Kind::Connection,
        _ => Kind::Words,
    }
}
