//! Flex chat: what GMS Chat API v2 and the Web API Server have in common, which
//! are two windows on one Chat Server.
//!
//! A chat is opened by its credentials, any of which may change with any answer.
//! Positions are inclusive: asking with `n` brings the events from `n` on. Every
//! answer has a `statusCode`: 0 for success, 1 for a failure that may pass, 2 for
//! one that will not.

use std::rc::Rc;

use super::object_events::{self, Listing};
use super::{Command, Extent, Outcome, Report, answer, key, request};
use crate::chat::{Content, Ended, Form, Position, Role};
use crate::config::Config;
use crate::error::Trouble;
use crate::http::{Failure, Response};
use crate::json::{self, Object};
use crate::text;

/// `transcriptPosition`: the place of the first event wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NextPosition(u64);

impl NextPosition {
    /// That of the event in this place.
    pub(super) const fn at(place: Position) -> Self {
        Self(place.0)
    }

    /// As it is written.
    pub(super) fn text(self) -> String {
        text::decimal(self.0)
    }

    /// That so many places before, or the first.
    pub(super) fn before(self, places: u64) -> Self {
        Self(self.0.saturating_sub(places).max(1))
    }
}

/// What opens a chat, by its names on the wire. The first, which names the chat,
/// never changes.
const IDENTITY: [&str; 4] = ["chatId", "userId", "secureKey", "alias"];

/// One chat.
#[derive(Clone, Debug)]
pub(super) struct Flex {
    pub(super) config: Rc<Config>,
    /// The name in its key.
    pub(super) backend: &'static str,
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
    /// Whether what is missing before the end was found to be.
    sought: bool,
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
            sought: false,
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
        text::concat(&[&self.url, "/", &request::segment(chat)])
    }

    pub(super) const fn next(&self) -> NextPosition {
        self.next
    }

    /// The fields that every request of the chat has.
    pub(super) fn credentials(&self) -> Vec<(&'static str, &str)> {
        let mut fields = self.identity();
        fields.remove(0);
        fields
    }

    /// The same, and the one that names the chat; empty before it exists.
    pub(super) fn identity(&self) -> Vec<(&'static str, &str)> {
        let fields = IDENTITY.into_iter().zip(&self.identity);
        fields.map(|(name, value)| (name, value.as_str())).collect()
    }

    /// Whether an object that came by itself may be about this chat.
    pub(super) fn is_about(&self, object: &Object) -> bool {
        let [chat, ..] = &self.identity;
        let named = json::text(object, "chatId").filter(|_| !chat.is_empty());
        named.is_none_or(|named| named.is_empty() || named == *chat)
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
        let object = if matches!(command, Command::Open(_)) {
            answer::first(answer, &self.url)
        } else {
            answer::object(answer)
        };
        match object {
            Ok(object) => self.told(command, &object),
            Err(trouble) => Outcome::Refused(trouble),
        }
    }

    /// What a command comes to that was answered with this.
    pub(super) fn told(&mut self, command: &Command, object: &Object) -> Outcome {
        match status(object) {
            Some(0) => {
                self.adopt(object, matches!(command, Command::Open(_)));
                // Events of a chat without a name are nobody's.
                if self.key.is_none() {
                    return Outcome::Refused(Trouble::Garbled);
                }
                Outcome::Done(self.report(object, matches!(command, Command::Refresh)))
            }
            Some(1) => Outcome::Refused(Trouble::Recoverable),
            Some(_) => self.failed(command, object),
            None => Outcome::Refused(Trouble::Garbled),
        }
    }

    /// Takes in the good object that came by itself, or else because the events
    /// from `asked` on were asked for: only where its list begins tells which. What
    /// says no places is left for an answer that can be counted from its start.
    /// Tells besides whether such words of the visitor's are among the news.
    pub(super) fn heard(
        &mut self,
        object: &Object,
        asked: Option<NextPosition>,
        such: impl Fn(&str) -> bool,
    ) -> (Report, bool) {
        self.adopt(object, false);
        let next = self.next;
        let Some(listing) = listing(object, asked.unwrap_or(next)) else {
            return (self.report(object, false), false);
        };
        let events = &listing.report.events;
        let placed = listing.lowest.is_some() || events.is_empty();
        let echoes = events.iter().any(|event| {
            let text = matches!(&event.content, Content::Text(text) if such(text));
            let own = text && event.from.role == Role::Visitor;
            own && event.position.is_some_and(|place| next.0 <= place.0)
        });
        // Nothing comes by itself any more that would show what is missing: it is asked for, once.
        let ended = ended(object);
        let last = json::field(object, "nextPosition").and_then(json::count);
        let is_short = ended.is_some() && last.is_some_and(|last| last > listing.next);
        let extent = match asked {
            _ if is_short && !std::mem::replace(&mut self.sought, true) => Extent::Gap,
            Some(first) if listing.covers(first.0) => Extent::Whole,
            _ if placed && listing.covers(next.0) => Extent::News,
            _ => Extent::Gap,
        };
        if extent != Extent::Gap {
            self.next = next.max(NextPosition(listing.next));
        }
        let mut report = listing.report;
        if extent == Extent::Gap && !placed {
            report.events.clear();
        }
        report.extent = extent;
        report.ended = ended;
        (report, echoes)
    }

    /// A failure that will not pass: of this request, or of the chat.
    fn failed(&self, command: &Command, object: &Object) -> Outcome {
        let goes_on = self.outlives_failure
            && json::text(object, "chatEnded").is_some_and(|ended| ended == "false");
        let is_rejected = goes_on || answer::first_error(object).is_some();
        Outcome::Refused(match command {
            Command::Open(_) => answer::rejection(object),
            Command::Send(_) | Command::Tell(_) if is_rejected => answer::rejection(object),
            Command::Refresh if goes_on => Trouble::Recoverable,
            Command::Refresh => {
                return Outcome::Done(Report {
                    ended: Some(Ended::Lost),
                    ..Report::default()
                });
            }
            // The next question for news tells more.
            Command::End
            | Command::Seen(_)
            | Command::Send(_)
            | Command::Tell(_)
            | Command::Typing(_) => Trouble::Gone,
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
        if let Some(listing) = listing(object, self.next) {
            if asked || listing.covers(self.next.0) {
                self.next = self.next.max(NextPosition(listing.next));
            }
            report = listing.report;
            if asked {
                report.extent = Extent::Whole;
            }
        }
        report.ended = ended(object);
        report
    }
}

/// 0 for success, 1 for a failure that may pass, more for one that will not.
pub(super) fn status(object: &Object) -> Option<u64> {
    json::field(object, "statusCode").and_then(json::count)
}

fn listing(object: &Object, first: NextPosition) -> Option<Listing> {
    let messages = json::field(object, "messages")?.as_array()?;
    Some(object_events::read(messages, first.0))
}

/// Whether it says that the chat has ended.
pub(super) fn ended(object: &Object) -> Option<Ended> {
    let ended = json::text(object, "chatEnded").is_some_and(|ended| ended == "true");
    ended.then_some(Ended::ByContactCentre)
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
