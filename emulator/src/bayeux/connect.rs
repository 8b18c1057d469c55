//! `/meta/connect`

use super::exchange::Outcome;
use super::message::Message;
use super::reply::Reply;
use super::server::{Bayeux, Call, unknown};
use super::sessions::Held;
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

    fn conclude_or_hold(
        &mut self,
        client: &ClientId,
        message: &Message,
        call: &Call<'_>,
    ) -> Outcome {
        let settings = call.settings;
        let crowded = self.sessions.is_crowded(client);
        let stalled = self.stalls;
        let Some(session) = self.sessions.get_mut(client) else {
            return refused(unknown(Reply::to(message), settings), call);
        };
        // A client that acknowledges nothing has got nothing.
        session
            .outbox
            .acknowledge(message.acknowledged().unwrap_or(0));
        let patience = message.patience().unwrap_or(settings.timeout);
        let patience = patience.min(settings.timeout);
        if !call.alone || crowded || !session.can_wait(stalled) || patience.is_zero() {
            let (id, now) = (message.id(), call.now);
            let messages = self.sessions.conclude(client, id, crowded, now, settings);
            return Outcome::Replies(messages);
        }
        let ticket = Ticket::mint(&mut self.dice);
        let held = Held {
            ticket,
            id: message.id(),
            until: call.now.after(patience),
            stalled,
        };
        self.sessions.hold(client, held);
        Outcome::Held(ticket)
    }

    fn end_session(&mut self, id: &ClientId, call: &Call<'_>) {
        if let Some(session) = self.end(id) {
            self.dismiss(session, call.settings, |reply| {
                unknown(reply, call.settings)
            });
        }
    }
}

fn refused(reply: Reply, call: &Call<'_>) -> Outcome {
    Outcome::Replies(vec![reply.into_value(call.settings.quirks)])
}
