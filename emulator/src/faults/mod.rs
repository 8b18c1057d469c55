//! Faults on purpose: what goes wrong between a client and the contact centre, as often and for
//! whom it is asked for.
//!
//! A fault either meets requests until it is used up or taken away, or it acts once, when it is
//! added. Clients' tests, the panel on the desk and `curl` all have the same ones.

mod kind;
pub use kind::{FalseReply, FaultKind};

mod scope;
pub use scope::Scope;

mod fault;
pub use fault::Fault;

pub(crate) mod limits;
mod refusal;
pub use refusal::FaultError;

mod listed;
pub use listed::{FaultId, ListedFault};

mod list;
pub(crate) use list::Faults;

mod names;

mod fate;

mod meeting;

mod acts;
pub use acts::Added;

#[cfg(test)]
mod tests;
