//! What the visitor may do.

/// What the visitor may do in the chat at present; everything, where the server
/// does not say (only GWS does, by `capabilities`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Messages are taken.
    pub send: bool,
    /// It is of use to tell that the visitor types.
    pub typing: bool,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self {
            send: true,
            typing: true,
        }
    }
}
