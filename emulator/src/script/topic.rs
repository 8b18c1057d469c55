//! Finding out what a message is about.

use super::words::{NUMBERED, QUESTION, STATEMENT, TOPICS};

/// Something that can be talked about.
#[derive(Debug)]
pub(super) struct Topic {
    /// Words or groups of words in lower case; a `*` at the end allows any ending.
    pub(super) keys: &'static [&'static str],
    /// Replies, given in turn.
    pub(super) replies: &'static [&'static [&'static str]],
    /// What is done besides speaking.
    pub(super) act: Act,
}

/// What an agent does after speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Nothing.
    Speak,
    /// Sends an address.
    Push(&'static str),
    /// Hands over to the colleague.
    Transfer,
    /// Ends the chat.
    Goodbye,
}

impl Topic {
    /// What `text` is about.
    pub(super) fn of(text: &str) -> &'static Self {
        let words = normalized(text);
        let named = TOPICS.iter().find(|topic| topic.matches(&words));
        let is_order = named.is_none_or(|topic| topic.keys.contains(&"order*"));
        match named {
            _ if is_order && number_in(text).is_some() => &NUMBERED,
            Some(topic) => topic,
            None if text.contains('?') => &QUESTION,
            None => &STATEMENT,
        }
    }

    /// Whether the customer has only said hello.
    pub(super) fn is_greeting(&self) -> bool {
        self.keys.contains(&"hello")
    }

    fn matches(&self, words: &str) -> bool {
        self.keys.iter().any(|key| match key.strip_suffix('*') {
            Some(stem) => words.contains(&format!(" {stem}")),
            None => words.contains(&format!(" {key} ")),
        })
    }
}

/// The first run of four to twelve digits.
pub(super) fn number_in(text: &str) -> Option<&str> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .find(|run| (4..=12).contains(&run.len()))
}

/// Lower case, one space between words and around them.
fn normalized(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<_> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}
