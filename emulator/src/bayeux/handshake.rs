//! `/meta/handshake`

use super::advice;
use super::message::Message;
use super::reply::Reply;
use super::server::{Bayeux, Call};
use super::sessions::Session;
use super::settings::AdviceForm;
use crate::id::ClientId;
use serde_json::json;

impl Bayeux {
    /// Begins a session. The versions and connection types are those of the document's first
    /// sample; of the types only long polling is really there.
    pub(super) fn shake_hands(&mut self, message: &Message, call: &Call<'_>) -> Reply {
        let reply = Reply::to(message);
        let settings = call.settings;
        if settings.quirks.handshake_refused {
            return reply
                .refused("403::Handshake denied")
                .with("advice", advice::none());
        }
        if !message.can_long_poll() {
            return reply
                .refused("400::No common connection type")
                .with("advice", advice::none());
        }
        if self.sessions.len() >= settings.session_limit {
            return reply
                .refused("503::Too many clients")
                .with("advice", advice::handshake_later(settings));
        }
        let id = ClientId::mint(&mut self.dice);
        let ack = settings.ack && message.offers_ack();
        let session = Session::new(&call.caller, ack, call.now);
        self.sessions.insert(id.clone(), session);
        welcome(reply, &id, call)
    }
}

fn welcome(reply: Reply, id: &ClientId, call: &Call<'_>) -> Reply {
    let mut reply = reply
        .with("clientId", id.as_str().into())
        .with("version", "1.0".into())
        .with("minimumVersion", "1.0".into())
        .with(
            "supportedConnectionTypes",
            json!(["callback-polling", "long-polling"]),
        );
    if call.settings.ack {
        reply = reply.with("ext", json!({"ack": true}));
    }
    if call.settings.advice == AdviceForm::Every {
        reply = reply.with("advice", advice::retry(call.settings));
    }
    reply
}
