//! The contact centre.

use crate::admin;
use crate::bayeux::{self, Asked, Bayeux, Ended, User};
use crate::chat::{Chat, EndedBy};
use crate::chats::{Chats, Ear};
use crate::departures::Departures;
use crate::dialect::Dialect;
use crate::dice::Dice;
use crate::faults::Faults;
use crate::gws;
use crate::http::Request;
use crate::id::{self, ChatId, ClientId, ServiceId};
use crate::ledger::Ledger;
use crate::me::{self, Documents};
use crate::now::Now;
use crate::service::{Service, ServiceKind};
use crate::settings::Settings;
use crate::staff::Roster;
use crate::ticket::{Answer, Ending, Ticket};
use crate::v1;
use crate::v2;
use crate::web_api;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::task::Waker;

/// A contact centre: services, their chats and the people in them.
#[derive(Debug)]
pub struct Emulator {
    pub(crate) settings: Settings,
    services: BTreeMap<ServiceId, Service>,
    /// The services in the order of their creation.
    by_age: BTreeSet<(Now, ServiceId)>,
    pub(crate) chats: Chats,
    pub(crate) bayeux: Bayeux,
    pub(crate) roster: Roster,
    /// The chats that wait for an agent, by their place in the order of their start.
    pub(crate) waiting: BTreeSet<(u64, ChatId)>,
    /// CometD as the agents have it.
    pub(crate) switchboard: Bayeux,
    pub(crate) documents: Documents,
    pub(crate) dice: Dice,
    pub(crate) chats_started: u64,
    pub(crate) faults: Faults,
    /// What held requests end with.
    pub(crate) departures: Departures,
    /// What is to be stored, where somebody stores it.
    pub(crate) ledger: Option<Ledger>,
}

impl Emulator {
    /// An empty contact centre. The same seed and the same calls give the same ids and delays.
    pub fn new(settings: Settings, seed: u64) -> Self {
        Self {
            settings,
            services: BTreeMap::new(),
            by_age: BTreeSet::new(),
            chats: Chats::default(),
            bayeux: Bayeux::new(Dice::new(!seed)),
            roster: Roster::default(),
            waiting: BTreeSet::new(),
            switchboard: Bayeux::new(Dice::new(seed.rotate_left(32))),
            documents: Documents::default(),
            dice: Dice::new(seed),
            chats_started: 0,
            faults: Faults::new(Dice::new(seed.rotate_left(16))),
            departures: Departures::default(),
            ledger: None,
        }
    }

    /// Answers one request, holds it, or has it cut; runs what is due first. Anything that is
    /// asked, done by an agent or fallen due may release held requests: see
    /// [`Emulator::take_released`].
    pub fn ask(&mut self, request: &Request, now: Now) -> Answer {
        self.advance(now);
        let answer = if admin::serves(&request.path) {
            Answer::Ready(admin::answer(self, request, now))
        } else {
            self.meet(request, now)
        };
        // A delay of zero is due at once.
        self.advance(now);
        answer
    }

    /// Does what a request asks for.
    pub(crate) fn carry_out(&mut self, request: &Request, now: Now) -> Answer {
        if bayeux::serves(&request.path) {
            self.exchange(request, now)
        } else if me::notifies(&request.path) {
            self.exchange_with_agent(request, now)
        } else if me::serves(&request.path) {
            Answer::Ready(me::answer(self, request, now))
        } else if gws::serves(&request.path) {
            Answer::Ready(gws::answer(self, request, now))
        } else if v2::serves(&request.path) {
            Answer::Ready(v2::answer(self, request, now))
        } else if web_api::serves(&request.path) {
            Answer::Ready(web_api::answer(self, request, now))
        } else {
            Answer::Ready(v1::answer(self, request, now))
        }
    }

    /// The next held request that ends now, until there is none.
    pub fn take_released(&mut self) -> Option<(Ticket, Ending)> {
        self.departures.take()
    }

