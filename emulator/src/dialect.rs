//! The APIs by which customers take part.

/// One of them; a chat keeps to the one it was started by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// GMS Chat API Version 1, polled or over CometD.
    GmsV1,
    /// GWS `v2/chats`.
    Gws,
}
