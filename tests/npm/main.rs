//! The npm package, packed and installed by npm: made into pages by the tools that people use,
//! each of which carries a chat in a real browser; and judged by the tools that judge packages.
//!
//! Needs Node.js 20, the packages of `package-lock.json` beside this file, and what
//! `cargo xtask dist` writes; `cargo xtask test --npm` sees to all three.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod consumers;
mod headless;
mod judges;
mod package;
mod tool;
mod visit;
