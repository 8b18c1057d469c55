//! GMS Chat API Version 2.
//!
//! Every answer holds events, from the position that was asked for, and the
//! credentials from then on. The same operations can be published over CometD
//! ([`push`](super::push)); a chat that was created there has keys of another form,
//! and files at another address.

mod files;

use std::rc::Rc;

use super::super::flex::{self, Flex, NextPosition};
use super::super::{Command, Outcome, request};
use crate::chat::{Ended, Form, Remark};
use crate::config::Config;
use crate::error::Trouble;
use crate::http::{Failure, Request, Response};
use crate::text;

/// The names in the keys of chats that were created by a request and over CometD.
const REQUESTED: &str = "gms-v2";
const PUBLISHED: &str = "gms-v2-cometd";

/// One chat.
#[derive(Clone, Debug)]
pub struct Chat {
    pub(super) flex: Flex,
    /// Whether the server did not take the first spelling of what asks for file
    /// limits.
    respelt: bool,
    /// What the visitor has written and not sent, where agents may see it.
    draft: Option<Rc<str>>,
    /// The one that the server did not take, as when it is too long.
    refused: Option<Rc<str>>,
}

impl Chat {
    pub(crate) fn new(config: Rc<Config>) -> Self {
        let service = request::segment(&config.service);
        let service = text::concat(&[&config.url, "/2/chat/", &service]);
        Self {
            flex: Flex::new(config, REQUESTED, service, true),
            respelt: false,
            draft: None,
            refused: None,
        }
    }

    /// Takes up the chat that [`key`](Self::key) named.
    pub(crate) fn resume(config: Rc<Config>, key: &str) -> Option<Self> {
        let mut chat = Self::new(config);
        chat.flex = [REQUESTED, PUBLISHED].into_iter().find_map(|name| {
            let mut flex = chat.flex.clone();
            flex.backend = name;
            flex.resumed(key)
        })?;
        Some(chat)
    }

    pub(crate) fn key(&self) -> Option<&str> {
        self.flex.key()
    }

    /// Whether the chat is created over CometD.
    pub(crate) fn is_published(&self) -> bool {
        self.flex.backend == PUBLISHED
    }

    /// Whether the chat will be created over CometD.
    pub(super) const fn set_published(&mut self, published: bool) {
        self.flex.backend = if published { PUBLISHED } else { REQUESTED };
    }

    /// What the visitor has written and not sent. It may be thought better of, so it
    /// goes along with a question or a typing notice only where the page wants that.
    pub(crate) fn preview(&mut self, draft: &Rc<str>) {
        let refused = self.refused.as_ref();
        let refused = refused.is_some_and(|refused| Rc::ptr_eq(refused, draft));
        let shown = self.flex.config.typing_preview && !refused;
        self.draft = shown.then(|| Rc::clone(draft));
    }

    /// What goes along.
    pub(super) fn previewed(&self) -> Option<(&'static str, &str)> {
        Some(("message", self.draft.as_deref()?))
    }

    pub(crate) fn request(&self, command: &Command) -> Request {
        if let Command::Open(form) = command {
            return self.open(form);
        }
        let position = match command {
            Command::Seen(place) => NextPosition::at(*place),
            _ => self.flex.next(),
        };
        let position = position.text();
        let position = ("transcriptPosition", position.as_str());
        let mut fields = self.flex.credentials();
        if !matches!(command, Command::End | Command::Tell(_)) {
            fields.push(position);
        }
        let operation = self.operation(command, &mut fields);
        if is_previewing(command) {
            fields.extend(self.previewed());
        }
        let url = text::concat(&[&self.flex.chat(), "/", operation]);
        let data = match command {
            Command::Tell(remark) => request::pairs(remark.data()),
            _ => Vec::new(),
        };
        self.post(url, fields, &data)
    }

    /// The name of an operation, of which two have others over CometD; adds what it
    /// takes beside credentials and a position.
    pub(super) fn operation<'a>(
        &'a self,
        command: &'a Command,
        fields: &mut Vec<(&'static str, &'a str)>,
    ) -> &'static str {
        match command {
            Command::End => "disconnect",
            Command::Open(_) => "requestChat",
            Command::Refresh => "refresh",
            Command::Seen(_) => "readReceipt",
            Command::Send(text) => {
                fields.push(("message", text));
                let kind = self.flex.config.message_type.as_deref();
                fields.extend(kind.map(|kind| ("messageType", kind)));
                "send"
            }
            Command::Tell(remark) => match &**remark {
                Remark::Data(_) => "updateData",
                Remark::Nickname(name) => {
                    fields.push(("nickname", name));
                    "updateNickname"
                }
                Remark::Notice(words) => {
                    fields.push(("message", words));
                    "customNotice"
                }
                Remark::PushUrl(url) => {
                    fields.push(("pushUrl", url.as_str()));
                    "pushUrl"
                }
            },
            Command::Typing(true) => "startTyping",
            Command::Typing(false) => "stopTyping",
        }
    }

    fn open(&self, form: &Form) -> Request {
        let nickname = request::nickname(form);
        let data = request::business_data(&self.flex.config, form);
        let fields = flex::introduction(form, &nickname);
        self.post(self.flex.service(), fields, &data)
    }

    /// A POST of these fields and this business data.
    fn post(&self, url: String, fields: Vec<(&str, &str)>, data: &[(&str, &str)]) -> Request {
        let names = data.iter();
        let names = names.map(|(name, _)| text::concat(&["userData[", name, "]"]));
        let names: Vec<_> = names.collect();
        let mut fields: Vec<(&str, &str)> = fields;
        let data = names.iter().zip(data);
        fields.extend(data.map(|(name, (_, value))| (name.as_str(), *value)));
        request::form(&self.flex.config, url, &fields)
    }

    pub(crate) fn answer(
        &mut self,
        command: &Command,
        answer: Result<&Response, Failure>,
    ) -> Outcome {
        let outcome = self.flex.answer(command, answer);
        let refused = match &outcome {
            Outcome::Done(report) => report.ended == Some(Ended::Lost),
            Outcome::Refused(trouble) => {
                matches!(trouble, Trouble::Recoverable | Trouble::Rejected(_))
            }
            _ => false,
        };
        // Nothing is refused for what only goes along.
        let shown = self.draft.as_ref().is_some_and(|draft| !draft.is_empty());
        if refused && shown && is_previewing(command) {
            self.refused = self.draft.take();
            return Outcome::Continue;
        }
        outcome
    }
}

/// Whether what is being written can go along.
const fn is_previewing(command: &Command) -> bool {
    matches!(command, Command::Refresh | Command::Typing(_))
}

#[cfg(test)]
mod tests;
