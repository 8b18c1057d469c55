//! `/meta/disconnect`

use super::advice;
use super::message::Message;
use super::reply::Reply;
use super::server::{Bayeux, Call};

impl Bayeux {
    /// Ends a session and its held connect, which is advised not to come back. The
    /// `ext.transcriptPosition` of "Background State" is for push notifications to phones, which
    /// are not emulated.
    pub(super) fn disconnect(&mut self, message: &Message, call: &Call<'_>) -> Reply {
        let reply = Reply::to(message);
        let id = self.known(message, call).map(|(id, _)| id);
        match id.and_then(|id| self.end(&id)) {
            Some(session) => {
                self.goodbye = Some(call.request.clone());
                self.dismiss(session, call.settings, |reply| {
                    reply.with("advice", advice::none())
                });
                reply
            }
            // Without advice: a client that leaves is not to be asked for another handshake.
            None => reply.refused("402::Unknown client"),
        }
    }
}
