//! `/meta/subscribe` and `/meta/unsubscribe`

use super::message::Message;
use super::reply::Reply;
use super::server::{Bayeux, Call, Ended, unknown};

impl Bayeux {
    /// Subscribes to one channel or several; any broadcast or service channel may be named, but
    /// only the chats publish.
    pub(super) fn subscribe(&mut self, message: &Message, call: &Call<'_>) -> Reply {
        let reply = about(message);
        let Some((_, session)) = self.known(message, call) else {
            return unknown(reply, call.settings);
        };
        let channels = message.subscriptions();
        if channels.is_empty() {
            return reply.refused("403::Subscription missing");
        }
        if let Some(wrong) = channels.iter().find(|channel| !may_be_heard(channel)) {
            return reply.refused(&format!("403:{wrong}:Subscription denied"));
        }
        let room = call.settings.subscription_limit;
        if session.subscriptions.len().saturating_add(channels.len()) > room {
            return reply.refused("403::Too many subscriptions");
        }
        let channels = channels.into_iter().map(str::to_owned);
        session.subscriptions.extend(channels);
        if call.settings.quirks.subscribe_answered_by_connect {
            return Reply::mistaken(message);
        }
        reply
    }

    /// Ends subscriptions; one that is not there is ended already.
    pub(super) fn unsubscribe(&mut self, message: &Message, call: &Call<'_>) -> Reply {
        let reply = about(message);
        let Some((client, session)) = self.known(message, call) else {
            return unknown(reply, call.settings);
        };
        for channel in message.subscriptions() {
            session.subscriptions.remove(channel);
        }
        let ended = Ended::of(&client, session);
        self.ended.push(ended);
        reply
    }
}

/// A reply that repeats the subscription as the client spelled it.
fn about(message: &Message) -> Reply {
    let reply = Reply::to(message);
    match message.subscription() {
        Some(subscription) => reply.with("subscription", subscription.clone()),
        None => reply,
    }
}

fn may_be_heard(channel: &str) -> bool {
    channel.starts_with('/') && !channel.starts_with("/meta/")
}
