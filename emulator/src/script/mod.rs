//! The scripted agents and system participants: what is written about them, and how it is played.

mod book;
pub use book::{Book, ScriptError};
mod scripts;
pub use scripts::Scripts;

mod performance;
pub(crate) use performance::Script;
mod plan;
mod step;
mod turns;

#[cfg(test)]
mod tests;
