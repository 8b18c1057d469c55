//! One client's session.

use super::super::advice;
use super::super::caller::Caller;
use super::super::outbox::Outbox;
use super::super::reply::Reply;
use super::super::settings::{AdviceForm, CometdSettings, Cookie};
use crate::id::BrowserId;
use crate::now::Now;
use crate::ticket::Ticket;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a handshake has begun. What the register finds it by is changed by the register.
#[derive(Debug, Clone)]
pub(in crate::bayeux) struct Session {
    /// `gms_user` as the client's requests named it last.
    user: Option<String>,
    browser: Option<BrowserId>,
    pub(in crate::bayeux) subscriptions: BTreeSet<String>,
    pub(in crate::bayeux) outbox: Outbox,
    held: Option<Held>,
    /// Whether a publication of its own is being answered, and takes along what it brings.
    pub(in crate::bayeux) publishes: bool,
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
pub(in crate::bayeux) struct Held {
    pub(in crate::bayeux) ticket: Ticket,
    /// The message's id.
    pub(in crate::bayeux) id: Option<Value>,
    pub(in crate::bayeux) until: Now,
    /// Whether it stays, whatever there is to tell and however long it has waited.
    pub(in crate::bayeux) stalled: bool,
}

/// What a session waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// Nothing, with the connect of this ticket: it is stalled.
    Stalled(Ticket),
    /// Something to tell, with the connect of this ticket, until then.
    Held(Ticket, Now),
    /// Its client, since then.
    Away(Now),
    /// The same, after it was told to go slowly.
    Slow(Now),
}

impl Session {
    pub(in crate::bayeux) fn new(caller: &Caller, ack: bool, now: Now) -> Self {
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
    pub(in crate::bayeux) fn belongs_to(&self, caller: &Caller, settings: &CometdSettings) -> bool {
        let is_theirs = !caller.is_proven || self.user == caller.user;
        is_theirs && (settings.cookie != Cookie::Required || self.browser == caller.browser)
    }

    /// Whether it is subscribed to what is published on `channel`.
    pub(in crate::bayeux) fn hears(&self, channel: &str) -> bool {
        let mut subscriptions = self.subscriptions.iter();
        subscriptions.any(|subscription| covers(subscription, channel))
    }

    /// Whether a connect may be held: it is not the first, and nothing waits for it, or nothing
    /// is to be told.
    pub(in crate::bayeux) fn can_wait(&self, stalled: bool) -> bool {
        self.connected && (stalled || self.outbox.is_idle())
    }

    /// The held connect of a session that has ended.
    pub(in crate::bayeux) fn into_held(self) -> Option<Held> {
        self.held
    }
}

/// What the register goes by.
impl Session {
    pub(in crate::bayeux) fn user(&self) -> Option<&String> {
        self.user.as_ref()
    }

    pub(super) fn browser(&self) -> Option<&BrowserId> {
        self.browser.as_ref()
    }

    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    pub(super) fn wait(&self) -> Wait {
        match &self.held {
            Some(held) if held.stalled => Wait::Stalled(held.ticket),
            Some(held) => Wait::Held(held.ticket, held.until),
            None if self.slowed => Wait::Slow(self.unheard_since),
            None => Wait::Away(self.unheard_since),
        }
    }

    pub(super) fn name(&mut self, user: &str) {
        self.user = Some(user.to_owned());
    }

    pub(super) fn hold(&mut self, held: Held) {
        self.held = Some(held);
    }

    pub(super) fn stall(&mut self, stalled: bool) {
        if let Some(held) = &mut self.held {
            held.stalled = stalled;
        }
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

    /// Ends the held connect, if there is one that is not stalled.
    pub(super) fn release(
        &mut self,
        now: Now,
        settings: &CometdSettings,
    ) -> Option<(Ticket, Vec<Value>)> {
        let Held { ticket, id, .. } = self.held.take_if(|held| !held.stalled)?;
        Some((ticket, self.conclude(id, false, now, settings)))
    }

    /// Lets go of the held connect.
    pub(super) fn abandon(&mut self, now: Now) {
        if self.held.take().is_some() {
            self.unheard_since = now;
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
