//! What is written about the people of a chat: the format of scripts.

mod answer;
pub(super) use answer::Answer;
mod bounds;
mod key;
mod message;
pub(super) use message::number_in;
mod pace;
mod reply;
pub(super) use reply::Reply;
mod sentence;
pub(super) use sentence::{Filling, Sentence};
mod whom;
pub(super) use whom::Whom;
mod system;
pub(super) use system::{Clock, Silence};

mod error;
pub use error::ScriptError;
mod places;

mod written;
pub use written::Book;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::example;
