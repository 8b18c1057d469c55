//! Bayeux 1.0 over long polling, the client's side, as a plain state machine.
//!
//! It knows channels and messages, and no chat. Everything goes to one address:
//! handshake, then one `/meta/connect` after the other, each held by the server
//! until there is something to say. Numbers in parentheses, here and in the tests,
//! are those of the conformance list in `CASES.md`.

mod advice;
mod call;
mod channel;
mod client;
mod effect;
mod message;
mod pace;

pub use client::Client;
pub use effect::{Effect, News, Setback, Settings, Token};
