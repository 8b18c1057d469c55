//! One chat: its participants, its transcript and what the customer has seen of it.

use crate::courier::{Courier, Parcel};
use crate::credentials::Keyring;
use crate::customer::about;
use crate::dialect::Dialect;
use crate::dice::Dice;
use crate::event::{Content, Event, EventType, Position, UserType};
use crate::file::{File, Files, Upload};
use crate::id::{ChatId, ClientId, FileId, ParticipantId, ServiceId};
use crate::now::Now;
use crate::script::Script;
use crate::settings::Settings;
use crate::staff::Handling;
use crate::transcript::Transcript;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A participant of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Which participant of this chat it is.
    pub id: ParticipantId,
    /// The name shown in the chat.
    pub nickname: String,
    /// On which side.
    pub user_type: UserType,
}

/// Who ended a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndedBy {
    /// An agent, or the contact centre on its own account.
    Agent,
    /// The customer, with a disconnect.
    Customer,
    /// Nobody: the customer's client stopped asking.
    Timeout,
}

/// Whether a chat goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChatState {
    /// The customer is in.
    Live,
    /// Over, since the given moment.
    Ended {
        /// Who ended it.
        by: EndedBy,
        /// When.
        at: Now,
    },
}

/// What a customer told when the chat was started, and since.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Customer {
    pub(crate) nickname: String,
    pub(crate) first_name: String,
    pub(crate) comet: bool,
    /// `gms_user` of the request that started the chat.
    pub(crate) user: Option<String>,
    /// `tenantName` of the Web API.
    pub(crate) tenant: Option<String>,
    /// Business data, where no service holds it.
    pub(crate) data: BTreeMap<String, String>,
    /// What is being typed.
    pub(crate) preview: String,
    /// Custom notices to the agent.
    pub(crate) notices: Vec<String>,
    /// The last event of which the client says that it was read.
    pub(crate) read: Option<Position>,
    /// The Bayeux sessions that hear of the chat by v2.
    pub(crate) listeners: Vec<ClientId>,
}

/// What a dialect brings to the start of a chat.
#[derive(Debug)]
pub(crate) struct Opening {
    pub(crate) id: ChatId,
    pub(crate) dialect: Dialect,
    /// The service it belongs to, where the dialect has services.
    pub(crate) service: Option<ServiceId>,
    /// Which chat of the emulator it is; orders them by their start.
    pub(crate) ordinal: u64,
    /// The last event that is never news to the customer.
    pub(crate) listed: Position,
    /// Whether an agent is ready, who is to have it.
    pub(crate) attended: bool,
}

/// One chat, as the server has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Chat {
    id: ChatId,
    dialect: Dialect,
    service: Option<ServiceId>,
    ordinal: u64,
    pub(crate) keyring: Keyring,
    pub(crate) customer: Customer,
    started: Now,
    state: ChatState,
    pub(crate) parties: Vec<Party>,
    /// How many participants there have been.
    joined: u32,
    /// Stored by itself, event by event.
    #[serde(skip)]
    pub(crate) transcript: Transcript,
    pub(crate) files: Files,
    dice: Dice,
    listed: Position,
    heard_from: Now,
    courier: Courier,
    unknown_notices: bool,
    script: Option<Script>,
    pub(crate) handling: Handling,
}

impl Chat {
    /// `chatSessionId`, or the id by which a dialect without services names it.
    pub fn id(&self) -> &ChatId {
        &self.id
    }

    /// The API by which the customer takes part.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The service the chat belongs to, where the dialect has services. In v1 "one service is
    /// associated with exactly one chat"; in v2 it is the name of the service that was asked for.
    pub fn service(&self) -> Option<&ServiceId> {
        self.service.as_ref()
    }

    /// The customer's name in the chat.
    pub fn nickname(&self) -> &str {
        &self.customer.nickname
    }

    /// When it started; the origin of the seconds in its events.
    pub fn started(&self) -> Now {
        self.started
    }

