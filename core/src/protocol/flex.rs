//! Flex chat: what GMS Chat API v2 and the Web API Server have in common, which
//! are two windows on one Chat Server.
//!
//! A chat is opened by its credentials, any of which may change with any answer.
//! Positions are inclusive: asking with `n` brings the events from `n` on. Every
//! answer has a `statusCode`: 0 for success, 1 for a failure that may pass, 2 for
//! one that will not.

use std::rc::Rc;

use super::{Command, Extent, Outcome, Report, answer, key, object_events, request};
use crate::chat::{Ended, Form};
use crate::config::Config;
use crate::error::Trouble;
use crate::http::{Failure, Response};
use crate::json::{self, Object, Value};

/// `transcriptPosition`: the place of the first event wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NextPosition(u64);

impl NextPosition {
    /// As it is written.
    pub(super) fn text(self) -> String {
        self.0.to_string()
    }
}

/// What opens a chat, by its names on the wire. The first, which names the chat,
/// never changes.
const IDENTITY: [&str; 4] = ["chatId", "userId", "secureKey", "alias"];

/// One chat.
#[derive(Clone, Debug)]
pub(super) struct Flex {
    pub(super) config: Rc<Config>,
    backend: &'static str,
    /// Where chats are created.
    url: String,
    /// Whether a chat may outlive a `statusCode` 2, which then says so.
    outlives_failure: bool,
    /// The values of [`IDENTITY`]; empty before the chat exists.
    identity: [String; 4],
    key: Option<String>,
    next: NextPosition,
    /// How often what opens the chat was taken over, now and when a request left
    /// beside the others.
    adoptions: (u32, u32),
}

impl Flex {
    pub(super) fn new(
        config: Rc<Config>,
        backend: &'static str,
        url: String,
        outlives_failure: bool,
    ) -> Self {
        Self {
            config,
            backend,
            url,
            outlives_failure,
            identity: Default::default(),
            key: None,
            next: NextPosition(1),
            adoptions: (0, 0),
        }
    }

    /// The chat that [`key`](Self::key) named, from its first event.
    pub(super) fn resumed(mut self, key: &str) -> Option<Self> {
        self.identity = key::read(key, self.backend)?.try_into().ok()?;
        self.name();
        self.key.is_some().then_some(self)
    }

    pub(super) fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    fn name(&mut self) {
        let [chat, user, secure_key, alias] = &self.identity;
        let known = !chat.is_empty();
        self.key = known.then(|| key::write(&[self.backend, chat, user, secure_key, alias]));
    }

    /// Where chats are created.
    pub(super) fn service(&self) -> String {
        self.url.clone()
    }

    /// Where the chat is.
    pub(super) fn chat(&self) -> String {
        let [chat, ..] = &self.identity;
        format!("{}/{}", self.url, request::segment(chat))
    }

    pub(super) const fn next(&self) -> NextPosition {
        self.next
    }

    /// The fields that every request of the chat has.
    pub(super) fn credentials(&self) -> Vec<(&'static str, &str)> {
        let fields = IDENTITY.into_iter().zip(self.identity.iter());
        fields
            .skip(1)
            .map(|(name, value)| (name, value.as_str()))
            .collect()
    }

    /// A request leaves beside the others, which are answered meanwhile.
    pub(super) const fn branch(&mut self) {
        self.adoptions.1 = self.adoptions.0;
    }

    /// Takes in the good answer to such a request. What opens the chat is only
    /// taken over if no other answer has told it since.
    pub(super) fn joined(&mut self, object: &Object) -> Report {
        if self.adoptions.0 == self.adoptions.1 {
            self.adopt(object, false);
        }
        self.report(object, false)
    }

    pub(super) fn answer(
        &mut self,
        command: &Command,
        answer: Result<&Response, Failure>,
    ) -> Outcome {
        let opens = matches!(command, Command::Open(_));
        let object = if opens {
            answer::first(answer, &self.url)
        } else {
            answer::object(answer)
        };
        let object = match object {
            Ok(object) => object,
            Err(trouble) => return Outcome::Refused(trouble),
        };
        match json::field(&object, "statusCode").and_then(json::count) {
            Some(0) => {
                self.adopt(&object, opens);
                let report = self.report(&object, *command == Command::Refresh);
                let known = self.key.is_some().then_some(Outcome::Done(report));
                known.unwrap_or(Outcome::Refused(Trouble::Garbled))
            }
            Some(1) => Outcome::Refused(Trouble::Recoverable),
            Some(_) => self.failed(command, &object),
            None => Outcome::Refused(Trouble::Garbled),
        }
    }

    /// A failure that will not pass: of this request, or of the chat.
    fn failed(&self, command: &Command, object: &Object) -> Outcome {
        let goes_on = self.outlives_failure
            && json::text(object, "chatEnded").is_some_and(|ended| ended == "false");
        let is_rejected = goes_on || answer::first_error(object).is_some();
        Outcome::Refused(match command {
            Command::Open(_) => answer::rejection(object),
            Command::Send(_) if is_rejected => answer::rejection(object),
            Command::Refresh if goes_on => Trouble::Recoverable,
            Command::Refresh => {
                return Outcome::Done(Report {
                    ended: Some(Ended::Lost),
                    ..Report::default()
                });
            }
            // The next question for news tells more.
            Command::End | Command::Send(_) | Command::Typing(_) => Trouble::Gone,
        })
    }

    /// Takes over what opens the chat from now on.
    fn adopt(&mut self, object: &Object, opens: bool) {
        let own = IDENTITY.into_iter().zip(&mut self.identity);
        for (name, value) in own.skip(usize::from(!opens)) {
            let told = json::text(object, name).filter(|told| !told.is_empty());
            *value = told.unwrap_or_else(|| std::mem::take(value));
        }
        self.name();
        self.adoptions.0 += 1;
    }

    /// Takes in the events. An answer that was not asked for news moves the
    /// position only if it leaves nothing out.
    fn report(&mut self, object: &Object, asked: bool) -> Report {
        let mut report = Report {
            extent: Extent::Nothing,
            ..Report::default()
        };
        if let Some(Value::Array(messages)) = json::field(object, "messages") {
            let listing = object_events::read(messages, self.next.0);
            report = listing.report;
            if asked || listing.is_whole {
                self.next = self.next.max(NextPosition(listing.next));
            }
            if asked {
                report.extent = Extent::Whole;
            }
        }
        let ended = json::text(object, "chatEnded").is_some_and(|ended| ended == "true");
        report.ended = ended.then_some(Ended::ByContactCentre);
        report
    }
}

/// Who asks for a chat and why, as far as the visitor said.
pub(super) fn introduction<'a>(form: &'a Form, nickname: &'a str) -> Vec<(&'a str, &'a str)> {
    request::given(&[
        ("nickname", nickname),
        ("firstName", &form.first_name),
        ("lastName", &form.last_name),
        ("emailAddress", &form.email),
        ("subject", &form.subject),
    ])
}
