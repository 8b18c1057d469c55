//! The words of a chat, the same for every dialect.

mod capabilities;
mod event;
mod file;
mod form;
mod participant;
mod remark;

pub use capabilities::Capabilities;
pub use event::{Content, Ended, Event, Notice, Position, WebUrl};
pub use file::{ChosenFile, FileFault, FileLimits, SharedFile};
pub use form::Form;
pub use participant::{Participant, ParticipantId, Role};
pub use remark::Remark;
