//! The contact centre.

use crate::bayeux::{self, Asked, Bayeux};
use crate::chat::Chat;
use crate::dialect::Dialect;
use crate::dice::Dice;
use crate::gws;
use crate::http::{Request, Response};
use crate::id::{self, ChatId, ClientId, ServiceId};
use crate::now::Now;
use crate::service::{Service, ServiceKind};
use crate::settings::Settings;
use crate::ticket::{Answer, Ticket};
use crate::v1;
use crate::v2;
use crate::web_api;
use serde_json::Value;
use std::collections::BTreeMap;
use std::task::Waker;

/// A contact centre: services, their chats and the people in them.
#[derive(Debug)]
pub struct Emulator {
    pub(crate) settings: Settings,
    services: BTreeMap<ServiceId, Service>,
    /// Chats of dialects that have no services.
    direct: BTreeMap<ChatId, Chat>,
    bayeux: Bayeux,
    dice: Dice,
    chats_started: u64,
}

impl Emulator {
    /// An empty contact centre. The same seed and the same calls give the same ids and delays.
    pub fn new(settings: Settings, seed: u64) -> Self {
        Self {
            settings,
            services: BTreeMap::new(),
            direct: BTreeMap::new(),
            bayeux: Bayeux::new(Dice::new(!seed)),
            dice: Dice::new(seed),
            chats_started: 0,
        }
    }

    /// Answers one request, or holds it; runs what is due first. Anything that is asked, done by
    /// an agent or fallen due may release held requests: see [`Emulator::take_released`].
    pub fn ask(&mut self, request: &Request, now: Now) -> Answer {
        self.advance(now);
        let answer = if bayeux::serves(&request.path) {
            self.exchange(request, now)
        } else if gws::serves(&request.path) {
            Answer::Ready(gws::answer(self, request, now))
        } else if v2::serves(&request.path) {
            Answer::Ready(v2::answer(self, request, now))
        } else if web_api::serves(&request.path) {
            Answer::Ready(web_api::answer(self, request, now))
        } else {
            Answer::Ready(v1::answer(self, request, now))
        };
        // A delay of zero is due at once.
        self.advance(now);
        answer
    }

    /// The next held request that is answered now, until there is none.
    pub fn take_released(&mut self) -> Option<(Ticket, Response)> {
        self.bayeux.take_released()
    }

    /// Wakes `waker` once, at the next release, for a shell whose tests act behind its back.
    pub fn wake_on_release(&mut self, waker: Waker) {
        self.bayeux.wake_on_release(waker);
    }

    /// Whether the reply for this ticket is still to come.
    pub fn is_held(&self, ticket: Ticket) -> bool {
        self.bayeux.is_held(ticket)
    }

    /// Drops a held request whose client has gone away. What was released for it and not taken is
    /// lost, unless the ack extension brings it again.
    pub fn abandon(&mut self, ticket: Ticket, now: Now) {
        self.bayeux.abandon(ticket, now);
    }

    /// When [`Emulator::advance`] has something to do next.
    pub fn next_deadline(&self) -> Option<Now> {
        let services = self.services.values();
        let services = services.map(|service| {
            let chat = service.chat();
            earliest(service.expires(&self.settings), chat, &self.settings)
        });
        let direct = self.direct.values();
        let direct =
            direct.map(|chat| earliest(chat.expires(&self.settings), Some(chat), &self.settings));
        let bayeux = self.bayeux.next_deadline(&self.settings.cometd);
        services.chain(direct).chain(bayeux).min()
    }

    /// Runs everything that is due: scripted agents, reminders, timeouts, expiry.
    pub fn advance(&mut self, now: Now) {
        let settings = &self.settings;
        self.bayeux.advance(now, &settings.cometd);
        self.services
            .retain(|_, service| service.expires(settings) > now);
        self.direct.retain(|_, chat| chat.expires(settings) > now);
        for chat in all(&mut self.services, &mut self.direct) {
            chat.keep_listeners(|client| self.bayeux.knows(client));
            if is_heard(&self.bayeux, chat) {
                chat.touch(now);
            }
            chat.advance(now, settings);
        }
        self.push_news(now);
    }

    /// Every chat that is kept, in the order of their start.
    pub fn chats(&self) -> Vec<&Chat> {
        let served = self.services.values().filter_map(Service::chat);
        let mut chats: Vec<_> = served.chain(self.direct.values()).collect();
        chats.sort_by_key(|chat| chat.ordinal());
        chats
    }

    /// One chat by its id.
    pub fn chat(&self, id: &ChatId) -> Option<&Chat> {
        let mut served = self.services.values().filter_map(Service::chat);
        let direct = || self.direct.get(id);
        served.find(|chat| chat.id() == id).or_else(direct)
    }

