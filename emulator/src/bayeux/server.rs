//! The sessions, and what time and the chats do to them.

use super::message::Message;
use super::publication::Publication;
use super::reply::{self, Reply};
use super::sessions::{Held, Register, Session};
use super::settings::CometdSettings;
use super::{advice, caller::Caller};
use crate::dice::Dice;
use crate::http::{Request, Response};
use crate::id::ClientId;
use crate::now::Now;
use crate::ticket::Ticket;
use serde_json::{Value, json};

/// A Bayeux server.
#[derive(Debug)]
pub(crate) struct Bayeux {
    pub(super) sessions: Register,
    pub(super) dice: Dice,
    /// What was published to services by the request that is being answered.
    pub(super) publications: Vec<Publication>,
    /// Replies that need not be held any longer.
    released: Vec<(Ticket, Response)>,
    pub(super) ended: Vec<Ended>,
    /// Whether connects that come now are stalled: held until [`Bayeux::resume`] lets them go,
    /// whatever there is to tell.
    pub(crate) stalls: bool,
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
            user: session.user().cloned(),
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
            sessions: Register::default(),
            dice,
            publications: Vec::new(),
            released: Vec::new(),
            ended: Vec::new(),
            stalls: false,
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
        self.sessions.hearing(channel, user).next().is_some()
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
        let hearing: Vec<_> = self.sessions.hearing(channel, user).cloned().collect();
        for client in &hearing {
            self.hand_over(client, channel, data, now, settings);
        }
    }

    /// Whether there is a session of that client.
    pub(crate) fn knows(&self, client: &ClientId) -> bool {
        self.sessions.get(client).is_some()
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
        self.hand_over(client, channel, data, now, settings);
    }

    /// When [`Bayeux::advance`] has something to do next.
    pub(crate) fn next_deadline(&self, settings: &CometdSettings) -> Option<Now> {
        self.sessions.next_deadline(settings)
    }

    /// Answers the connects that have waited long enough, and ends the sessions of clients that
    /// have not come back, each at its own time.
    pub(crate) fn advance(&mut self, now: Now, settings: &CometdSettings) {
        while let Some((due, client)) = self.sessions.held_until(now) {
            self.let_go(&client, due, settings);
        }
        while let Some(client) = self.sessions.lost_until(now, settings) {
            self.end(&client);
        }
    }

    /// Who may hear less than before, since the last call.
    pub(crate) fn take_ended(&mut self) -> Vec<Ended> {
        std::mem::take(&mut self.ended)
    }

    /// The replies that need not be held any longer.
    pub(crate) fn take_released(&mut self) -> Vec<(Ticket, Response)> {
        std::mem::take(&mut self.released)
    }

    /// Whether the ticket's reply is still to come.
    pub(crate) fn is_held(&self, ticket: Ticket) -> bool {
        self.sessions.holds(ticket)
    }

    /// Nobody waits for this reply any more.
    pub(crate) fn abandon(&mut self, ticket: Ticket, now: Now) {
        self.sessions.abandon(ticket, now);
    }

    /// The sessions' clients, and whose they are.
    pub(crate) fn clients(&self) -> impl Iterator<Item = (&ClientId, Option<&str>)> {
        let sessions = self.sessions.iter();
        sessions.map(|(client, session)| (client, session.user().map(String::as_str)))
    }

    /// The clients of the sessions that hear what is published on `channel` for `user`.
    pub(crate) fn hearing(
        &self,
        channel: &str,
        user: Option<&str>,
    ) -> impl Iterator<Item = &ClientId> {
        self.sessions.hearing(channel, user)
    }

    /// The clients whose connects are held, with their tickets.
    pub(crate) fn polls(&self) -> impl Iterator<Item = (&ClientId, Ticket)> {
        self.sessions.polls()
    }

    /// Forgets a session; its held connect learns it.
    pub(crate) fn forget(&mut self, client: &ClientId, settings: &CometdSettings) {
        if let Some(session) = self.end(client) {
            self.dismiss(session, settings, |reply| unknown(reply, settings));
        }
    }

    /// Stalls a connect that is held.
    pub(crate) fn stall(&mut self, ticket: Ticket) {
        self.sessions.stall(ticket, true);
    }

    /// A stalled connect is like any other again.
    pub(crate) fn resume(&mut self, ticket: Ticket, now: Now, settings: &CometdSettings) {
        if let Some(client) = self.sessions.stall(ticket, false) {
            let session = self.sessions.get(&client);
            if session.is_some_and(|session| !session.outbox.is_idle()) {
                self.let_go(&client, now, settings);
            }
        }
    }

    /// Gives a client a message; one that lets too much pile up loses its session.
    fn hand_over(
        &mut self,
        client: &ClientId,
        channel: &str,
        data: &Value,
        now: Now,
        settings: &CometdSettings,
    ) {
        let Some(session) = self.sessions.get_mut(client) else {
            return;
        };
        enqueue(session, channel, data, settings);
        if !session.publishes {
            self.let_go(client, now, settings);
        }
        let waiting = self
            .sessions
            .get(client)
            .map(|session| session.outbox.len());
        if waiting.is_some_and(|waiting| waiting > settings.queue_limit) {
            self.end(client);
        }
    }

    /// Ends the held connect of a client, if there is one that is not stalled.
    fn let_go(&mut self, client: &ClientId, now: Now, settings: &CometdSettings) {
        if let Some((ticket, messages)) = self.sessions.release(client, now, settings) {
            self.released.push((ticket, reply::response(messages)));
        }
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
        let session = self.sessions.get(&id)?;
        if !session.belongs_to(&call.caller, call.settings) {
            return None;
        }
        if let Some(user) = &call.caller.user
            && session.user() != Some(user)
        {
            self.ended.push(Ended::of(&id, session));
            self.sessions.name(&id, user);
        }
        let session = self.sessions.get_mut(&id)?;
        Some((id, session))
    }

    /// Ends the held connect of a client, if there is one, stalled or not.
    pub(super) fn release(&mut self, id: &ClientId, call: &Call<'_>) {
        self.sessions.resume(id);
        self.let_go(id, call.now, call.settings);
    }

    /// Ends a session; its held connect, if there is one, has no answer yet.
    pub(super) fn end(&mut self, client: &ClientId) -> Option<Session> {
        let session = self.sessions.remove(client)?;
        self.ended.push(Ended::of(client, &session));
        Some(session)
    }

    /// Gives the held connect of a session that has ended a reply of its own.
    pub(super) fn dismiss(
        &mut self,
        session: Session,
        settings: &CometdSettings,
        tell: impl FnOnce(Reply) -> Reply,
    ) {
        if let Some(Held { ticket, id, .. }) = session.into_held() {
            let reply = tell(Reply::to_connect(id, settings.quirks));
            let messages = vec![reply.into_value(settings.quirks)];
            self.released.push((ticket, reply::response(messages)));
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
