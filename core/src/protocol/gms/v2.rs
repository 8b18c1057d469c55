//! GMS Chat API Version 2.
//!
//! Every answer holds events, from the position that was asked for, and the
//! credentials from then on.

mod files;

use std::rc::Rc;

use super::super::flex::{self, Flex};
use super::super::{Command, Outcome, request};
use crate::chat::Form;
use crate::config::Config;
use crate::http::{Failure, Request, Response};

/// One chat.
#[derive(Clone, Debug)]
pub struct Chat(Flex);

impl Chat {
    pub(crate) fn new(config: Rc<Config>) -> Self {
        let service = request::segment(&config.service);
        let service = format!("{}/2/chat/{service}", config.url);
        Self(Flex::new(config, "gms-v2", service, true))
    }

    /// Takes up the chat that [`key`](Self::key) named.
    pub(crate) fn resume(config: Rc<Config>, key: &str) -> Option<Self> {
        Self::new(config).0.resumed(key).map(Self)
    }

    pub(crate) fn key(&self) -> Option<&str> {
        self.0.key()
    }

    /// What the visitor has written and not sent could go along with a question
    /// for news or a typing notice, and does not: it may be thought better of.
    pub(crate) fn request(&self, command: &Command) -> Request {
        let position = self.0.next().text();
        let position = ("transcriptPosition", position.as_str());
        let (operation, fields): (_, &[_]) = match command {
            Command::End => ("/disconnect", &[]),
            Command::Open(form) => return self.open(form),
            Command::Refresh => ("/refresh", &[position]),
            Command::Send(text) => ("/send", &[position, ("message", text)]),
            Command::Typing(true) => ("/startTyping", &[position]),
            Command::Typing(false) => ("/stopTyping", &[position]),
        };
        let mut all = self.0.credentials();
        all.extend(fields);
        request::form(&self.0.config, self.0.chat() + operation, &all)
    }

    fn open(&self, form: &Form) -> Request {
        let nickname = request::nickname(form);
        let data = request::business_data(&self.0.config, form);
        let names: Vec<_> = data
            .iter()
            .map(|(name, _)| format!("userData[{name}]"))
            .collect();
        let mut fields = flex::introduction(form, &nickname);
        let data = names.iter().zip(&data);
        fields.extend(data.map(|(name, (_, value))| (name.as_str(), *value)));
        request::form(&self.0.config, self.0.service(), &fields)
    }

    pub(crate) fn answer(
        &mut self,
        command: &Command,
        answer: Result<&Response, Failure>,
    ) -> Outcome {
        self.0.answer(command, answer)
    }
}

#[cfg(test)]
mod tests;