    /// Whether it goes on.
    pub fn state(&self) -> ChatState {
        self.state
    }

    /// Whether it goes on, as a plain answer.
    pub fn is_live(&self) -> bool {
        self.state == ChatState::Live
    }

    /// Who is in, in the order of joining; empty once the chat has ended.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// Every event from index 1, the customer's own join.
    pub fn transcript(&self) -> &[Event] {
        self.transcript.events()
    }

    /// The last index that a reply has listed; the server's cursor for this customer.
    pub fn listed(&self) -> Position {
        self.listed
    }

    /// Whether v1's events go over CometD (`notify_by=comet`).
    pub fn is_comet(&self) -> bool {
        self.customer.comet
    }

    /// `gms_user` of the request that started it: whose CometD sessions hear of it.
    pub fn user(&self) -> Option<&str> {
        self.customer.user.as_deref()
    }
}

/// The customer's side.
impl Chat {
    pub(crate) fn start(
        opening: Opening,
        customer: Customer,
        now: Now,
        settings: &Settings,
        mut dice: Dice,
    ) -> Self {
        let mut chat = Self {
            id: opening.id,
            dialect: opening.dialect,
            service: opening.service,
            ordinal: opening.ordinal,
            keyring: Keyring::mint(&mut dice, settings.digital.quirks.long_keys),
            started: now,
            state: ChatState::Live,
            parties: Vec::new(),
            joined: 0,
            transcript: Transcript::default(),
            files: Files::default(),
            // Of its own, so that files change nothing in what the script rolls.
            dice: dice.clone().fork(),
            listed: opening.listed,
            heard_from: now,
            courier: Courier::default(),
            unknown_notices: settings.quirks.unknown_notices,
            script: settings
                .script
                .as_ref()
                .filter(|_| settings.agent_available && !opening.attended)
                .map(|scripts| {
                    Script::begin(scripts.of(opening.dialect), None, &customer, now, dice)
                }),
            handling: Handling::default(),
            customer,
        };
        chat.handling.waits = chat.script.is_none();
        let nickname = chat.customer.nickname.clone();
        chat.enter(&nickname, UserType::Client, now);
        chat
    }

    /// The customer's client has asked something: it is still there.
    pub(crate) fn touch(&mut self, now: Now) {
        self.heard_from = now;
    }

    pub(crate) fn customer_says(&mut self, content: impl Into<Content>, now: Now) {
        let content = content.into();
        if let Some(script) = &mut self.script {
            script.hear(&content.text, now);
        }
        self.by_customer(EventType::Text, content, now);
    }

    pub(crate) fn customer_types(&mut self, typing: bool, now: Now) {
        let (kind, words) = typing_notice(typing);
        self.by_customer(kind, words, now);
    }

    /// Events after `position`, or the news when none is given; moves the cursor.
    pub(crate) fn list(&mut self, position: Option<Position>) -> &[Event] {
        let events = self.transcript.after(position.unwrap_or(self.listed));
        if let Some(last) = events.last() {
            self.listed = last.position;
        }
        events
    }

    /// "The current position in the chat dialog for this user": the last index that was listed,
    /// or in CometD mode the last of all, as events are pushed without being asked for.
    pub(crate) fn current(&self) -> Position {
        if self.is_comet() {
            self.last()
        } else {
            self.listed
        }
    }

    pub(crate) fn last(&self) -> Position {
        self.transcript.last()
    }

    /// What CometD has to carry now, if anything.
    pub(crate) fn take_parcel(&mut self) -> Option<Parcel> {
        if !self.is_comet() && self.listeners().is_empty() {
            return None;
        }
        let (last, live) = (self.last(), self.is_live());
        self.courier.take(last, live)
    }

    /// The Bayeux sessions that hear of a v2 chat.
    pub(crate) fn listeners(&self) -> &[ClientId] {
        &self.customer.listeners
    }

    pub(crate) fn courier(&mut self) -> &mut Courier {
        &mut self.courier
    }

