//! The APIs by which customers take part.

use serde::{Deserialize, Serialize};

/// One of them; a chat keeps to the one it was started by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Dialect {
    /// GMS Chat API Version 1, polled or over CometD.
    GmsV1,
    /// GMS Chat API Version 2, over REST or CometD.
    GmsV2,
    /// The chat of the Web API Server.
    WebApi,
    /// GWS `v2/chats`.
    Gws,
}

impl Dialect {
    /// Whether the system participant joins before it first speaks, as in the Web API Server's
    /// sample of a transcript. In v1 it never joins; in GWS the script has it join at once.
    pub(crate) fn shows_system(self) -> bool {
        matches!(self, Self::GmsV2 | Self::WebApi)
    }
}
