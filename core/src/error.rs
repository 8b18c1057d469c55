//! What can go wrong, told apart by who must act.

use crate::http::Failure;
use crate::text;

/// Why a command did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub enum Trouble {
    /// Nobody need act: the service is not ready yet, most often because no
    /// agent is (503 in GMS Chat API v1).
    Busy,
    /// The visitor must change what was entered (415 and its like).
    /// Its sentence is without the server's own words, which may repeat what was entered.
    Rejected(Rejection),
    /// The page's owner must act: no chat server answers at this address.
    Misconfigured {
        /// Where the request went.
        url: String,
        /// What came back.
        status: u16,
    },
    /// The chat is over or its service is unknown to the server.
    Gone,
    /// Nobody need act: the contact centre behind the server asks to try again
    /// (`statusCode` 1 of the Web API Server and GMS Chat API v2).
    Recoverable,
    /// The server must be mended; trying again may help.
    Server(u16),
    /// The answer could not be understood; trying again may help.
    Garbled,
    /// The page's owner must act: the back end of this name has no such operation.
    Unsupported(&'static str),
    /// The network must come back.
    Network(Failure),
}

/// What the server does not accept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejection {
    /// The field of the form, by its option name, where the server says which.
    pub field: Option<&'static str>,
    /// The server's own explanation, when it gave one: plain text of at most 200
    /// characters.
    pub words: Option<String>,
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Network(failure)
    }
}

impl Trouble {
    /// What it says to developers, in a sentence.
    pub fn sentence(&self) -> String {
        let number = |status: &u16| text::decimal((*status).into());
        let plain = match self {
            Self::Busy => "no agent is available yet",
            Self::Rejected(_) => "the server did not accept what was entered",
            Self::Misconfigured { url, status } => {
                return text::concat(&[
                    "no chat service answers at ",
                    url,
                    " (HTTP status ",
                    &number(status),
                    "): check the options `url`, `service` and `headers`",
                ]);
            }
            Self::Gone => "the server no longer knows this chat",
            Self::Recoverable => "the contact centre had a recoverable error",
            Self::Server(status) => {
                return text::concat(&["the server failed with HTTP status ", &number(status)]);
            }
            Self::Garbled => "the server's answer could not be understood",
            Self::Unsupported(name) => {
                return text::concat(&["the back end ", name, " has no such operation"]);
            }
            Self::Network(failure) => failure.sentence(),
        };
        plain.to_owned()
    }

    /// Whether the server may have carried the request out all the same, so
    /// that a message must not simply be sent again.
    pub const fn is_uncertain(&self) -> bool {
        matches!(
            self,
            Self::Network(_) | Self::Garbled | Self::Recoverable | Self::Server(500..)
        )
    }
}