    /// Wakes `waker` once, at the next release, for a shell whose tests act behind its back.
    pub fn wake_on_release(&mut self, waker: Waker) {
        self.departures.wake_on_release(waker);
    }

    /// Whether the reply for this ticket is still to come.
    pub fn is_held(&self, ticket: Ticket) -> bool {
        let polls = self.bayeux.is_held(ticket) || self.switchboard.is_held(ticket);
        polls || self.departures.holds(ticket)
    }

    /// Drops a held request whose client has gone away. What was released for it and not taken is
    /// lost, unless the ack extension brings it again.
    pub fn abandon(&mut self, ticket: Ticket, now: Now) {
        self.bayeux.abandon(ticket, now);
        self.switchboard.abandon(ticket, now);
        self.departures.abandon(ticket);
        self.faults.forget(ticket);
    }

    /// When [`Emulator::advance`] has something to do next.
    pub fn next_deadline(&self) -> Option<Now> {
        let oldest = self.by_age.first();
        let expiry = oldest.map(|(created, _)| created.after(self.settings.time_to_live));
        let chats = self.chats.next_deadline();
        let bayeux = self.bayeux.next_deadline(&self.settings.cometd);
        let agents = self.switchboard.next_deadline(&self.settings.staff.cometd);
        let late = self.departures.next_deadline();
        let faults = self.faults.next_deadline();
        let all = [expiry, chats, bayeux, agents, late, faults];
        all.into_iter().flatten().min()
    }

    /// Runs everything that is due: scripted agents, reminders, timeouts, expiry.
    pub fn advance(&mut self, now: Now) {
        self.end_faults(now);
        self.bayeux.advance(now, &self.settings.cometd);
        self.switchboard.advance(now, &self.settings.staff.cometd);
        // Nothing follows from it: an agent whose desk is gone lets offers lapse.
        self.switchboard.take_ended();
        for Ended { client, user } in self.bayeux.take_ended() {
            self.chats.deafen(&Ear::Client(client), now);
            self.chats.deafen(&Ear::User(user), now);
        }
        self.expire(now);
        self.chats.plan_marked(&self.settings);
        while let Some(id) = self.chats.due(now) {
            self.run(&id, now);
            self.chats.plan(&id, &self.settings);
        }
        self.settle(now);
    }

    /// Every chat that is kept, in the order of their start.
    pub fn chats(&self) -> Vec<&Chat> {
        let mut chats: Vec<_> = self.chats.iter().collect();
        chats.sort_by_key(|chat| chat.ordinal());
        chats
    }

    /// One chat by its id.
    pub fn chat(&self, id: &ChatId) -> Option<&Chat> {
        self.chats.get(id)
    }

    /// Every service that has not expired.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values()
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes the settings while chats go on; other scripts count for chats started later.
    pub fn settings_mut(&mut self) -> &mut Settings {
        self.chats.mark_all();
        &mut self.settings
    }

    /// How many CometD sessions there are, held connect or not.
    pub fn sessions(&self) -> usize {
        self.bayeux.sessions()
    }

    /// The last request whose `/meta/disconnect` ended a CometD session, for tests of what a client
    /// says on its way out.
    pub fn last_goodbye(&self) -> Option<&Request> {
        self.bayeux.goodbye()
    }

    /// Tells what has happened in the chats, and finds agents for those that want one.
    pub(crate) fn settle(&mut self, now: Now) {
        self.settle_chats(now);
        self.route(now);
        self.depart(now);
    }

    /// Tells customers and agents what has happened in the chats.
    pub(crate) fn settle_chats(&mut self, now: Now) {
        while let Some(id) = self.chats.take_marked(&self.settings) {
            if let Some(ledger) = &mut self.ledger {
                ledger.note_chat(&id);
            }
            self.tell_customer(&id, now);
            self.tell_agents(&id, now);
        }
    }

