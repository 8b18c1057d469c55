//! The interface rendered to strings, from views made by hand.

mod accessibility;
mod connection;
mod conversation;
mod deeds;
mod embedding;
mod files;
mod form;
mod hostile;
mod languages;
mod launcher;
mod length;
mod scene;
mod session;
mod spoken;
mod stages;
mod styling;
#[cfg(feature = "yew")]
mod widget;
