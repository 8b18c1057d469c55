//! The HTTP shell: sockets, the clock, the log and the site. Everything else is in the state
//! machine.

mod setup;
pub use setup::Setup;
mod server;
pub use server::Server;
mod limits;
pub use limits::Limits;
mod signals;
pub use signals::Signals;
mod log;
pub use log::{LogFormat, LogLevel, LogSettings};

mod closing;
mod connection;
mod door;
mod ends;
mod refusal;
mod router;

mod store;
pub use store::{Store, StoreError};

mod center;
pub use center::wall_clock;
mod waiting;

mod api;
mod cors;
mod header;
mod severed;

mod admin;
mod desk;
mod health;
mod panel;
mod site;
mod timer;

#[cfg(test)]
mod tests;
