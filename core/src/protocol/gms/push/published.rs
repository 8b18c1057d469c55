//! A chat of GMS Chat API Version 2 over a channel: commands are published on it, and
//! what they bring comes on it with all other news.
//!
//! The acknowledgement of a publication is no answer: it says that CometD has it, and
//! may come before the answer or behind it. An answer does not say what it answers.
//! A message is answered by its echo, and a question by a list that begins where it
//! was asked to, one place before anything that could be news; and each further one
//! another place before, until one is answered: what was asked before may be answered
//! late. What nothing comes of
//! but perhaps an event is answered by the acknowledgement. A failure is that of what
//! is under way, most likely: a message that failed is looked for all the same, and
//! one failure does not end the chat.

use super::super::super::bayeux::Client;
use super::super::super::flex::{self, NextPosition};
use super::super::super::{Command, Errand, Extent, Outcome, Report, request};
use super::super::v2;
use super::{is_gone, missed};
use crate::chat::{Content, Event, Form, Remark, Role};
use crate::error::Trouble;
use crate::http::Request;
use crate::json::{Object, Value};
use crate::queue::Queue;
use crate::time::Monotonic;

#[derive(Clone, Debug)]
pub(super) struct Published {
    pub(super) chat: v2::Chat,
    channel: String,
    /// Whether this session was told to hear of the chat.
    pub(super) is_heard: bool,
    under_way: Option<UnderWay>,
    /// The visitor's words that were answered or heard last.
    said: String,
    /// How many questions were asked since one was answered.
    questions: u64,
}

/// A command that was published and not answered.
#[derive(Clone, Debug)]
struct UnderWay {
    command: Command,
    /// Its message, until that is acknowledged.
    id: Option<String>,
    /// The place of the first event that it asks for, if it does.
    asked: Option<NextPosition>,
    /// Whether the chat was heard of since.
    is_known: bool,
}

impl Published {
    pub(super) fn new(chat: v2::Chat, channel: &str) -> Self {
        Self {
            chat,
            channel: channel.to_owned(),
            is_heard: false,
            under_way: None,
            said: String::new(),
            questions: 0,
        }
    }

    /// Publishes the command; or, without a channel, makes the request for it.
    pub(super) fn request(
        &mut self,
        command: &Command,
        client: Option<&mut Client>,
        now: Monotonic,
    ) -> Option<Request> {
        if matches!(command, Command::Open(_)) {
            self.chat.set_published(client.is_some());
        }
        let Some(client) = client else {
            return Some(self.chat.request(command));
        };
        let asks = matches!(command, Command::Refresh);
        let attaches = asks || matches!(command, Command::Open(_));
        self.questions += u64::from(asks);
        if !std::mem::replace(&mut self.is_heard, true) && !attaches {
            client.publish(&self.channel, &self.data(&Command::Refresh), now);
        }
        let id = client.publish(&self.channel, &self.data(command), now);
        self.under_way = Some(UnderWay {
            command: command.clone(),
            id,
            asked: asks.then(|| self.first()),
            is_known: false,
        });
        None
    }

    /// Where what is asked for begins.
    fn first(&self) -> NextPosition {
        self.chat.flex.next().before(self.questions.max(1))
    }

    fn data(&self, command: &Command) -> Value {
        let flex = &self.chat.flex;
        let mut fields = flex.identity();
        let mut operation = self.chat.operation(command, &mut fields);
        // A question is not refused for what would go along with it.
        if matches!(command, Command::Typing(_)) {
            fields.extend(self.chat.previewed());
        }
        let mut data = request::object(&fields);
        match command {
            Command::Open(form) => self.introduce(form, &mut data),
            Command::Refresh => {
                data.set("transcriptPosition", Value::Number(self.first().text()));
                operation = "requestNotifications";
            }
            Command::Send(_) => operation = "sendMessage",
            Command::Tell(remark) => {
                if let Remark::Data(own) = &**remark {
                    let own = request::object(&request::pairs(own));
                    data.set("userData", Value::Object(own));
                }
            }
            Command::End | Command::Seen(_) | Command::Typing(_) => {}
        }
        data.set("operation", operation.into());
        Value::Object(data)
    }

