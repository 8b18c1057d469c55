//! One request and its answer.

use super::caller::{Caller, User};
use super::endpoint;
use super::message::Message;
use super::publication::Publication;
use super::reply::{self, CONNECT};
use super::server::{Bayeux, Call};
use super::settings::{CometdSettings, ReplyPlace};
use crate::http::{Request, Response};
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

/// What a request comes to.
pub(crate) enum Asked {
    /// It is settled.
    Answered(Answer),
    /// It goes out when its publications have had their effect.
    Open(Exchange),
}

/// Replies to a request, and what it published to services.
pub(crate) struct Exchange {
    replies: Vec<Value>,
    cookie: Option<String>,
    pub(crate) publications: Vec<Publication>,
}

impl Bayeux {
    /// Answers a request of `user`'s, or holds its only message, a connect. What stands behind the
    /// service channels must act between this and [`Bayeux::close`].
    pub(crate) fn ask(
        &mut self,
        request: &Request,
        user: User,
        now: Now,
        settings: &CometdSettings,
    ) -> Asked {
        let messages = match endpoint::messages(request) {
            Ok(messages) => messages,
            Err(unreadable) => return Asked::Answered(Answer::Ready(unreadable.into_response())),
        };
        let mut caller = Caller::of(request, user, settings);
        let shakes_hands = messages.iter().any(|one| one.channel() == HANDSHAKE);
        let cookie = shakes_hands
            .then(|| caller.identify(&mut self.dice, settings))
            .flatten();
        let call = Call {
            request,
            caller,
            alone: messages.len() == 1,
            now,
            settings,
        };
        self.answer_all(&messages, &call, cookie)
    }

    /// The response to an exchange, with what its own publications brought its clients where the
    /// settings want it there.
    pub(crate) fn close(&mut self, exchange: Exchange, settings: &CometdSettings) -> Response {
        let clients = exchange.publications.iter().map(|one| &one.client);
        let mut brought: Vec<_> = clients.flat_map(|id| self.finish_publishing(id)).collect();
        let mut messages = exchange.replies;
        if settings.reply_place == ReplyPlace::AfterAck {
            messages.append(&mut brought);
        }
        brought.append(&mut messages);
        let response = reply::response(brought);
        match exchange.cookie {
            Some(cookie) => response.with("Set-Cookie", &cookie),
            None => response,
        }
    }

    fn answer_all(
        &mut self,
        messages: &[Message],
        call: &Call<'_>,
        cookie: Option<String>,
    ) -> Asked {
        let mut replies = Vec::new();
        for message in messages {
            match self.answer(message, call) {
                Outcome::Replies(more) => replies.extend(more),
                Outcome::Held(ticket) => return Asked::Answered(Answer::Held(ticket)),
            }
        }
        Asked::Open(Exchange {
            replies,
            cookie,
            publications: self.take_publications(),
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
