//! GMS Chat API Version 2.
//!
//! Every answer holds events, from the position that was asked for, and the
//! credentials from then on. The same operations can be published over CometD
//! ([`push`](super::push)); a chat that was created there has keys of another form,
//! and files at another address.

mod files;

use std::rc::Rc;

use super::super::flex::{self, Flex};
use super::super::{Command, Outcome, request};
use crate::chat::Form;
use crate::config::Config;
use crate::http::{Failure, Request, Response};

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
}

impl Chat {
    pub(crate) fn new(config: Rc<Config>) -> Self {
        let service = request::segment(&config.service);
        let service = format!("{}/2/chat/{service}", config.url);
        Self {
            flex: Flex::new(config, REQUESTED, service, true),
            respelt: false,
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

    /// What the visitor has written and not sent could go along with a question
    /// for news or a typing notice, and does not: it may be thought better of.
    pub(crate) fn request(&self, command: &Command) -> Request {
        if let Command::Open(form) = command {
            return self.open(form);
        }
        let position = self.flex.next().text();
        let position = ("transcriptPosition", position.as_str());
        let mut fields = self.flex.credentials();
        if !matches!(command, Command::End) {
            fields.push(position);
        }
        let operation = self.operation(command, &mut fields);
        let url = format!("{}/{operation}", self.flex.chat());
        request::form(&self.flex.config, url, &fields)
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
            Command::Send(text) => {
                fields.push(("message", text));
                let kind = self.flex.config.message_type.as_deref();
                fields.extend(kind.map(|kind| ("messageType", kind)));
                "send"
            }
            Command::Typing(true) => "startTyping",
            Command::Typing(false) => "stopTyping",
        }
    }

    fn open(&self, form: &Form) -> Request {
        let nickname = request::nickname(form);
        let data = request::business_data(&self.flex.config, form);
        let names: Vec<_> = data
            .iter()
            .map(|(name, _)| format!("userData[{name}]"))
            .collect();
        let mut fields = flex::introduction(form, &nickname);
        let data = names.iter().zip(&data);
        fields.extend(data.map(|(name, (_, value))| (name.as_str(), *value)));
        request::form(&self.flex.config, self.flex.service(), &fields)
    }

    pub(crate) fn answer(
        &mut self,
        command: &Command,
        answer: Result<&Response, Failure>,
    ) -> Outcome {
        self.flex.answer(command, answer)
    }
}

#[cfg(test)]
mod tests;
