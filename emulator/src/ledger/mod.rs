//! What has to be stored, so that a restart loses nothing that somebody was told.
//!
//! The state machine stores nothing itself: it tells what has changed, in an order that can be
//! written down as one transaction, and can be built from what was written. CometD sessions and
//! documents that were not attached yet are not stored: clients make new ones.

mod change;
pub use change::{Change, Name};

mod written;
pub(crate) use written::Ledger;

mod centre;

mod restore;
pub use restore::RestoreError;

#[cfg(test)]
mod tests;
