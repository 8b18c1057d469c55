//! GMS Chat API Version 1: services, chats, positions.
//!
//! A service is created first, then the chat in it; an advanced service is asked
//! in between whether the chat may begin. Positions are exclusive:
//! asking with `p` brings the events behind `p`. The answer's position is the
//! place of the last event in it, where place 1 is the visitor's own arrival,
//! which is never listed.

use std::rc::Rc;

use super::super::{Command, Extent, Outcome, Report, answer, key, request};
use super::wire::{self, ChatObject, Item, State, Status};
use crate::chat::{Ended, Event, Form, Position};
use crate::config::{Config, ServiceKind};
use crate::error::Trouble;
use crate::http::{Failure, Request, Response};
use crate::text;

/// `transcriptPosition`: the place of the last event seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct TranscriptPosition(u64);

/// What keys of chats that may not exist begin with.
const NAME: &str = "gms-v1";

/// Everything that is visible lies behind the visitor's own arrival.
const START: TranscriptPosition = TranscriptPosition(1);

/// A server may count events that it does not list, but not this many at once.
const PLAUSIBLE_GAP: u64 = 1_000;

/// One chat.
#[derive(Clone, Debug)]
pub struct Chat {
    config: Rc<Config>,
    stage: Stage,
    cursor: TranscriptPosition,
    /// Whether the chat is to be announced on a CometD channel.
    notify: bool,
    /// What names the chat while it is not known to exist, once it was asked for.
    asked: Option<String>,
}

/// How far the chat has come.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// Nothing exists yet.
    Fresh,
    /// The service exists and says when the chat may begin.
    Queue(String),
    /// The service exists, the chat does not.
    Service(String),
    /// The chat was asked for and the answer was lost: it may exist.
    Doubtful(String),
    /// The chat exists.
    Live(String),
}

impl Chat {
    pub(crate) const fn new(config: Rc<Config>) -> Self {
        Self {
            config,
            stage: Stage::Fresh,
            cursor: START,
            notify: false,
            asked: None,
        }
    }

    /// Takes up the chat of a service; its transcript is read from the start.
    /// A key of this dialect is the service's id as it is, or, of a chat that may not exist, in a
    /// list.
    pub(crate) fn resume(config: Rc<Config>, key: &str) -> Option<Self> {
        let stage = if key::is_one(key) {
            Stage::Doubtful(key::read(key, NAME)?.pop()?)
        } else {
            Stage::Live(key.to_owned())
        };
        Some(Self {
            stage,
            asked: Some(key.to_owned()),
            ..Self::new(config)
        })
    }

    /// What names the chat, once it was asked for.
    pub(crate) fn key(&self) -> Option<&str> {
        match &self.stage {
            Stage::Live(id) => Some(id),
            _ => self.asked.as_deref(),
        }
    }

    pub(crate) fn request(&mut self, command: &Command) -> Request {
        if let (Command::Open(_), Stage::Service(id)) = (command, &self.stage) {
            self.asked = Some(key::write(&[NAME, id]));
        }
        match command {
            Command::End => self.post("/ixn/chat/disconnect", &[]),
            Command::Open(form) => self.open(form),
            Command::Refresh | Command::Seen(_) | Command::Tell(_) => self.refresh(None),
            Command::Send(text) => self.refresh(Some(text)),
            Command::Typing(true) => self.post("/ixn/chat/startTyping", &[]),
            Command::Typing(false) => self.post("/ixn/chat/stopTyping", &[]),
        }
    }

    fn open(&self, form: &Form) -> Request {
        match &self.stage {
            Stage::Fresh => self.post("", &request::business_data(&self.config, form)),
            Stage::Queue(_) => self.post("/status", &[]),
            Stage::Service(_) => self.post("/ixn/chat", &introduction(form, self.notify)),
            Stage::Doubtful(_) | Stage::Live(_) => self.refresh(None),
        }
    }

    /// A message goes along with a refresh, as the document describes it: the
    /// answer then holds everything up to the message's own echo.
    fn refresh(&self, message: Option<&str>) -> Request {
        let position = text::decimal(self.cursor.0);
        let mut fields = vec![("transcriptPosition", position.as_str())];
        fields.extend(message.map(|text| ("message", text)));
        self.post("/ixn/chat/refresh", &fields)
    }

    fn post(&self, operation: &str, fields: &[(&str, &str)]) -> Request {
        request::form(&self.config, self.url(operation), fields)
    }

