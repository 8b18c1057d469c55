//! GWS customer chat, `v2/chats`.
//!
//! A chat is created at once; its operations are acknowledged and bring no
//! events, which are asked for by their index. Whether the chat goes on stands
//! in another resource, the chat itself, which is asked for when somebody has
//! come or gone and once in a while ("to keep state up to date").

use std::rc::Rc;

use super::super::{Command, Extent, Outcome, Report, answer, key, object_events, request};
use crate::chat::{Capabilities, Content, Ended, Form, Notice};
use crate::config::Config;
use crate::error::{Rejection, Trouble};
use crate::http::{Failure, Request, Response};
use crate::json::{self, Object, Value};
use crate::text;

/// `index`: the first message wanted. It is always given, since without it the
/// server gives what "the client" has not seen, of which every tab is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Index(u64);

/// Everything. The document says 0, for which its server lists nothing.
const START: Index = Index(1);

/// How many times to ask for messages before asking for the state again.
const PATIENCE: u32 = 10;

const BACKEND: &str = "gws";

/// One chat.
#[derive(Clone, Debug)]
pub struct Chat {
    config: Rc<Config>,
    id: Option<String>,
    key: Option<String>,
    index: Index,
    capabilities: Capabilities,
    /// How often messages may be asked for before the state is.
    patience: u32,
    /// Whether the question under way is for the state.
    looking: bool,
    /// The same after a message was refused.
    refused: bool,
    /// Whether the state says that the chat is over.
    idle: bool,
}

impl Chat {
    pub(crate) fn new(config: Rc<Config>) -> Self {
        Self {
            config,
            id: None,
            key: None,
            index: START,
            capabilities: Capabilities::default(),
            patience: 0,
            looking: false,
            refused: false,
            idle: false,
        }
    }

    /// Takes up the chat that [`key`](Self::key) named, from its first message.
    pub(crate) fn resume(config: Rc<Config>, key: &str) -> Option<Self> {
        let mut chat = Self::new(config);
        let id = key::read(key, BACKEND)?.pop()?;
        let named = !id.is_empty();
        chat.live(id);
        named.then_some(chat)
    }

    pub(crate) fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    pub(crate) const fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    fn live(&mut self, id: String) {
        self.key = Some(key::write(&[BACKEND, &id]));
        self.id = Some(id);
    }

    pub(crate) fn request(&mut self, command: &Command) -> Request {
        match command {
            Command::End => self.operate("Complete", None),
            Command::Open(form) => self.open(form),
            Command::Refresh | Command::Seen(_) | Command::Tell(_) => {
                self.looking = self.patience == 0;
                self.refresh()
            }
            Command::Send(_) if self.refused => self.look(),
            Command::Send(text) => self.operate("SendMessage", Some(text)),
            Command::Typing(true) => self.operate("SendStartTypingNotification", None),
            Command::Typing(false) => self.operate("SendStopTypingNotification", None),
        }
    }

    /// Nickname and subject are required; those that the visitor did not give
    /// are the official sample client's.
    fn open(&self, form: &Form) -> Request {
        let data = request::given(&[
            ("FirstName", &form.first_name),
            ("LastName", &form.last_name),
            ("EmailAddress", &form.email),
        ]);
        let mut data = request::object(&data);
        let own = request::object(&request::business_data(&self.config, form));
        data.0.extend(own.0);
        let subject = text::trim(&form.subject);
        let subject = if subject.is_empty() {
            "No Subject"
        } else {
            subject
        };
        let mut body = request::object(&[
            ("operationName", "RequestChat"),
            ("nickname", &request::nickname(form)),
            ("subject", subject),
        ]);
        if !data.0.is_empty() {
            body.set("userData", Value::Object(data));
        }
        request::json(&self.config, self.url(), &body)
    }

    fn operate(&self, operation: &str, text: Option<&str>) -> Request {
        let mut fields = vec![("operationName", operation)];
        fields.extend(text.map(|text| ("text", text)));
        request::json(&self.config, self.url(), &request::object(&fields))
    }

    fn refresh(&self) -> Request {
        if self.looking {
            return self.look();
        }
        let url = text::concat(&[
            &self.url(),
            "/messages?index=",
            &text::decimal(self.index.0),
        ]);
        request::get(&self.config, url)
    }

    fn look(&self) -> Request {
        request::get(&self.config, self.url())
    }

    /// The chat, or where chats are created; the `path` of answers is not used,
    /// since a gateway may have moved it.
    fn url(&self) -> String {
        let base = text::concat(&[&self.config.url, "/v2/chats"]);
        match &self.id {
            Some(id) => text::concat(&[&base, "/", &request::segment(id)]),
            None => base,
        }
    }

