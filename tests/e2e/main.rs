//! Tests in a real browser. `cargo xtask test --browser` builds what they need and runs them.

mod bad_input;
mod chat;
mod composer;
mod harness;
mod keyboard;
mod looks;
mod network;
mod policy;
mod push;
mod reload;
mod visit;
