//! What can go wrong, told apart by who must act.

use crate::http::Failure;

/// Why a command did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nobody need act: the service is not ready yet, most often because no
    /// agent is (503 in GMS Chat API v1).
    #[error("no agent is available yet")]
    Busy,
    /// The visitor must change what was entered (415 and its like).
    /// Its sentence is without the server's own words, which may repeat what was entered.
    #[error("the server did not accept what was entered")]
    Rejected(Rejection),
    /// The page's owner must act: no chat server answers at this address.
    #[error(
        "no chat service answers at {url} (HTTP status {}): check the options `url`, `service` and `headers`",
        u64::from(*.status)
    )]
    Misconfigured {
        /// Where the request went.
        url: String,
        /// What came back.
        status: u16,
    },
    /// The chat is over or its service is unknown to the server.
    #[error("the server no longer knows this chat")]
    Gone,
    /// Nobody need act: the contact centre behind the server asks to try again
    /// (`statusCode` 1 of the Web API Server and GMS Chat API v2).
    #[error("the contact centre had a recoverable error")]
    Recoverable,
    /// The server must be mended; trying again may help.
    #[error("the server failed with HTTP status {}", u64::from(*.0))]
    Server(u16),
    /// The answer could not be understood; trying again may help.
    #[error("the server's answer could not be understood")]
    Garbled,
    /// The page's owner must act: the back end of this name has no such operation.
    #[error("the back end {0} has no such operation")]
    Unsupported(&'static str),
    /// The network must come back.
    #[error(transparent)]
    Network(#[from] Failure),
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

impl Trouble {
    /// Whether the server may have carried the request out all the same, so
    /// that a message must not simply be sent again.
    pub const fn is_uncertain(&self) -> bool {
        matches!(
            self,
            Self::Network(_) | Self::Garbled | Self::Recoverable | Self::Server(500..)
        )
    }
}
