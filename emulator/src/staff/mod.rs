//! The agents: who they are, which chats they have, and what they are told.
//!
//! Documents: "Interactions On Chat Channel" of the Web Services API Reference, and the chat pages
//! of the same for 8.5.2.

mod account;
pub use account::{AgentAccount, StaffSettings};

mod roster;
pub(crate) use roster::Roster;
mod routing;

mod handling;
pub(crate) use handling::{Aside, Audience, Handling, Reason};
mod capability;
pub(crate) use capability::Capability;
mod deeds;

mod log;

mod news;
pub(crate) use news::News;
mod wording;
pub use wording::NotificationForm;
pub(crate) mod notification;
