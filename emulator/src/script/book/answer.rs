//! What follows a message of the customer's.

use super::bounds::{List, Text};
use super::key::Key;
use super::message::{Message, number_in};
use super::reply::Reply;
use super::whom::Whom;
use serde::Deserialize;

/// One `[[answers]]`: conditions, what is said, and what is done besides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, expecting = "a table")]
pub(crate) struct Answer {
    words: Option<List<Key, 1, 100>>,
    last: Option<Text<20>>,
    number: Option<bool>,
    question: Option<bool>,
    pub(crate) greeting: bool,
    replies: List<Reply, 1, 50>,
    push: Option<Text<2000>>,
    join: Option<Whom>,
    transfer: Option<Whom>,
    pub(crate) leave: bool,
    pub(crate) end: bool,
}

impl Answer {
    /// Whether all its conditions hold; one without any always fits.
    pub(super) fn fits(&self, message: &Message<'_>) -> bool {
        let text = message.text;
        let words = self.words.as_ref();
        let last = self.last.as_ref();
        words.is_none_or(|List(keys)| keys.iter().any(|key| key.is_in(message)))
            && last.is_none_or(|Text(any)| text.ends_with(|letter| any.contains(letter)))
            && self
                .number
                .is_none_or(|has| has == number_in(text).is_some())
            && self.question.is_none_or(|asks| asks == text.contains('?'))
    }

    pub(crate) fn replies(&self) -> &[Reply] {
        &self.replies.0
    }

    /// Who joins.
    pub(crate) fn join(&self) -> Option<&Whom> {
        self.join.as_ref()
    }

    /// Who takes over.
    pub(crate) fn transfer(&self) -> Option<&Whom> {
        self.transfer.as_ref()
    }

    /// An address to send.
    pub(crate) fn push(&self) -> Option<&str> {
        self.push.as_ref().map(|Text(url)| url.as_str())
    }
}
