//! Messages on channels that are not meta channels.

use super::message::Message;
use super::reply::Reply;
use super::server::{Bayeux, Call, unknown};

impl Bayeux {
    /// Answers a client's publication. Service channels are acknowledged, as a server without a
    /// service behind them would; everything else is refused: over CometD the document's clients
    /// only listen, and what one customer publishes must not reach another.
    pub(super) fn take_publication(&mut self, message: &Message, call: &Call<'_>) -> Reply {
        let reply = Reply::to(message);
        if self.known(message, call).is_none() {
            return unknown(reply, call.settings);
        }
        let channel = message.channel();
        if channel.is_empty() {
            reply.refused("400::Channel missing")
        } else if channel.starts_with("/meta/") {
            reply.refused(&format!("404:{channel}:Unknown channel"))
        } else if channel.starts_with("/service/") {
            reply
        } else {
            reply.refused(&format!("403:{channel}:Publish denied"))
        }
    }
}
