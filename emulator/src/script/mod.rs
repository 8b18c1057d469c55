//! The scripted agent and the system participant.

mod plan;
mod step;
mod topic;
mod words;
pub(crate) use plan::Script;

#[cfg(test)]
mod tests;
