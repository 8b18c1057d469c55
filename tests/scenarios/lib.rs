//! A world of one visitor, one network and one contact centre, in which time
//! passes only as fast as it is told to.
//!
//! The session is the widget's own, the contact centre is the emulator's own;
//! between them lies a [`Network`] that loses what it is told to lose.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod browser;
mod dice;
mod multipart;
mod network;
mod story;
mod way;
mod world;

pub use browser::TabNumber;
pub use dice::Dice;
pub use network::{Fate, Network};
pub use story::{served, shown};
pub use way::{Purpose, Way};
pub use world::World;
