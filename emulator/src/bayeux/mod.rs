//! A Bayeux 1.0 server over long polling, which knows no chat: messages, sessions, channels.
//!
//! Sources: the Bayeux specification 1.0 (called *the specification*) and the CometD chapters of
//! the document, which win where they differ. Where neither says anything we do as the Java
//! server of the CometD project does.

mod settings;
pub use settings::{AdviceForm, CometdQuirks, CometdSettings, Cookie, ReplyPlace, SameSite};

mod endpoint;
pub(crate) use endpoint::{PATH, serves};
mod caller;
pub(crate) use caller::User;
mod message;

mod advice;
mod reply;

mod outbox;
mod sessions;

mod server;
pub(crate) use server::{Bayeux, Ended};

mod exchange;
pub(crate) use exchange::Asked;
mod handshake;

mod connect;

mod subscription;

mod publication;
pub(crate) use publication::Publication;

mod disconnection;
#[cfg(test)]
mod tests;
