//! Chat of the Web API Server (eServices 8.5).
//!
//! Operations are acknowledged with credentials and bring no events, which are
//! asked for. A `statusCode` 2 is the end of the chat, whatever else it says.

use std::rc::Rc;

use super::super::flex::{self, Flex};
use super::super::{Command, Outcome, request};
use crate::chat::Form;
use crate::config::Config;
use crate::http::{Failure, Request, Response};
use crate::json::Value;
use crate::text;

/// One chat.
#[derive(Clone, Debug)]
pub struct Chat(Flex);

impl Chat {
    pub(crate) fn new(config: Rc<Config>) -> Self {
        let chats = text::concat(&[&config.url, "/v2/chats"]);
        Self(Flex::new(config, "web-api", chats, false))
    }

    /// Takes up the chat that [`key`](Self::key) named.
    pub(crate) fn resume(config: Rc<Config>, key: &str) -> Option<Self> {
        Self::new(config).0.resumed(key).map(Self)
    }

    pub(crate) fn key(&self) -> Option<&str> {
        self.0.key()
    }

    pub(crate) fn request(&self, command: &Command) -> Request {
        let (operation, text) = match command {
            Command::End => ("Complete", None),
            Command::Open(form) => return self.open(form),
            Command::Refresh | Command::Seen(_) | Command::Tell(_) => return self.refresh(),
            Command::Send(text) => ("SendMessage", Some(text)),
            Command::Typing(true) => ("SendStartTypingNotification", None),
            Command::Typing(false) => ("SendStopTypingNotification", None),
        };
        let mut fields = self.fields();
        fields.push(("operationName", operation));
        fields.extend(text.map(|text| ("text", text.as_str())));
        request::json(&self.0.config, self.0.chat(), &request::object(&fields))
    }

    fn open(&self, form: &Form) -> Request {
        let nickname = request::nickname(form);
        let mut fields = flex::introduction(form, &nickname);
        fields.push(("tenantName", &self.0.config.tenant));
        let data = request::object(&request::business_data(&self.0.config, form));
        let mut body = request::object(&fields);
        body.set("userData", Value::Object(data));
        request::json(&self.0.config, self.0.service(), &body)
    }

    fn refresh(&self) -> Request {
        let mut body = request::object(&self.fields());
        let position = Value::Number(self.0.next().text());
        body.set("transcriptPosition", position);
        let url = self.0.chat() + "/messages";
        request::json(&self.0.config, url, &body)
    }

    /// What every request of a chat shows.
    fn fields(&self) -> Vec<(&'static str, &str)> {
        let mut fields = self.0.credentials();
        fields.push(("tenantName", &self.0.config.tenant));
        fields
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
