//! What the browser lends: each loan is a value that ends when it is dropped.

mod clock;
mod download;
mod exchange;
mod neighbours;
mod pledge;
mod seed;
mod slot;
mod timer;
mod upload;

pub(crate) use clock::now;
pub(crate) use exchange::Exchange;
pub(crate) use neighbours::Neighbours;
pub(crate) use seed::seed;
pub(crate) use slot::Slot;
pub(crate) use timer::Timer;
