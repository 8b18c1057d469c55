//! What the customer said, as the conditions of answers look at it.

/// A message.
#[derive(Debug)]
pub(super) struct Message<'a> {
    pub(super) text: &'a str,
    /// Its words in lower case, one space between them and around them.
    pub(super) words: String,
}

impl<'a> Message<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let words = format!(" {} ", plain(text));
        Self { text, words }
    }
}

/// Lower case, one space between words, and nothing else.
pub(super) fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<_> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The first run of four to twelve digits.
pub(crate) fn number_in(text: &str) -> Option<&str> {
    text.split(|letter: char| !letter.is_ascii_digit())
        .find(|run| (4..=12).contains(&run.len()))
}