    /// Events after `position`; the cursor stays.
    pub(crate) fn after(&self, position: Position) -> &[Event] {
        self.transcript.after(position)
    }

    pub(crate) fn ordinal(&self) -> u64 {
        self.ordinal
    }

    /// Adds an event of the customer's.
    pub(crate) fn by_customer(&mut self, kind: EventType, content: impl Into<Content>, now: Now) {
        let who = self.customer_party();
        self.transcript.push(now, kind, &who, content);
    }

    /// The customer, who may have left.
    pub(crate) fn customer_party(&self) -> Party {
        Party {
            id: CUSTOMER,
            nickname: self.customer.nickname.clone(),
            user_type: UserType::Client,
        }
    }
}

/// What both sides and the clock do.
impl Chat {
    pub(crate) fn enter(&mut self, nickname: &str, user_type: UserType, now: Now) -> Party {
        self.joined = self.joined.saturating_add(1);
        let party = Party {
            id: ParticipantId(self.joined),
            nickname: nickname.to_owned(),
            user_type,
        };
        if user_type.is_staff() {
            self.handling.waits = false;
        }
        self.parties.push(party.clone());
        self.transcript
            .push(now, EventType::Joined, &party, "has joined the session");
        if self.unknown_notices && user_type == UserType::Agent {
            self.post("Notice.Custom", "an event the document does not list", now);
        }
        party
    }

    /// One who is in leaves.
    pub(crate) fn exit(&mut self, party: &Party, now: Now) {
        self.parties.retain(|other| other.id != party.id);
        self.handling.seats.retain(|seat| seat.party.id != party.id);
        self.transcript
            .push(now, EventType::Left, party, "has left the session");
    }

    /// Adds an event of somebody of the contact centre who is in.
    pub(crate) fn by_staff(
        &mut self,
        who: &Party,
        kind: EventType,
        content: impl Into<Content>,
        now: Now,
    ) {
        if kind == EventType::Text {
            self.break_silence(now);
        }
        self.transcript.push(now, kind, who, content);
    }

    pub(crate) fn by_system(&mut self, text: &str, now: Now) {
        let system = self.system(now);
        self.transcript.push(now, EventType::Text, &system, text);
    }

    /// Adds an event of any type on the system's account.
    pub(crate) fn post(&mut self, kind: &str, text: &str, now: Now) {
        let system = self.system(now);
        let kind = EventType::Other(kind.to_owned());
        self.transcript.push(now, kind, &system, text);
    }

    /// Keeps a file and tells of it; its id.
    pub(crate) fn keep_file(&mut self, upload: Upload, who: &Party, now: Now) -> FileId {
        let id = FileId::mint(&mut self.dice);
        let file = File {
            id: id.clone(),
            upload,
            from: who.user_type,
        };
        self.transcript
            .push(now, EventType::FileUploaded, who, about(&file));
        self.files.kept.insert(id.clone(), file);
        id
    }

    /// The system participant, who joins before speaking where the dialect shows that.
    fn system(&mut self, now: Now) -> Party {
        let is_system = |party: &&Party| party.user_type == UserType::External;
        if let Some(party) = self.parties.iter().find(is_system) {
            return party.clone();
        }
        if self.dialect.shows_system() {
            return self.enter(SYSTEM, UserType::External, now);
        }
        Party {
            id: ParticipantId(0),
            nickname: SYSTEM.to_owned(),
            user_type: UserType::External,
        }
    }

    /// Ends the chat: the ending side leaves, the others are simply out.
    pub(crate) fn end(&mut self, by: EndedBy, now: Now) {
        if !self.is_live() {
            return;
        }
        let leaves = |party: &&Party| match by {
            EndedBy::Agent => party.user_type.is_staff(),
            EndedBy::Customer | EndedBy::Timeout => party.user_type == UserType::Client,
        };
        let leaving: Vec<_> = self.parties.iter().filter(leaves).cloned().collect();
        let seats = self.handling.seats.clone();
        for party in &leaving {
            self.exit(party, now);
        }
        // Who was in at the end may still read.
        self.handling.seats = seats;
        self.close_desk();
        self.parties.clear();
        self.script = None;
        self.state = ChatState::Ended { by, at: now };
    }

