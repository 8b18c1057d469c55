//! What a server says has happened.

use std::rc::Rc;

use super::{Participant, SharedFile};
use crate::text;
use crate::time::Wall;

/// The place of an event in the server's transcript, counted from 1 (the
/// visitor's own arrival). Dialects ask by other numbers of their own; those
/// are other types and do not leave their rooms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(pub u64);

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place in the transcript, where the server gives one.
    pub position: Option<Position>,
    /// When, by the server's clock, where it says.
    pub at: Option<Wall>,
    /// Who did it.
    pub from: Participant,
    /// What was done.
    pub content: Content,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A file that can be fetched.
    File(SharedFile),
    /// Something that is not a message.
    Notice(Notice),
    /// The file that has this name of the server's is gone.
    Removed(Rc<str>),
    /// A message; plain text, never markup.
    Text(String),
}

/// Things that are not messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The participant came.
    Joined,
    /// The participant went. Not the end of the chat: another may follow.
    Left,
    /// The participant asks the visitor to open an address.
    PushedUrl(WebUrl),
    /// The participant goes by this name from now on.
    Renamed(Rc<str>),
    /// The participant began to type.
    TypingStarted,
    /// The participant ceased to type.
    TypingStopped,
    /// Known to this server only; takes its place and is not shown.
    Unknown,
}

/// An address that is safe to offer as a link: `http` or `https`, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebUrl(String);

impl WebUrl {
    /// Takes `text` if it is an absolute `http` or `https` address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text::trim(text);
        let (scheme, rest) = text::cut(text, b':');
        let rest = rest?.strip_prefix("//")?;
        let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        let clean = !rest.is_empty() && !text::has_gaps(text);
        (web && clean).then(|| Self(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How a chat came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The contact centre closed it.
    ByContactCentre,
    /// The visitor ended it.
    ByVisitor,
    /// The server no longer knows it, or took the visitor for gone: it was silent for too long,
    /// expired, or the server was replaced.
    Lost,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert!(WebUrl::parse(" https://example.com/a?b ").is_some());
        assert!(WebUrl::parse("HTTP://example.com").is_some());
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.com",
            "http://",
            "https://a b",
            "file:///etc",
        ] {
            assert_eq!(WebUrl::parse(bad), None, "{bad}");
        }
    }
}
