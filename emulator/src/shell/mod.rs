//! The HTTP shell: sockets, the clock and the site. Everything else is in the state machine.

mod server;
pub use server::Server;

mod store;
pub use store::{Store, StoreError};

mod center;
mod waiting;

mod api;
mod cors;

mod site;
mod timer;

#[cfg(test)]
mod tests;
