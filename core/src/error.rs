//! What can go wrong, told apart by who must act.

use crate::http::Failure;

/// Why a command did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nobody need act: the service is not ready yet, most often because no
    /// agent is (503 in GMS Chat API v1).
    #[error("no agent is available yet")]
    Busy,
    /// The visitor must change what was entered (415 and its like). The text
    /// is the server's own explanation, when it gave one.
    #[error("the server did not accept what was entered{}", explain(.0.as_deref()))]
    Rejected(Option<String>),
    /// The page's owner must act: no chat server answers at this address.
    #[error(
        "no chat service answers at {url} (HTTP status {status}): check the options `url`, `service` and `headers`"
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
    /// The server must be mended; trying again may help.
    #[error("the server failed with HTTP status {0}")]
    Server(u16),
    /// The answer could not be understood; trying again may help.
    #[error("the server's answer could not be understood")]
    Garbled,
    /// The network must come back.
    #[error(transparent)]
    Network(#[from] Failure),
}

impl Trouble {
    /// Whether the server may have carried the request out all the same, so
    /// that a message must not simply be sent again.
    pub const fn is_uncertain(&self) -> bool {
        matches!(self, Self::Network(_) | Self::Garbled | Self::Server(500..))
    }
}

fn explain(text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!(": {text}"))
}
