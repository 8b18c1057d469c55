//! The sessions, and what time and the chats do to them.

use super::message::Message;
use super::publication::Publication;
use super::released::Released;
use super::reply::{self, Reply};
use super::session::{Held, Session};
use super::settings::CometdSettings;
use super::{advice, caller::Caller};
use crate::dice::Dice;
use crate::http::{Request, Response};
use crate::id::ClientId;
use crate::now::Now;
use crate::ticket::Ticket;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::task::Waker;

/// A Bayeux server.
#[derive(Debug)]
pub(crate) struct Bayeux {
    pub(super) sessions: BTreeMap<ClientId, Session>,
    pub(super) dice: Dice,
    /// What was published to services by the request that is being answered.
    pub(super) publications: Vec<Publication>,
    released: Released,
    pub(super) ended: Vec<Ended>,
    losses: u32,
    /// The last request that ended a session.
    pub(super) goodbye: Option<Request>,
}

/// A session that has ended, or has ended a subscription.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) client: ClientId,
    /// Whose it was.
    pub(crate) user: Option<String>,
}

impl Ended {
    pub(super) fn of(client: &ClientId, session: &Session) -> Self {
        Self {
            client: client.clone(),
            user: session.user.clone(),
        }
    }
}

/// The circumstances of one request.
pub(super) struct Call<'a> {
    pub(super) request: &'a Request,
    pub(super) caller: Caller,
    /// Whether it holds one message only: a connect among others is never held.
    pub(super) alone: bool,
    pub(super) now: Now,
    pub(super) settings: &'a CometdSettings,
}

impl Bayeux {
    pub(crate) fn new(dice: Dice) -> Self {
        Self {
            sessions: BTreeMap::new(),
            dice,
            publications: Vec::new(),
            released: Released::default(),
            ended: Vec::new(),
            losses: 0,
            goodbye: None,
        }
    }

    /// How many sessions there are.
    pub(crate) fn sessions(&self) -> usize {
        self.sessions.len()
    }

    /// The last request that ended a session.
    pub(crate) fn goodbye(&self) -> Option<&Request> {
        self.goodbye.as_ref()
    }

    /// Whether anybody hears what is published on `channel` for `user`.
    pub(crate) fn is_heard(&self, channel: &str, user: Option<&str>) -> bool {
        self.sessions
            .values()
            .any(|session| session.hears(channel, user))
    }

    /// Publishes `data` to the subscribers of `channel` that belong to `user`. Without any it is
    /// gone, as everything is that Bayeux publishes to nobody.
    pub(crate) fn publish(
        &mut self,
        channel: &str,
        user: Option<&str>,
        data: &Value,
        now: Now,
        settings: &CometdSettings,
    ) {
        if !self.is_heard(channel, user) || self.takes_loss() {
            return;
        }
        let hearing = |session: &&mut Session| session.hears(channel, user);
        for session in self.sessions.values_mut().filter(hearing) {
            enqueue(session, channel, data, settings);
            release(session, &mut self.released, now, settings);
        }
        self.end_crowded(settings);
    }

    /// Whether there is a session of that client.
    pub(crate) fn knows(&self, client: &ClientId) -> bool {
        self.sessions.contains_key(client)
    }

    /// Delivers `data` on a service channel, to which nobody needs to subscribe, to one client.
    pub(crate) fn deliver(
        &mut self,
        client: &ClientId,
        channel: &str,
        data: &Value,
        now: Now,
        settings: &CometdSettings,
    ) {
        if !self.knows(client) || self.takes_loss() {
            return;
        }
        if let Some(session) = self.sessions.get_mut(client) {
            enqueue(session, channel, data, settings);
            if !session.publishes {
                release(session, &mut self.released, now, settings);
            }
        }
        self.end_crowded(settings);
    }

    /// When [`Bayeux::advance`] has something to do next.
    pub(crate) fn next_deadline(&self, settings: &CometdSettings) -> Option<Now> {
        let deadlines = self
            .sessions
            .values()
            .map(|session| session.deadline(settings));
        deadlines.min()
    }

    /// Answers the connects that have waited long enough, and ends the sessions of clients that
    /// have not come back, each at its own time.
    pub(crate) fn advance(&mut self, now: Now, settings: &CometdSettings) {
        for session in self.sessions.values_mut() {
            let due = session.deadline(settings);
            if due <= now {
                release(session, &mut self.released, due, settings);
            }
        }
        self.retain(|session| session.held.is_some() || session.deadline(settings) > now);
    }

