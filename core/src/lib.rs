//! The chat itself, without a browser: values in, values out.
//!
//! A [`session::Session`] is a plain state machine. It never asks for the
//! time, never sends anything and never waits: whoever drives it does.
//!
//! > **The one rule.** After every [`handle`](session::Session::handle), call
//! > [`poll`](session::Session::poll) until it returns `None`; nothing happens
//! > in between.
//!
//! Rooms, in reading order: [`chat`] holds the words, [`time`] and [`http`]
//! the plain values, [`config`] what the page wrote, [`error`] what can go
//! wrong; [`protocol`] turns commands into requests and answers into reports,
//! [`transcript`] turns reports into rows, and [`session`] decides when;
//! [`tabs`] lets several tabs share one session.

#![forbid(unsafe_code)]

pub mod chat;
pub mod config;
pub mod error;
pub mod http;
mod json;
pub mod protocol;
pub mod queue;
pub mod session;
pub mod tabs;
pub mod text;
pub mod time;
pub mod transcript;

/// Whether this build speaks to any back end that takes files. Where it does not, what only serves
/// files is left out.
pub const TAKES_FILES: bool = config::GmsV2::FOUND.is_some();
