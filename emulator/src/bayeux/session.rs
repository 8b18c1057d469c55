//! One client's session.

use super::advice;
use super::caller::Caller;
use super::outbox::Outbox;
use super::reply::Reply;
use super::settings::{AdviceForm, CometdSettings, Cookie};
use crate::id::BrowserId;
use crate::now::Now;
use crate::ticket::Ticket;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// What a handshake has begun.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// `gms_user` as the client's requests named it last.
    pub(super) user: Option<String>,
    pub(super) browser: Option<BrowserId>,
    pub(super) subscriptions: BTreeSet<String>,
    pub(super) outbox: Outbox,
    pub(super) held: Option<Held>,
    /// Whether a publication of its own is being answered, and takes along what it brings.
    pub(super) publishes: bool,
    /// Whether a connect was answered: the first one never waits, as in the document.
    connected: bool,
    /// Whether the client has the usual advice.
    advised: bool,
    /// Whether the client was told to go slowly, which must not cost it the session.
    slowed: bool,
    /// When the handshake or the last connect ended.
    unheard_since: Now,
}

/// A connect that waits.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) ticket: Ticket,
    /// The message's id.
    pub(super) id: Option<Value>,
    pub(super) until: Now,
}

impl Session {
    pub(super) fn new(caller: &Caller, ack: bool, now: Now) -> Self {
        Self {
            user: caller.user.clone(),
            browser: caller.browser.clone(),
            subscriptions: BTreeSet::new(),
            outbox: Outbox::new(ack),
            held: None,
            publishes: false,
            connected: false,
            advised: false,
            slowed: false,
            unheard_since: now,
        }
    }

    /// Whether this caller may speak for the session.
    pub(super) fn belongs_to(&self, caller: &Caller, settings: &CometdSettings) -> bool {
        settings.cookie != Cookie::Required || self.browser == caller.browser
    }

    /// Whether what is published on `channel` for `user` goes to this session. One that names no
    /// user gets what is for nobody in particular.
    pub(super) fn hears(&self, channel: &str, user: Option<&str>) -> bool {
        self.user.as_deref() == user
            && self
                .subscriptions
                .iter()
                .any(|subscription| covers(subscription, channel))
    }

    /// Whether a connect may be held: it is not the first, and nothing waits for it.
    pub(super) fn can_wait(&self) -> bool {
        self.connected && self.outbox.is_idle()
    }

    /// What ends a connect: the messages, then the reply. `crowded` says that another client of
    /// the browser holds one.
    pub(super) fn conclude(
        &mut self,
        id: Option<Value>,
        crowded: bool,
        now: Now,
        settings: &CometdSettings,
    ) -> Vec<Value> {
        let mut messages = self.outbox.deliver();
        let mut reply = Reply::to_connect(id, settings.quirks);
        if let Some(advice) = self.advice(crowded, settings) {
            reply = reply.with("advice", advice);
        }
        if let Some(batch) = self.outbox.batch() {
            reply = reply.with("ext", json!({"ack": batch}));
        }
        messages.push(reply.into_value(settings.quirks));
        self.connected = true;
        self.unheard_since = now;
        messages
    }

    /// Lets go of the held connect, if it is that one.
    pub(super) fn abandon(&mut self, ticket: Ticket, now: Now) {
        if self.held.take_if(|held| held.ticket == ticket).is_some() {
            self.unheard_since = now;
        }
    }

    /// When the held connect has waited long enough, or the session ends.
    pub(super) fn deadline(&self, settings: &CometdSettings) -> Now {
        match &self.held {
            Some(held) => held.until,
            None => self.unheard_since.after(
                self.interval(settings)
                    .saturating_add(settings.max_interval),
            ),
        }
    }

    fn interval(&self, settings: &CometdSettings) -> Duration {
        if self.slowed {
            settings.multiple_interval
        } else {
            settings.interval
        }
    }

    fn advice(&mut self, crowded: bool, settings: &CometdSettings) -> Option<Value> {
        if settings.quirks.handshake_advised {
            return Some(advice::handshake(settings));
        }
        let due = !self.advised || settings.advice == AdviceForm::Every;
        // A client that was told to go slowly must hear when it need not any more.
        self.advised = !crowded;
        self.slowed = crowded;
        match (crowded, due) {
            (true, _) => Some(advice::multiple_clients(settings)),
            (false, true) => Some(advice::retry(settings)),
            (false, false) => None,
        }
    }
}

/// Whether a subscription, perhaps with a wildcard at its end, covers a channel
/// (specification 2.2.1).
fn covers(subscription: &str, channel: &str) -> bool {
    if let Some(above) = subscription.strip_suffix("**") {
        return channel.starts_with(above);
    }
    let below = subscription
        .strip_suffix('*')
        .and_then(|above| channel.strip_prefix(above));
    subscription == channel || below.is_some_and(|below| !below.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn wildcards_cover_one_segment_or_all() {
        for covering in ["/_genesys", "/*", "/**"] {
            assert!(covers(covering, "/_genesys"), "{covering}");
        }
        for other in ["/_gene", "/_genesys/*", "/_genesys/**", "*/_genesys", ""] {
            assert!(!covers(other, "/_genesys"), "{other}");
        }
        assert!(covers("/a/**", "/a/b/c") && !covers("/a/*", "/a/b/c"));
    }
}
