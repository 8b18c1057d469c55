//! What goes over the wire: commands become requests, answers become reports.
//!
//! A back end decides *what* is asked and what an answer means; *when* is the
//! session's business.

mod answer;
pub mod bayeux;
mod feed;
mod files;
mod flex;
pub mod gms;
pub mod gws;
mod key;
mod object_events;
mod request;

use std::rc::Rc;

pub use feed::{Errand, ErrandId, Feed};
pub use files::{FileCommand, FileOutcome, Files};

use crate::chat::{Capabilities, Ended, Event, Form, Position, Remark};
use crate::config::{Config, Delivery, Dialect, Gms, GmsV1, GmsV2, Gws, WebApi};
use crate::error::Trouble;
use crate::http::{Failure, Request, Response};
use crate::time::Monotonic;

/// What a session wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Leave the chat for good.
    End,
    /// Begin a chat with these answers of the visitor.
    Open(Form),
    /// Tell what is new.
    Refresh,
    /// The visitor has seen everything up to that place. A back end that does not
    /// [hear](Dialect::hears_remarks) of it tells what is new.
    Seen(Position),
    /// Say this.
    Send(String),
    /// Take this in, which the page says beside the conversation; the same.
    Tell(Rc<Remark>),
    /// The visitor began (`true`) or ceased to type.
    Typing(bool),
}

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The command has another step: ask for its next request.
    Continue,
    /// The command is done.
    Done(Report),
    /// The command was not carried out, or nobody knows whether it was.
    Refused(Trouble),
    /// The service asks to wait; with its own words, when it has any.
    Wait(Option<String>),
}

/// What a server reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What happened, in the server's order.
    pub events: Vec<Event>,
    /// What the events are of all that happened.
    pub extent: Extent,
    /// Set when the chat is over.
    pub ended: Option<Ended>,
    /// How many events could not be understood and were left out.
    pub unreadable: u32,
}

/// How much of the transcript a report holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Something before these events is missing: ask.
    Gap,
    /// Some news; nothing before them is known to be missing.
    News,
    /// Nothing: the server took note and tells the rest elsewhere.
    Nothing,
    /// Everything up to now.
    #[default]
    Whole,
}

/// How news come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// When they are asked for.
    Asked,
    /// By themselves; asking is for safety.
    Pushed,
}

/// One of the dialects: a closed set. Those that this build does not speak fall out of it, for
/// want of evidence.
#[derive(Clone, Debug)]
pub enum Backend {
    /// GMS Chat API Version 1, polled.
    GmsV1(gms::v1::Chat, GmsV1),
    /// GMS Chat API Version 2, polled.
    GmsV2(gms::v2::Chat, GmsV2),
    /// Either of them with CometD.
    GmsPushed(Box<gms::push::Chat>, Gms),
    /// GWS `v2/chats`.
    Gws(gws::chats::Chat, Gws),
    /// Web API Server.
    WebApi(gws::web_api::Chat, WebApi),
}

impl Backend {
    /// A back end that has no chat yet.
    pub fn new(config: &Rc<Config>) -> Self {
        let own = Rc::clone(config);
        match config.dialect {
            Dialect::GmsV1(spoken) => Self::v1(config, gms::v1::Chat::new(own), spoken),
            Dialect::GmsV2(spoken) => Self::v2(config, gms::v2::Chat::new(own), spoken),
            Dialect::Gws(spoken) => Self::Gws(gws::chats::Chat::new(own), spoken),
            Dialect::WebApi(spoken) => Self::WebApi(gws::web_api::Chat::new(own), spoken),
        }
    }

    /// Takes up the chat that [`key`](Self::key) named; `None` when it names
    /// none of this back end's.
    pub fn resume(config: &Rc<Config>, key: &str) -> Option<Self> {
        let own = Rc::clone(config);
        Some(match config.dialect {
            Dialect::GmsV1(spoken) => Self::v1(config, gms::v1::Chat::resume(own, key)?, spoken),
            Dialect::GmsV2(spoken) => Self::v2(config, gms::v2::Chat::resume(own, key)?, spoken),
            Dialect::Gws(spoken) => Self::Gws(gws::chats::Chat::resume(own, key)?, spoken),
            Dialect::WebApi(spoken) => Self::WebApi(gws::web_api::Chat::resume(own, key)?, spoken),
        })
    }

    fn v1(config: &Config, chat: gms::v1::Chat, spoken: GmsV1) -> Self {
        match &config.delivery {
            Delivery::Poll => Self::GmsV1(chat, spoken),
            Delivery::Cometd(cometd) => {
                let pushed = gms::push::Chat::v1(config, chat, cometd, spoken);
                Self::GmsPushed(Box::new(pushed), Gms::V1(spoken))
            }
        }
    }