    /// When it is forgotten; with its service, where it has one that is older.
    pub(crate) fn expires(&self, settings: &Settings) -> Now {
        self.started.after(settings.time_to_live)
    }

    /// When something is to be done about it.
    pub(crate) fn deadline(&self, settings: &Settings) -> Now {
        let (due, expiry) = (self.next_deadline(settings), self.expires(settings));
        due.map_or(expiry, |due| due.min(expiry))
    }

    fn next_deadline(&self, settings: &Settings) -> Option<Now> {
        if !self.is_live() {
            return None;
        }
        if self.is_full(settings) {
            return self.transcript.events().last().map(|event| event.at);
        }
        let gone = self.heard_from.after(settings.disconnect_timeout);
        let scripted = self.script.as_ref().and_then(Script::next_deadline);
        let lapse = self.offers_lapse(settings);
        let idle = self.idles(settings).map(|(at, _)| at);
        let others = scripted.into_iter().chain(lapse).chain(idle);
        others.chain([gone]).min()
    }

    /// Runs what is due, each at its own time.
    pub(crate) fn advance(&mut self, now: Now, settings: &Settings) {
        while let Some(due) = self.next_deadline(settings).filter(|due| *due <= now) {
            if self.is_full(settings) {
                self.end(EndedBy::Agent, due);
                return;
            }
            if self.offers_lapse(settings) == Some(due) {
                self.revoke_lapsed(due, settings);
                continue;
            }
            if let Some((_, notice)) = self.idles(settings).filter(|(at, _)| *at == due) {
                self.tell_idle(notice, due);
                continue;
            }
            let step = self.script.as_mut().and_then(|script| script.take(due));
            match step {
                Some(step) => step.perform(self, due),
                None => self.end(EndedBy::Timeout, due),
            }
        }
    }

    fn is_full(&self, settings: &Settings) -> bool {
        // With what only agents see.
        usize::try_from(self.last_index()).is_ok_and(|events| events >= settings.event_limit)
    }

    /// The scripted agents take over, as if the chat had begun now; `lead` comes first, where one
    /// of them is called.
    pub(crate) fn play(&mut self, lead: Option<&str>, settings: &Settings, now: Now) {
        let dice = self.dice.fork();
        let book = settings.script.as_ref();
        let book = book.map(|scripts| scripts.of(self.dialect));
        let script = book.map(|book| Script::begin(book, lead, &self.customer, now, dice));
        self.script = script;
        self.handling.waits = self.script.is_none();
    }

    /// Goes on after a restart, which has ended all Bayeux sessions and may have brought other
    /// scripts, or none.
    pub(crate) fn resume(&mut self, settings: &Settings, now: Now) {
        self.customer.listeners.clear();
        self.touch(now);
        match (&mut self.script, &settings.script) {
            (Some(script), Some(scripts)) => script.resume(scripts.of(self.dialect)),
            (script @ Some(_), None) => {
                *script = None;
                self.handling.waits = !self.is_staffed();
            }
            (None, _) => {}
        }
    }

    pub(crate) fn is_staffed(&self) -> bool {
        let mut parties = self.parties.iter();
        parties.any(|party| party.user_type.is_staff())
    }

    fn break_silence(&mut self, now: Now) {
        if let Some(script) = &mut self.script {
            script.break_silence(now);
        }
    }
}

/// Event type and words of a typing notice, as in the samples.
pub(crate) fn typing_notice(typing: bool) -> (EventType, &'static str) {
    if typing {
        (EventType::TypingStarted, "is typing")
    } else {
        (EventType::TypingStopped, "stopped typing")
    }
}

/// The first to join is the customer.
const CUSTOMER: ParticipantId = ParticipantId(1);

/// The nickname of the system participant.
pub(crate) const SYSTEM: &str = "system";
