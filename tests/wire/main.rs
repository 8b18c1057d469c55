//! Every recorded exchange, in both directions; of GMS Chat API v2 over CometD in the emulator's.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod core;
mod emulator;
