//! One request and its answer.

use super::caller::Caller;
use super::endpoint;
use super::message::Message;
use super::reply::{self, CONNECT};
use super::server::{Bayeux, Call};
use super::settings::CometdSettings;
use crate::http::Request;
use crate::now::Now;
use crate::ticket::{Answer, Ticket};
use serde_json::Value;

pub(super) const HANDSHAKE: &str = "/meta/handshake";

/// What becomes of one message.
pub(super) enum Outcome {
    /// It is answered.
    Replies(Vec<Value>),
    /// It waits.
    Held(Ticket),
}

impl Bayeux {
    /// Answers a request, or holds its only message, a connect.
    pub(crate) fn ask(&mut self, request: &Request, now: Now, settings: &CometdSettings) -> Answer {
        let messages = match endpoint::messages(request) {
            Ok(messages) => messages,
            Err(unreadable) => return Answer::Ready(unreadable.into_response()),
        };
        let mut caller = Caller::of(request, settings);
        let shakes_hands = messages.iter().any(|one| one.channel() == HANDSHAKE);
        let cookie = shakes_hands
            .then(|| caller.identify(&mut self.dice, settings))
            .flatten();
        let call = Call {
            caller,
            alone: messages.len() == 1,
            now,
            settings,
        };
        self.answer_all(&messages, &call, cookie)
    }

    fn answer_all(
        &mut self,
        messages: &[Message],
        call: &Call<'_>,
        cookie: Option<String>,
    ) -> Answer {
        let mut replies = Vec::new();
        for message in messages {
            match self.answer(message, call) {
                Outcome::Replies(more) => replies.extend(more),
                Outcome::Held(ticket) => return Answer::Held(ticket),
            }
        }
        let response = reply::response(replies);
        Answer::Ready(match cookie {
            Some(cookie) => response.with("Set-Cookie", &cookie),
            None => response,
        })
    }

    fn answer(&mut self, message: &Message, call: &Call<'_>) -> Outcome {
        let reply = match message.channel() {
            CONNECT => return self.connect(message, call),
            HANDSHAKE => self.shake_hands(message, call),
            "/meta/subscribe" => self.subscribe(message, call),
            "/meta/unsubscribe" => self.unsubscribe(message, call),
            "/meta/disconnect" => self.disconnect(message, call),
            _ => self.take_publication(message, call),
        };
        Outcome::Replies(vec![reply.into_value(call.settings.quirks)])
    }
}
