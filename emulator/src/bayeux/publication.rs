//! Messages on channels that are not meta channels.

use super::message::Message;
use super::reply::Reply;
use super::server::{Bayeux, Call, unknown};
use super::settings::ReplyPlace;
use crate::id::ClientId;
use serde_json::Value;

/// What a client has told a service.
#[derive(Debug)]
pub(crate) struct Publication {
    pub(crate) client: ClientId,
    pub(crate) channel: String,
    pub(crate) data: Value,
}

impl Bayeux {
    /// Answers a client's publication. Service channels are acknowledged, whether a service
    /// stands behind them or not; everything else is refused: what one customer publishes must
    /// not reach another.
    pub(super) fn take_publication(&mut self, message: &Message, call: &Call<'_>) -> Reply {
        let reply = Reply::to(message);
        let Some((client, session)) = self.known(message, call) else {
            return unknown(reply, call.settings);
        };
        let channel = message.channel();
        if channel.is_empty() {
            reply.refused("400::Channel missing")
        } else if channel.starts_with("/meta/") {
            reply.refused(&format!("404:{channel}:Unknown channel"))
        } else if channel.starts_with("/service/") {
            // With the ack extension everything goes by connects, where it is numbered.
            session.publishes =
                call.settings.reply_place != ReplyPlace::OverConnect && !session.outbox.keeps();
            let (channel, data) = (channel.to_owned(), message.data());
            self.publications.push(Publication {
                client,
                channel,
                data,
            });
            reply
        } else {
            reply.refused(&format!("403:{channel}:Publish denied"))
        }
    }

    /// What was published since the last call.
    pub(super) fn take_publications(&mut self) -> Vec<Publication> {
        std::mem::take(&mut self.publications)
    }

    /// What waits for a client that has published, unless it is to wait for a connect.
    pub(super) fn finish_publishing(&mut self, id: &ClientId) -> Vec<Value> {
        let Some(session) = self.sessions.get_mut(id) else {
            return Vec::new();
        };
        if std::mem::take(&mut session.publishes) {
            session.outbox.deliver()
        } else {
            Vec::new()
        }
    }
}
