//! The scripted agents and system participants.

mod cast;
pub use cast::Cast;
pub(crate) use cast::Script;

mod plan;
mod step;

mod colleagues;
mod topic;
mod words;

mod roboto;

#[cfg(test)]
mod tests;