    /// Pushes what a chat has to tell, where the customer hears over CometD.
    fn tell_customer(&mut self, id: &ChatId, now: Now) {
        let (settings, bayeux) = (&self.settings, &mut self.bayeux);
        let faults = &mut self.faults;
        let Some(chat) = self.chats.attend(id) else {
            return;
        };
        if let Some(parcel) = chat.take_parcel() {
            if chat.dialect() == Dialect::GmsV2 {
                let (channel, data) = v2::push(chat, parcel, settings);
                let heard = chat.listeners().iter().filter(|one| bayeux.knows(one));
                let heard: Vec<_> = heard.filter(|_| !faults.lose_push(Some(chat))).collect();
                for client in heard {
                    bayeux.deliver(client, &channel, &data, now, &settings.cometd);
                }
            } else {
                let id = id::push(&mut self.dice);
                let data = v1::data(&id, chat, parcel, settings);
                if !bayeux.is_heard(v1::CHANNEL, chat.user()) || faults.lose_push(Some(chat)) {
                    return;
                }
                bayeux.publish(v1::CHANNEL, chat.user(), &data, now, &settings.cometd);
            }
        }
    }

    /// Forgets the services whose time is over, with their chats.
    fn expire(&mut self, now: Now) {
        let ttl = self.settings.time_to_live;
        let is_over = |(created, _): &&(Now, ServiceId)| created.after(ttl) <= now;
        while self.by_age.first().filter(is_over).is_some() {
            let Some((_, id)) = self.by_age.pop_first() else {
                return;
            };
            let service = self.services.remove(&id);
            self.note_service(&id);
            if let Some(chat) = service.and_then(|service| service.chat) {
                self.forget(&chat, now);
            }
        }
    }

    /// A chat is not there any more; agents who are in it are to know that.
    fn forget(&mut self, id: &ChatId, now: Now) {
        if let Some(chat) = self.chats.attend(id) {
            chat.end(EndedBy::Timeout, now);
        }
        self.tell_agents(id, now);
        self.chats.remove(id);
        if let Some(ledger) = &mut self.ledger {
            ledger.note_chat(id);
        }
    }

    fn note_service(&mut self, id: &ServiceId) {
        if let Some(ledger) = &mut self.ledger {
            ledger.note_service(id);
        }
    }

    /// Does what is due about one chat.
    fn run(&mut self, id: &ChatId, now: Now) {
        let bayeux = &self.bayeux;
        let Some(chat) = self.chats.get_mut(id) else {
            return;
        };
        if chat.expires(&self.settings) <= now {
            self.forget(id, now);
            return;
        }
        if is_heard(bayeux, chat) {
            chat.touch(now);
        }
        chat.advance(now, &self.settings);
    }

    /// Has CometD answer, and in between v2 act on what is published to it.
    fn exchange(&mut self, request: &Request, now: Now) -> Answer {
        let user = request.user().map(str::to_owned);
        let user = user.map_or(User::Nobody, User::Named);
        let asked = self.bayeux.ask(request, user, now, &self.settings.cometd);
        let exchange = match asked {
            Asked::Answered(answer) => return answer,
            Asked::Open(exchange) => exchange,
        };
        for publication in &exchange.publications {
            v2::take(self, publication, now);
            self.settle(now);
        }
        Answer::Ready(self.bayeux.close(exchange, &self.settings.cometd))
    }
}

impl Emulator {
    /// Has agents' CometD answer; nothing can be published there.
    fn exchange_with_agent(&mut self, request: &Request, now: Now) -> Answer {
        let Ok(agent) = me::admit(self, request) else {
            return Answer::Ready(me::refuse(request));
        };
        let staff = &self.settings.staff;
        let user = User::Proven(agent.as_str().to_owned());
        match self.switchboard.ask(request, user, now, &staff.cometd) {
            Asked::Answered(answer) => answer,
            Asked::Open(exchange) => Answer::Ready(self.switchboard.close(exchange, &staff.cometd)),
        }
    }
}