    /// An operation of this chat's service; paths in answers are not used, since
    /// a gateway may have moved them.
    fn url(&self, operation: &str) -> String {
        let segment = match &self.stage {
            Stage::Fresh => &self.config.service,
            Stage::Queue(id) | Stage::Service(id) | Stage::Doubtful(id) | Stage::Live(id) => id,
        };
        let segment = request::segment(segment);
        text::concat(&[&self.config.url, "/1/service/", &segment, operation])
    }

    pub(crate) fn answer(
        &mut self,
        command: &Command,
        answer: Result<&Response, Failure>,
    ) -> Outcome {
        match command {
            Command::Open(_) => self.opened(answer),
            Command::Refresh | Command::Seen(_) | Command::Tell(_) => self.refreshed(answer),
            Command::Send(_) => self.done(answer, true),
            Command::End | Command::Typing(_) => self.done(answer, false),
        }
    }

    fn opened(&mut self, answer: Result<&Response, Failure>) -> Outcome {
        let outcome = match std::mem::replace(&mut self.stage, Stage::Fresh) {
            Stage::Fresh => self.service_created(answer),
            Stage::Queue(id) => self.status_told(id, answer),
            Stage::Service(id) => self.chat_created(id, answer),
            Stage::Doubtful(id) | Stage::Live(id) => self.doubt_resolved(id, answer),
        };
        if !matches!(self.stage, Stage::Doubtful(_)) {
            self.asked = None;
        }
        outcome
    }

    fn service_created(&mut self, answer: Result<&Response, Failure>) -> Outcome {
        let object = match answer::first(answer, &self.url("")) {
            Ok(object) => object,
            Err(trouble) => return Outcome::Refused(trouble),
        };
        let Some(id) = wire::service_id(&object) else {
            return Outcome::Refused(Trouble::Garbled);
        };
        self.stage = match self.config.service_kind {
            ServiceKind::Advanced => Stage::Queue(id),
            ServiceKind::Basic => Stage::Service(id),
        };
        Outcome::Continue
    }

    fn status_told(&mut self, id: String, answer: Result<&Response, Failure>) -> Outcome {
        let status = answer::object(answer);
        match status.and_then(|object| Status::of(&object).ok_or(Trouble::Garbled)) {
            Ok(Status::Available) => {
                self.stage = Stage::Service(id);
                Outcome::Continue
            }
            Ok(Status::Waiting(words)) => {
                self.stage = Stage::Queue(id);
                Outcome::Wait(words)
            }
            // The service expired while its caller waited: begin anew.
            Err(Trouble::Gone) => Outcome::Refused(Trouble::Busy),
            Err(trouble) => {
                self.stage = Stage::Queue(id);
                Outcome::Refused(trouble)
            }
        }
    }

    fn chat_created(&mut self, id: String, answer: Result<&Response, Failure>) -> Outcome {
        match read(answer) {
            Ok(object) => {
                self.stage = Stage::Live(id);
                Outcome::Done(self.report(&object, true))
            }
            // The service expired while nobody was available: begin anew.
            Err(Trouble::Gone) => Outcome::Refused(Trouble::Busy),
            Err(trouble) if trouble.is_uncertain() => {
                self.stage = Stage::Doubtful(id);
                Outcome::Refused(trouble)
            }
            Err(trouble) => {
                self.stage = Stage::Service(id);
                Outcome::Refused(trouble)
            }
        }
    }

    /// Whether a chat exists after all is told by asking for its transcript.
    fn doubt_resolved(&mut self, id: String, answer: Result<&Response, Failure>) -> Outcome {
        match read(answer) {
            Ok(object) => {
                self.stage = Stage::Live(id);
                Outcome::Done(self.report(&object, true))
            }
            Err(trouble @ (Trouble::Network(_) | Trouble::Garbled)) => {
                self.stage = Stage::Doubtful(id);
                Outcome::Refused(trouble)
            }
            Err(_) => {
                self.stage = Stage::Service(id);
                Outcome::Continue
            }
        }
    }

    /// A server may be set to answer 400 once the contact centre has closed
    /// the chat (`_chat_400_response_on_disconnected`).
    fn refreshed(&mut self, answer: Result<&Response, Failure>) -> Outcome {
        match answer {
            Ok(Response { status: 400, .. }) => {
                let ended = Some(Ended::ByContactCentre);
                Outcome::Done(Report {
                    ended,
                    ..Report::default()
                })
            }
            other => match (self.done(other, true), &self.stage) {
                // The document's answer where no chat was begun in the service.
                (Outcome::Refused(Trouble::Busy), Stage::Doubtful(_)) => {
                    Outcome::Refused(Trouble::Gone)
                }
                (outcome, _) => outcome,
            },
        }
    }