    fn introduce(&self, form: &Form, data: &mut Object) {
        for (name, value) in flex::introduction(form, &request::nickname(form)) {
            data.set(name, value.into());
        }
        let own = request::business_data(&self.chat.flex.config, form);
        data.set("userData", Value::Object(request::object(&own)));
    }

    /// Forgets what is under way, if it has this id, or none any more; tells whether
    /// there was something.
    pub(super) fn take(&mut self, id: Option<&str>) -> bool {
        let is_it = |one: &mut UnderWay| one.id.as_deref() == id;
        self.under_way.take_if(is_it).is_some()
    }

    /// Gives up what takes too long; tells whether it was acknowledged, so that
    /// nothing is wrong with the way there.
    pub(super) fn gives_up(&mut self) -> Option<bool> {
        self.under_way.take().map(|one| one.id.is_none())
    }

    /// What was published under that id has arrived.
    pub(super) fn acknowledged(&mut self, id: &str) -> Option<Errand> {
        let one = self.under_way.as_mut()?;
        one.id.take_if(|own| own == id)?;
        if matches!(
            one.command,
            Command::Open(_) | Command::Refresh | Command::Send(_)
        ) {
            return None;
        }
        self.under_way = None;
        Some(Errand::Outcome(noted()))
    }

    /// What came on the channel. A failure that nothing under way can have is a
    /// reason to ask.
    pub(super) fn hear(&mut self, data: &Object, errands: &mut Queue<Errand>) {
        let flex = &mut self.chat.flex;
        let Some(status) = flex::status(data).filter(|_| flex.is_about(data)) else {
            return;
        };
        let exists = flex.key().is_some();
        match self.under_way.take_if(|_| status > 0 || !exists) {
            Some(one) => {
                let outcome = flex.told(&one.command, data);
                errands.push(Errand::Outcome(one.doubts(outcome, data)));
            }
            None if status > 0 => errands.push(missed()),
            None if exists => self.news(data, errands),
            None => {}
        }
    }

    fn news(&mut self, data: &Object, errands: &mut Queue<Errand>) {
        let asked = self.under_way.as_ref().and_then(|one| one.asked);
        let sending = match self.under_way.as_ref().map(|one| &one.command) {
            Some(Command::Send(text)) => text.as_str(),
            _ => "",
        };
        // A server may reword a message; but what was said before it is said twice by a
        // browser, and answers nothing.
        let such = |text: &str| text == sending || text != self.said;
        let (report, echoes) = self.chat.flex.heard(data, asked, such);
        let own = |event: &&Event| event.from.role == Role::Visitor;
        let heard = report.events.iter().rev().find(own);
        let said = match heard.map(|event| &event.content) {
            _ if echoes && !sending.is_empty() => Some(sending),
            Some(Content::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        if let Some(said) = said {
            said.clone_into(&mut self.said);
        }
        let answers = |one: &mut UnderWay| match one.command {
            Command::Refresh => report.extent == Extent::Whole,
            Command::Send(_) => echoes,
            _ => false,
        };
        if self.under_way.take_if(answers).is_none() {
            if let Some(one) = &mut self.under_way {
                one.is_known = true;
            }
            return errands.push(Errand::Report(report));
        }
        if report.extent == Extent::Whole {
            self.questions = 0;
        }
        let missing = report.extent == Extent::Gap;
        errands.push(Errand::Outcome(Outcome::Done(report)));
        errands.extend(missing.then(missed));
    }
}

/// The server took note; more may come.
pub(super) fn noted() -> Outcome {
    Outcome::Done(Report {
        extent: Extent::Nothing,
        ..Report::default()
    })
}

impl UnderWay {
    /// What a failure comes to, which is perhaps another's, or due to credentials
    /// that were changed meanwhile. A chat is gone only if it is said to have ended.
    fn doubts(&self, outcome: Outcome, data: &Object) -> Outcome {
        if !is_gone(&outcome) {
            return outcome;
        }
        let sends = matches!(self.command, Command::Send(_));
        let may_go_on = sends || self.is_known || flex::ended(data).is_none();
        Outcome::Refused(if may_go_on {
            Trouble::Recoverable
        } else {
            Trouble::Gone
        })
    }
}

#[cfg(test)]
mod tests;