    /// Who may hear less than before, since the last call.
    pub(crate) fn take_ended(&mut self) -> Vec<Ended> {
        std::mem::take(&mut self.ended)
    }

    /// The next reply that need not be held any longer.
    pub(crate) fn take_released(&mut self) -> Option<(Ticket, Response)> {
        self.released.take()
    }

    /// Wakes once at the next release.
    pub(crate) fn wake_on_release(&mut self, waker: Waker) {
        self.released.wake_on_release(waker);
    }

    /// Whether the ticket's reply is still to come.
    pub(crate) fn is_held(&self, ticket: Ticket) -> bool {
        let mut held = self.sessions.values().filter_map(|held| held.held.as_ref());
        held.any(|held| held.ticket == ticket) || self.released.holds(ticket)
    }

    /// Nobody waits for this reply any more.
    pub(crate) fn abandon(&mut self, ticket: Ticket, now: Now) {
        self.released.abandon(ticket);
        for session in self.sessions.values_mut() {
            session.abandon(ticket, now);
        }
    }

    /// Forgets every session; their held connects learn it.
    pub(crate) fn forget_sessions(&mut self, settings: &CometdSettings) {
        for (client, session) in std::mem::take(&mut self.sessions) {
            self.ended.push(Ended::of(&client, &session));
            self.dismiss(session, settings, |reply| unknown(reply, settings));
        }
    }

    /// Loses the next message that somebody would have heard.
    pub(crate) fn lose_next_push(&mut self) {
        self.losses = self.losses.saturating_add(1);
    }

    /// Ends the sessions for which too much waits.
    fn end_crowded(&mut self, settings: &CometdSettings) {
        self.retain(|session| session.outbox.len() <= settings.queue_limit);
    }

    fn retain(&mut self, stays: impl Fn(&Session) -> bool) {
        let ended = &mut self.ended;
        self.sessions.retain(|client, session| {
            let stays = stays(session);
            if !stays {
                ended.push(Ended::of(client, session));
            }
            stays
        });
    }

    fn takes_loss(&mut self) -> bool {
        let loses = self.losses > 0;
        self.losses = self.losses.saturating_sub(1);
        loses
    }
}

/// What the meta channels need.
impl Bayeux {
    /// The session that a message speaks for, with the user its request names.
    pub(super) fn known(
        &mut self,
        message: &Message,
        call: &Call<'_>,
    ) -> Option<(ClientId, &mut Session)> {
        let id = message.client()?;
        let session = self.sessions.get_mut(&id)?;
        if !session.belongs_to(&call.caller, call.settings) {
            return None;
        }
        if call.caller.user.is_some() && session.user != call.caller.user {
            self.ended.push(Ended::of(&id, session));
            session.user.clone_from(&call.caller.user);
        }
        Some((id, session))
    }

    /// Ends the held connect of a client, if there is one.
    pub(super) fn release(&mut self, id: &ClientId, call: &Call<'_>) {
        if let Some(session) = self.sessions.get_mut(id) {
            release(session, &mut self.released, call.now, call.settings);
        }
    }

    /// Gives the held connect of a session that has ended a reply of its own.
    pub(super) fn dismiss(
        &mut self,
        session: Session,
        settings: &CometdSettings,
        tell: impl FnOnce(Reply) -> Reply,
    ) {
        if let Some(Held { ticket, id, .. }) = session.held {
            let reply = tell(Reply::to_connect(id, settings.quirks));
            let messages = vec![reply.into_value(settings.quirks)];
            self.released.push(ticket, reply::response(messages));
        }
    }
}

/// The reply to a client that is not known, or not any more.
pub(super) fn unknown(reply: Reply, settings: &CometdSettings) -> Reply {
    let reply = reply.refused("402::Unknown client");
    if settings.quirks.unknown_without_advice {
        reply
    } else {
        reply.with("advice", advice::handshake(settings))
    }
}

fn release(session: &mut Session, released: &mut Released, now: Now, settings: &CometdSettings) {
    if let Some(Held { ticket, id, .. }) = session.held.take() {
        let messages = session.conclude(id, false, now, settings);
        released.push(ticket, reply::response(messages));
    }
}

fn enqueue(session: &mut Session, channel: &str, data: &Value, settings: &CometdSettings) {
    let message = json!({"channel": channel, "data": spelled(data, settings)});
    if settings.quirks.duplicate_delivery {
        session.outbox.push(message.clone());
    }
    session.outbox.push(message);
}

fn spelled(data: &Value, settings: &CometdSettings) -> Value {
    if settings.quirks.data_as_text {
        data.to_string().into()
    } else {
        data.clone()
    }
}
