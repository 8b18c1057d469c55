//! `/meta/connect`

use super::exchange::Outcome;
use super::message::Message;
use super::reply::Reply;
use super::server::{Bayeux, Call, unknown};
use super::session::Held;
use crate::id::ClientId;
use crate::ticket::Ticket;

impl Bayeux {
    /// Delivers what waits for the client, or holds the connect until something does. A client
    /// has one connect at a time: the older one is answered without messages.
    pub(super) fn connect(&mut self, message: &Message, call: &Call<'_>) -> Outcome {
        let Some((id, _)) = self.known(message, call) else {
            return refused(unknown(Reply::to(message), call.settings), call);
        };
        if call.settings.quirks.endless_unknown {
            self.end_session(&id, call);
            return refused(unknown(Reply::to(message), call.settings), call);
        }
        if !message.is_long_poll() {
            let reply = Reply::to(message).refused("400::Unsupported connection type");
            return refused(reply, call);
        }
        self.release(&id, call);
        self.conclude_or_hold(&id, message, call)
    }

    fn conclude_or_hold(&mut self, id: &ClientId, message: &Message, call: &Call<'_>) -> Outcome {
        let settings = call.settings;
        let crowded = self.is_crowded(id);
        let Some(session) = self.sessions.get_mut(id) else {
            return refused(unknown(Reply::to(message), settings), call);
        };
        // A client that acknowledges nothing has got nothing.
        session
            .outbox
            .acknowledge(message.acknowledged().unwrap_or(0));
        let patience = message.patience().unwrap_or(settings.timeout);
        let patience = patience.min(settings.timeout);
        if !call.alone || crowded || !session.can_wait() || patience.is_zero() {
            let messages = session.conclude(message.id(), crowded, call.now, settings);
            return Outcome::Replies(messages);
        }
        let ticket = Ticket::mint(&mut self.dice);
        session.held = Some(Held {
            ticket,
            id: message.id(),
            until: call.now.after(patience),
        });
        Outcome::Held(ticket)
    }

    fn end_session(&mut self, id: &ClientId, call: &Call<'_>) {
        if let Some(session) = self.sessions.remove(id) {
            self.dismiss(session, call.settings, |reply| {
                unknown(reply, call.settings)
            });
        }
    }

    /// Whether another client of the same browser holds a connect.
    fn is_crowded(&self, id: &ClientId) -> bool {
        let browser = self.sessions.get(id).and_then(|one| one.browser.as_ref());
        browser.is_some()
            && self.sessions.iter().any(|(other, session)| {
                other != id && session.held.is_some() && session.browser.as_ref() == browser
            })
    }
}

fn refused(reply: Reply, call: &Call<'_>) -> Outcome {
    Outcome::Replies(vec![reply.into_value(call.settings.quirks)])
}
