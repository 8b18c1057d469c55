//! The two ends of Bayeux, each against what others have written for the other end.
//!
//! Needs Node.js 18 and the packages of `package-lock.json` beside this file, which
//! `cargo xtask test --peers` installs.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod bayeux_servers;
mod browser;
mod node;
mod official_client;
mod server;
mod visitor;
