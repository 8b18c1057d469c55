//! Tests in a real browser. `cargo xtask test --browser` builds what they need and runs them.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod access;
mod across;
mod answer;
mod assets;
mod attention;
mod audit;
mod backends;
mod bad_input;
mod changed;
mod chat;
mod commands;
mod composer;
mod csp;
mod day;
mod desk;
mod dialects;
mod duty;
mod early;
mod embed;
mod faults;
mod files;
mod format;
mod goodbye;
mod guile;
mod harness;
mod heard;
mod host;
mod hostile;
mod invitation;
mod keyboard;
mod languages;
mod length;
mod log;
mod looks;
mod mask;
mod menu;
mod network;
mod newcomer;
mod opener;
mod panel;
mod phone;
mod picture;
mod pictures;
mod policy;
mod popout;
mod privacy;
mod published;
mod push;
mod questions;
mod rating;
mod reload;
mod reviewed;
mod rules;
mod shape;
mod spread;
mod states;
mod storage;
mod styling;
mod table;
mod tabs;
mod traffic;
mod tree;
mod trees;
mod visit;
mod yew;
