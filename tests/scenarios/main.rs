//! Real sessions against the real contact centre, over a network that does
//! what it is told, under a clock that never waits.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod advanced_service;
mod agents;
mod delivery;
mod desk;
mod dialects;
mod ending;
mod faults;
mod files;
mod flex;
mod gms_v2;
mod gws;
mod happy_path;
mod hostile_answers;
mod interrupted;
mod long_chat;
mod names;
mod no_agent;
mod opening;
mod pace;
mod page;
mod published;
mod push;
mod remarks;
mod resumption;
mod server_restart;
mod tabs;
mod time;
mod transfer;
mod typing;
