//! A contact centre to try the chat widget against.
//!
//! The library is a state machine: [`Emulator::ask`] takes a request and the time and gives the
//! answer or a ticket for it, [`Emulator::advance`] runs what has fallen due, and
//! [`Emulator::take_released`] gives the answers that had to wait. [`Emulator::add_fault`] has
//! things go wrong on purpose. It owns no clock, no socket, no
//! thread and no randomness but the seed it is given, so a test replays to the byte.
//!
//! It is an *independent* reading of the documents: it shares no type and no decoder with
//! `causerie-core`, or one misreading would pass twice.
//!
//! Documents: "Chat API Version 1" of the GMS API Reference (called *the document* below), the
//! service page "request-chat", and for the other APIs those that their modules name.
#![forbid(unsafe_code)]

mod now;
pub use now::Now;
mod settings;
pub use settings::{CometReply, PositionForm, Quirks, SessionIdForm, Settings, TypingSpelling};
mod bayeux;
pub use bayeux::{AdviceForm, CometdQuirks, CometdSettings, Cookie, ReplyPlace, SameSite};
mod digital;
pub use digital::{
    DigitalQuirks, DigitalSettings, Failure, FileLimits, NumberForm, Omitted, Rotation,
};
mod gws;
pub use gws::{GwsQuirks, GwsSettings};
mod http;
pub use http::{Request, Response};
mod ticket;
pub use ticket::{Answer, Ending, Ticket};

mod id;
mod idle;
pub use id::{AgentId, ChatId, FileId, ParticipantId, ServiceId};
mod event;
pub use event::{Event, EventType, Position, UserType};
mod file;
pub use file::{File, Upload};
mod dialect;
pub use dialect::Dialect;
mod chat;
pub use chat::{Chat, ChatState, EndedBy, Party};
mod service;
pub use service::{Service, ServiceKind};

mod emulator;
pub use emulator::Emulator;
mod ledger;
pub use ledger::{Change, Name, RestoreError};
mod agent;
pub use agent::AgentError;
mod faults;
pub use faults::{Added, FalseReply, Fault, FaultError, FaultId, FaultKind, ListedFault, Scope};
mod staff;
pub use staff::{AgentAccount, NotificationForm, StaffSettings};
mod script;
pub use script::{Book, ScriptError, Scripts};

pub mod shell;

mod admin;
mod chats;
mod courier;
mod credentials;
mod customer;
mod data;
mod departures;
mod dice;
mod me;
mod multipart;
mod transcript;
mod v1;
mod v2;
mod web_api;

#[cfg(test)]
mod rig;
#[cfg(test)]
mod subscriber;
