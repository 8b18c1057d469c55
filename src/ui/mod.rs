//! What a person sees, as a state machine: deeds and views in, frames out.
//!
//! Everything here is a function of a [`View`](causerie_core::session::View)
//! and of a little state that only a window has: whether it is open, what was
//! typed into the form. It knows no browser: a frame is a value, and the screen
//! is painted elsewhere.

mod app;
mod deed;
mod frame;
pub mod tree;

mod desk;
mod follow;
mod near;
mod news;
mod unread;
mod validation;

mod launcher;
mod note;
mod window;

mod connection;
mod conversation;
mod form;
mod header;
mod opening;

mod composer;
mod day;
mod ended;
mod ending;
mod field;
mod files;
mod message;
mod problem;
mod row;
mod transcript;

mod button;
mod greenwich;
mod icon;
mod link;
mod names;
mod speech;
mod style;
mod table;
mod time;
mod word;

pub use app::App;
pub use deed::{Deed, Entry, Sight};
pub use frame::{Focus, Frame, Order};
pub use greenwich::greenwich;
pub use note::note;
pub use speech::Written;
pub use style::{BASE, STYLE};
pub use table::lines;
pub use validation::complete;
pub use word::{ENGLISH, KEYS, LATER};
