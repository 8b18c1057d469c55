//! What a person sees: components over one snapshot of the chat.
//!
//! Everything here is a function of a [`View`](causerie_core::session::View)
//! and of a little state that only a window has: whether it is open, what was
//! typed into the form. What a person does leaves as an
//! [`Act`](causerie_core::session::Act).

mod app;
mod button;
mod composer;
mod connection;
mod conversation;
mod desk;
mod ended;
mod ending;
mod field;
mod focus;
mod form;
mod header;
mod icon;
mod launcher;
mod link;
mod message;
mod names;
mod opening;
mod problem;
mod row;
mod scroll;
mod style;
pub(crate) mod text;
mod time;
mod transcript;
mod unread;
mod validation;
mod window;

pub use app::{App, AppProps};
pub use style::STYLE;