    pub(crate) fn answer(
        &mut self,
        command: &Command,
        answer: Result<&Response, Failure>,
    ) -> Outcome {
        let done = match command {
            Command::Open(_) => self.opened(answer),
            Command::Refresh | Command::Seen(_) | Command::Tell(_) if self.looking => {
                return self.looked(answer);
            }
            Command::Refresh | Command::Seen(_) | Command::Tell(_) => self.refreshed(answer),
            Command::Send(_) if self.refused => Err(self.refusal(answer)),
            Command::Send(_) if is_refused(answer) => {
                self.refused = true;
                return Outcome::Continue;
            }
            Command::Send(_) => acknowledged(answer),
            Command::End | Command::Typing(_) => acknowledged(answer),
        };
        match done {
            Ok(report) => Outcome::Done(report),
            Err(trouble) => {
                self.patience = 0;
                Outcome::Refused(trouble)
            }
        }
    }

    fn opened(&mut self, answer: Result<&Response, Failure>) -> Result<Report, Trouble> {
        let object = successful(answer::first(answer, &self.url())?)?;
        let id = json::text(&object, "id").filter(|id| !id.is_empty());
        self.live(id.ok_or(Trouble::Garbled)?);
        Ok(noted())
    }

    fn looked(&mut self, answer: Result<&Response, Failure>) -> Outcome {
        match read(answer) {
            Ok(object) => {
                self.adopt(&object);
                Outcome::Continue
            }
            Err(trouble) => Outcome::Refused(trouble),
        }
    }

    /// Takes over what the chat says of itself.
    fn adopt(&mut self, object: &Object) {
        self.patience = PATIENCE;
        let Some(Value::Object(chat)) = json::field(object, "chat") else {
            return;
        };
        self.idle = json::text(chat, "state").is_some_and(|state| state == "Idle");
        if let Some(Value::Array(words)) = json::field(chat, "capabilities") {
            let has = |word: &str| words.iter().any(|other| other.as_str() == Some(word));
            self.capabilities = Capabilities {
                send: has("SendMessage"),
                typing: has("SendStartTypingNotification"),
            };
        }
    }

    fn refreshed(&mut self, answer: Result<&Response, Failure>) -> Result<Report, Trouble> {
        let object = read(answer)?;
        self.patience = self.patience.saturating_sub(1);
        let mut report = match json::field(&object, "messages") {
            Some(Value::Array(messages)) => self.list(messages),
            _ => noted(),
        };
        let last = self.idle && report.extent == Extent::Whole;
        report.ended = last.then_some(Ended::ByContactCentre);
        Ok(report)
    }

    fn list(&mut self, messages: &[Value]) -> Report {
        let listing = object_events::read(messages, self.index.0);
        self.index = self.index.max(Index(listing.next));
        let moves = [Notice::Joined, Notice::Left].map(Content::Notice);
        let mut report = listing.report;
        if report
            .events
            .iter()
            .any(|event| moves.contains(&event.content))
        {
            self.patience = 0;
        }
        report.extent = Extent::Whole;
        report
    }

    /// Why a message was refused: every POST to a chat that is over is.
    fn refusal(&mut self, answer: Result<&Response, Failure>) -> Trouble {
        self.refused = false;
        match read(answer) {
            Ok(object) => {
                self.adopt(&object);
                if self.idle {
                    Trouble::Gone
                } else {
                    Trouble::Rejected(Rejection::default())
                }
            }
            Err(Trouble::Gone) => Trouble::Gone,
            Err(_) => Trouble::Busy,
        }
    }
}

/// The server took note and tells nothing.
fn noted() -> Report {
    Report {
        extent: Extent::Nothing,
        ..Report::default()
    }
}

fn acknowledged(answer: Result<&Response, Failure>) -> Result<Report, Trouble> {
    let object = read(answer)?;
    let told = json::field(&object, "statusCode").map(|_| noted());
    told.ok_or(Trouble::Garbled)
}

const fn is_refused(answer: Result<&Response, Failure>) -> bool {
    matches!(answer, Ok(Response { status: 400, .. }))
}

/// The object of a good answer; an empty one where nothing is new.
fn read(answer: Result<&Response, Failure>) -> Result<Object, Trouble> {
    match answer {
        Ok(response) if is_empty(response) => Ok(Object::default()),
        // "Bad Request" in plain text, or "Chat not found" as a web page.
        _ if is_refused(answer) => Err(Trouble::Gone),
        _ => successful(answer::object(answer)?),
    }
}

/// Whether there is no body, or none because nothing has changed.
fn is_empty(response: &Response) -> bool {
    response.status == 304 || response.is_success() && text::is_blank(&response.body)
}

/// The object, if it says that all went well.
fn successful(object: Object) -> Result<Object, Trouble> {
    match json::field(&object, "statusCode").and_then(json::count) {
        Some(0) | None => Ok(object),
        Some(_) => Err(answer::rejection(&object)),
    }
}

#[cfg(test)]
mod tests;