/// What the dialects need.
impl Emulator {
    /// A service by its id.
    pub(crate) fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.get(id)
    }

    /// Whether an agent is ready for a chat that begins now.
    pub(crate) fn is_attended(&self) -> bool {
        self.roster
            .has_ready(&BTreeSet::new(), &self.settings.staff)
    }

    /// Bytes of all files that are kept.
    pub(crate) fn stored_bytes(&self) -> u64 {
        let bytes = self.chats.iter().map(|chat| chat.files.bytes());
        bytes.fold(0, u64::saturating_add)
    }

    pub(crate) fn is_full(&self) -> bool {
        let without_service = |chat: &&Chat| chat.dialect() != Dialect::GmsV1;
        let direct = self.chats.iter().filter(without_service).count();
        self.services.len().saturating_add(direct) >= self.settings.service_limit
    }

    pub(crate) fn create_service(
        &mut self,
        kind: ServiceKind,
        data: BTreeMap<String, String>,
        now: Now,
    ) -> &Service {
        let id = match kind {
            ServiceKind::Basic => ServiceId::basic(&mut self.dice),
            ServiceKind::Advanced => ServiceId::advanced(&mut self.dice),
        };
        let service = Service {
            id: id.clone(),
            kind,
            created: now,
            data,
            chat: None,
        };
        self.note_service(&id);
        self.by_age.insert((now, id.clone()));
        self.services.entry(id).or_insert(service)
    }

    /// Puts back a service that was stored.
    pub(crate) fn keep_service(&mut self, service: Service) {
        self.by_age.insert((service.created, service.id.clone()));
        self.services.insert(service.id.clone(), service);
    }

    /// Keeps a chat that has begun.
    pub(crate) fn keep(&mut self, chat: Chat) {
        self.chats.insert(chat);
    }

    /// A chat of an API that has no services.
    pub(crate) fn direct_mut(
        &mut self,
        dialect: Dialect,
        id: &ChatId,
    ) -> Option<(&mut Chat, &Settings)> {
        let found = self.chat_mut(id);
        found.filter(|(chat, _)| chat.dialect() == dialect)
    }

    /// The chat of a service.
    pub(crate) fn served_mut(&mut self, id: &ServiceId) -> Option<(&mut Chat, &Settings)> {
        let chat = self.services.get(id)?.chat()?.clone();
        self.chat_mut(&chat)
    }

    /// A service, to be changed.
    pub(crate) fn service_mut(&mut self, id: &ServiceId) -> Option<(&mut Service, &Settings)> {
        self.note_service(id);
        Some((self.services.get_mut(id)?, &self.settings))
    }

    /// Delivers something to one CometD client.
    pub(crate) fn deliver(&mut self, client: &ClientId, channel: &str, data: &Value, now: Now) {
        if !self.bayeux.knows(client) || self.loses_push_to(client) {
            return;
        }
        let settings = &self.settings.cometd;
        self.bayeux.deliver(client, channel, data, now, settings);
    }

    /// Whether a CometD session hears of the service's chat.
    pub(crate) fn hears_of(&self, id: &ServiceId) -> bool {
        let chat = self.services.get(id).and_then(Service::chat);
        let chat = chat.and_then(|id| self.chats.get(id));
        chat.is_some_and(|chat| is_heard(&self.bayeux, chat))
    }

    pub(crate) fn next_chat(&mut self) -> (u64, Dice) {
        self.chats_started = self.chats_started.saturating_add(1);
        (self.chats_started, self.dice.fork())
    }

    /// A chat by something that is not its id.
    pub(crate) fn find(&self, is_it: impl Fn(&Chat) -> bool) -> Option<&Chat> {
        self.chats.iter().find(|chat| is_it(chat))
    }

    pub(crate) fn chat_mut(&mut self, id: &ChatId) -> Option<(&mut Chat, &Settings)> {
        Some((self.chats.get_mut(id)?, &self.settings))
    }
}

fn is_heard(bayeux: &Bayeux, chat: &Chat) -> bool {
    let v1 = chat.is_comet() && bayeux.is_heard(v1::CHANNEL, chat.user());
    v1 || !chat.listeners().is_empty()
}
