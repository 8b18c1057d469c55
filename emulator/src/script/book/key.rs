//! Words by which an answer is chosen.

use super::bounds;
use super::message::{Message, plain};
use serde::{Deserialize, Deserializer};

/// The longest key in characters.
const LONGEST: usize = 100;

/// A word or a group of words; after a `*` at its end any ending is allowed. Kept as it stands in
/// the words of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key(String);

impl Key {
    pub(super) fn is_in(&self, message: &Message<'_>) -> bool {
        message.words.contains(&self.0)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bounds::text::<LONGEST, _, _>(deserializer, Self::written)
    }
}

impl Key {
    fn written(text: &str) -> Result<Self, (&str, String)> {
        let stem = text.strip_suffix('*');
        let words = plain(stem.unwrap_or(text));
        if words.is_empty() {
            let allowed = "words of letters and digits, with or without a * at their end";
            return Err((text, allowed.to_owned()));
        }
        let end = if stem.is_some() { "" } else { " " };
        Ok(Self(format!(" {words}{end}")))
    }
}