    /// Every service that has not expired.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values()
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes the settings while chats go on; the script's pace counts for chats started later.
    pub fn settings_mut(&mut self) -> &mut Settings {
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

    /// Forgets every CometD session while the chats stay, as a restarted node of a cluster does.
    /// Held connects are answered with a 402; abandon them first to have them cut instead.
    pub fn forget_sessions(&mut self) {
        self.bayeux.forget_sessions(&self.settings.cometd);
    }

    /// The next push that a client would have heard is lost on the way to its session, where no
    /// extension brings it again; each call loses one more.
    pub fn lose_next_push(&mut self) {
        self.bayeux.lose_next_push();
    }

    /// Pushes what the chats have to tell.
    pub(crate) fn push_news(&mut self, now: Now) {
        let (settings, bayeux) = (&self.settings, &mut self.bayeux);
        for chat in all(&mut self.services, &mut self.direct) {
            let Some(parcel) = chat.take_parcel() else {
                continue;
            };
            if chat.dialect() == Dialect::GmsV2 {
                let (channel, data) = v2::push(chat, parcel, settings);
                for client in chat.listeners() {
                    bayeux.deliver(client, &channel, &data, now, &settings.cometd);
                }
            } else {
                let id = id::push(&mut self.dice);
                let data = v1::data(&id, chat, parcel, settings);
                bayeux.publish(v1::CHANNEL, chat.user(), &data, now, &settings.cometd);
            }
        }
    }

    /// Has CometD answer, and in between v2 act on what is published to it.
    fn exchange(&mut self, request: &Request, now: Now) -> Answer {
        let exchange = match self.bayeux.ask(request, now, &self.settings.cometd) {
            Asked::Answered(answer) => return answer,
            Asked::Open(exchange) => exchange,
        };
        for publication in &exchange.publications {
            v2::take(self, publication, now);
            self.push_news(now);
        }
        Answer::Ready(self.bayeux.close(exchange, &self.settings.cometd))
    }
}

/// What the dialects need.
impl Emulator {
    /// Bytes of all files that are kept.
    pub(crate) fn stored_bytes(&self) -> u64 {
        let chats = self.direct.values();
        let bytes = chats.map(|chat| chat.files.bytes());
        bytes.fold(0, u64::saturating_add)
    }

    pub(crate) fn is_full(&self) -> bool {
        self.services.len() + self.direct.len() >= self.settings.service_limit
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
        self.services.entry(id).or_insert(service)
    }

    /// Keeps a chat that has no service.
    pub(crate) fn keep(&mut self, chat: Chat) {
        self.direct.insert(chat.id().clone(), chat);
    }

    /// A chat of an API that has no services.
    pub(crate) fn direct_mut(
        &mut self,
        dialect: Dialect,
        id: &ChatId,
    ) -> Option<(&mut Chat, &Settings)> {
        let chat = self.direct.get_mut(id)?;
        (chat.dialect() == dialect).then_some((chat, &self.settings))
    }

    /// The same by anything else.
    pub(crate) fn direct_that(
        &mut self,
        is_it: impl Fn(&Chat) -> bool,
    ) -> Option<(&mut Chat, &Settings)> {
        let chat = self.direct.values_mut().find(|chat| is_it(chat))?;
        Some((chat, &self.settings))
    }

    pub(crate) fn service_mut(&mut self, id: &ServiceId) -> Option<(&mut Service, &Settings)> {
        Some((self.services.get_mut(id)?, &self.settings))
    }

    /// Delivers something to one CometD client.
    pub(crate) fn deliver(&mut self, client: &ClientId, channel: &str, data: &Value, now: Now) {
        let settings = &self.settings.cometd;
        self.bayeux.deliver(client, channel, data, now, settings);
    }

    /// Whether a CometD session hears of the service's chat.
    pub(crate) fn hears_of(&self, id: &ServiceId) -> bool {
        let chat = self.services.get(id).and_then(Service::chat);
        chat.is_some_and(|chat| is_heard(&self.bayeux, chat))
    }

    pub(crate) fn next_chat(&mut self) -> (u64, Dice) {
        self.chats_started = self.chats_started.saturating_add(1);
        (self.chats_started, self.dice.fork())
    }

    pub(crate) fn chat_mut(&mut self, id: &ChatId) -> Option<&mut Chat> {
        all(&mut self.services, &mut self.direct).find(|chat| chat.id() == id)
    }
}

fn all<'a>(
    services: &'a mut BTreeMap<ServiceId, Service>,
    direct: &'a mut BTreeMap<ChatId, Chat>,
) -> impl Iterator<Item = &'a mut Chat> {
    let served = services.values_mut();
    served
        .filter_map(|service| service.chat.as_mut())
        .chain(direct.values_mut())
}

/// When there is something to do for what expires then, and for the chat that goes with it.
fn earliest(expiry: Now, chat: Option<&Chat>, settings: &Settings) -> Now {
    let due = chat.and_then(|chat| chat.next_deadline(settings));
    due.map_or(expiry, |due| due.min(expiry))
}

fn is_heard(bayeux: &Bayeux, chat: &Chat) -> bool {
    let v1 = chat.is_comet() && bayeux.is_heard(v1::CHANNEL, chat.user());
    v1 || !chat.listeners().is_empty()
}