    /// A chat that was created by a request goes on by requests.
    fn v2(config: &Config, chat: gms::v2::Chat, spoken: GmsV2) -> Self {
        match &config.delivery {
            Delivery::Cometd(cometd) if chat.key().is_none() || chat.is_published() => {
                let pushed = gms::push::Chat::v2(config, chat, cometd, spoken);
                Self::GmsPushed(Box::new(pushed), Gms::V2(spoken))
            }
            _ => Self::GmsV2(chat, spoken),
        }
    }

    /// What names the chat on its server, if there may be one: with everything
    /// that it takes to go on with it.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::GmsV1(chat, _) => chat.key(),
            Self::GmsPushed(chat, _) => chat.key(),
            Self::GmsV2(chat, _) => chat.key(),
            Self::Gws(chat, _) => chat.key(),
            Self::WebApi(chat, _) => chat.key(),
        }
    }

    /// What the visitor may do in the chat at present.
    pub fn capabilities(&self) -> Capabilities {
        match self {
            Self::Gws(chat, _) => chat.capabilities(),
            _ => Capabilities::default(),
        }
    }

    /// Whether a chat whose creation was not answered can be looked for, or was not
    /// even asked for yet. Otherwise only the visitor may try again: it may exist all
    /// the same.
    pub const fn finds_its_chat(&self) -> bool {
        match self {
            Self::GmsV1(..) => true,
            Self::GmsPushed(chat, _) => chat.finds_its_chat(),
            _ => false,
        }
    }

    /// Whether the server tells what is new by a feed that is down at present: taking
    /// note of a question is then no answer to it.
    pub const fn tells_nobody(&self) -> bool {
        match self {
            Self::GmsPushed(chat, _) => chat.tells_nobody(),
            _ => false,
        }
    }

    /// How often the feed has been heard of. What the server had to tell is here when it has
    /// been heard of twice since: one answer may have been on its way before.
    pub const fn turns(&self) -> u32 {
        match self {
            Self::GmsPushed(chat, _) => chat.turns(),
            _ => 0,
        }
    }

    /// Whether any answer may change what the next request has to show, so that
    /// requests have to take turns.
    pub const fn takes_turns(&self) -> bool {
        match self {
            Self::GmsV2(..) | Self::WebApi(..) => true,
            Self::GmsPushed(chat, _) => chat.takes_turns(),
            _ => false,
        }
    }

    /// Lets the back end see what the visitor has written and not sent, some of which
    /// goes along with requests where the page wants that (`typingPreview`).
    pub fn preview(&mut self, draft: &Rc<str>) {
        match self {
            Self::GmsPushed(chat, _) => chat.preview(draft),
            Self::GmsV2(chat, _) => chat.preview(draft),
            _ => {}
        }
    }

    /// The request that this command (or its next step) comes to; `None` when
    /// the [feed](Self::feed) sees to it and tells [what came of
    /// it](Errand::Outcome). Such a command is the only one under way, and gives
    /// way to the next; one that takes too long is [answered](Self::answer) with a
    /// timeout.
    pub fn request(&mut self, command: &Command, now: Monotonic) -> Option<Request> {
        match self {
            Self::GmsV1(chat, _) => Some(chat.request(command)),
            Self::GmsPushed(chat, _) => chat.request(command, now),
            Self::GmsV2(chat, _) => Some(chat.request(command)),
            Self::Gws(chat, _) => Some(chat.request(command)),
            Self::WebApi(chat, _) => Some(chat.request(command)),
        }
    }

    /// What the answer to the last [`request`](Self::request) for this command
    /// comes to.
    pub fn answer(&mut self, command: &Command, answer: Result<&Response, Failure>) -> Outcome {
        match self {
            Self::GmsV1(chat, _) => chat.answer(command, answer),
            Self::GmsPushed(chat, _) => chat.answer(command, answer),
            Self::GmsV2(chat, _) => chat.answer(command, answer),
            Self::Gws(chat, _) => chat.answer(command, answer),
            Self::WebApi(chat, _) => chat.answer(command, answer),
        }
    }

    /// How news come at present.
    pub fn cadence(&self) -> Cadence {
        match self {
            Self::GmsPushed(chat, _) => chat.cadence(),
            _ => Cadence::Asked,
        }
    }

    /// What brings news by itself, for back ends that have it.
    pub fn feed(&mut self) -> Option<&mut dyn Feed> {
        match self {
            Self::GmsPushed(chat, _) => Some(chat.as_mut()),
            _ => None,
        }
    }

    /// The way with files, for back ends that take them.
    pub fn files(&mut self) -> Option<&mut dyn Files> {
        match self {
            Self::GmsV2(chat, _) => Some(chat),
            Self::GmsPushed(chat, _) => chat.files(),
            _ => None,
        }
    }
}
