//! The contact centre.

use crate::chat::Chat;
use crate::dice::Dice;
use crate::http::{Request, Response};
use crate::id::{ChatId, ServiceId};
use crate::now::Now;
use crate::service::{Service, ServiceKind};
use crate::settings::Settings;
use crate::v1;
use std::collections::BTreeMap;

/// A contact centre: services, their chats and the people in them.
#[derive(Debug)]
pub struct Emulator {
    pub(crate) settings: Settings,
    services: BTreeMap<ServiceId, Service>,
    dice: Dice,
    chats_started: u64,
}

impl Emulator {
    /// An empty contact centre. The same seed and the same calls give the same ids and delays.
    pub fn new(settings: Settings, seed: u64) -> Self {
        Self {
            settings,
            services: BTreeMap::new(),
            dice: Dice::new(seed),
            chats_started: 0,
        }
    }

    /// Answers one request; runs what is due first.
    pub fn handle(&mut self, request: &Request, now: Now) -> Response {
        self.advance(now);
        let response = v1::answer(self, request, now);
        // A delay of zero is due at once.
        self.advance(now);
        response
    }

    /// When [`Emulator::advance`] has something to do next.
    pub fn next_deadline(&self) -> Option<Now> {
        self.services
            .values()
            .map(|service| self.deadline_of(service))
            .min()
    }

    /// Runs everything that is due: scripted agents, reminders, timeouts, expiry.
    pub fn advance(&mut self, now: Now) {
        let settings = &self.settings;
        self.services
            .retain(|_, service| service.expires(settings) > now);
        for chat in self
            .services
            .values_mut()
            .filter_map(|service| service.chat.as_mut())
        {
            chat.advance(now, settings);
        }
    }

    /// Every chat that is kept, in the order of their start.
    pub fn chats(&self) -> Vec<&Chat> {
        let mut started: Vec<_> = self
            .services
            .values()
            .filter_map(|service| Some((service.ordinal, service.chat.as_ref()?)))
            .collect();
        started.sort_by_key(|(ordinal, _)| *ordinal);
        started.into_iter().map(|(_, chat)| chat).collect()
    }

    /// One chat by its `chatSessionId`.
    pub fn chat(&self, id: &ChatId) -> Option<&Chat> {
        self.services
            .values()
            .filter_map(Service::chat)
            .find(|chat| chat.id() == id)
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

    fn deadline_of(&self, service: &Service) -> Now {
        let expiry = service.expires(&self.settings);
        let chat = service
            .chat
            .as_ref()
            .and_then(|chat| chat.next_deadline(&self.settings));
        chat.map_or(expiry, |due| due.min(expiry))
    }
}

/// What the dialects need.
impl Emulator {
    pub(crate) fn is_full(&self) -> bool {
        self.services.len() >= self.settings.service_limit
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
            ordinal: 0,
        };
        self.services.entry(id).or_insert(service)
    }

    pub(crate) fn service_mut(&mut self, id: &ServiceId) -> Option<(&mut Service, &Settings)> {
        Some((self.services.get_mut(id)?, &self.settings))
    }

    pub(crate) fn next_chat(&mut self) -> (u64, Dice) {
        self.chats_started = self.chats_started.saturating_add(1);
        (self.chats_started, self.dice.fork())
    }

    pub(crate) fn chat_mut(&mut self, id: &ChatId) -> Option<&mut Chat> {
        self.services
            .values_mut()
            .filter_map(|service| service.chat.as_mut())
            .find(|chat| chat.id() == id)
    }
}