    fn done(&mut self, answer: Result<&Response, Failure>, asked: bool) -> Outcome {
        match read(answer) {
            Ok(object) => {
                if let Stage::Doubtful(id) = &self.stage {
                    self.stage = Stage::Live(id.clone());
                }
                Outcome::Done(self.report(&object, asked))
            }
            Err(trouble) => Outcome::Refused(trouble),
        }
    }

    /// Gives events their places and moves the cursor behind them.
    ///
    /// The cursor follows only a place that the server gave, in an answer to a
    /// position that was asked for, with events to show for it: whatever else
    /// is asked for again costs nothing, since known places are dropped, while
    /// what is passed over is lost. Typing answers bring what the server has
    /// not sent yet, which may leave out what was lost on the way.
    fn report(&mut self, object: &ChatObject, asked: bool) -> Report {
        let listed = object.items.len() as u64;
        let said = object
            .position
            .filter(|place| self.is_plausible(*place, listed));
        let first = match said {
            Some(last) => Some(last + 1 - listed),
            None => asked.then_some(self.cursor.0 + 1),
        };
        if let (Some(last), true) = (said, asked && listed > 0) {
            self.cursor = self.cursor.max(TranscriptPosition(last));
        }
        let mut report = events(&object.items, first);
        report.extent = match (object.state, asked) {
            (None, _) => Extent::Nothing,
            (Some(_), true) => Extent::Whole,
            (Some(_), false) => Extent::News,
        };
        report.ended =
            (object.state == Some(State::Disconnected)).then_some(Ended::ByContactCentre);
        report
    }

    /// Takes in what the server sent unasked. What follows the cursor moves it;
    /// what leaves places out is kept, and they are asked for.
    pub(super) fn pushed(&mut self, object: &ChatObject) -> Report {
        let mut report = self.report(object, false);
        let first = report.events.first().and_then(|event| event.position);
        let Some(last) = object.position else {
            return report;
        };
        // The end alone may tell that something is missing before it.
        if first.map_or(last, |first| first.0.saturating_sub(1)) > self.cursor.0 {
            report.extent = Extent::Gap;
        } else {
            self.cursor = self.cursor.max(TranscriptPosition(last));
        }
        report
    }

    /// Whether the next step of opening is the creation of the chat.
    pub(super) const fn is_at_creation(&self) -> bool {
        matches!(self.stage, Stage::Service(_))
    }

    /// Whether the chat is known to exist.
    pub(super) const fn is_live(&self) -> bool {
        matches!(self.stage, Stage::Live(_))
    }

    /// Whether the chat is to be announced on a CometD channel.
    pub(super) const fn set_notify(&mut self, notify: bool) {
        self.notify = notify;
    }

    /// Whether the chat was asked for as one to be announced.
    pub(super) const fn is_notified(&self) -> bool {
        self.notify
    }

    /// The service's id, whatever the chat's state.
    pub(super) const fn service(&self) -> Option<&String> {
        match &self.stage {
            Stage::Fresh => None,
            Stage::Queue(id) | Stage::Service(id) | Stage::Doubtful(id) | Stage::Live(id) => {
                Some(id)
            }
        }
    }

    /// Whether the last of so many listed events can stand at `place`.
    fn is_plausible(&self, place: u64, listed: u64) -> bool {
        let expected = self.cursor.0.saturating_add(listed);
        (listed..=expected.saturating_add(PLAUSIBLE_GAP)).contains(&place)
    }
}

/// Events at consecutive places; without a place they cannot be told from
/// others and are left for an answer that gives one.
fn events(items: &[Option<Item>], first: Option<u64>) -> Report {
    let mut report = Report::default();
    for (item, offset) in items.iter().zip(0..) {
        match (item, first) {
            (Some(item), Some(first)) => report.events.push(Event {
                position: Some(Position(first + offset)),
                at: item.at,
                from: item.from.clone(),
                content: item.content.clone(),
            }),
            (Some(_), None) => {}
            (None, _) => report.unreadable += 1,
        }
    }
    report
}

fn introduction(form: &Form, notify: bool) -> Vec<(&str, &str)> {
    request::given(&[
        ("notify_by", if notify { "comet" } else { "" }),
        ("firstName", &form.first_name),
        ("lastName", &form.last_name),
        ("email", &form.email),
        ("subject", &form.subject),
        ("userDisplayName", &form.nickname),
    ])
}

fn read(answer: Result<&Response, Failure>) -> Result<ChatObject, Trouble> {
    answer::object(answer).map(|object| ChatObject::of(&object))
}

#[cfg(test)]
mod tests;
