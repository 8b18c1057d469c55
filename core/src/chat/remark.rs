//! What a page says on the visitor's behalf.

use super::WebUrl;

/// What a page says on the visitor's behalf, beside the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Business data, names and values, to be attached or put in the place of what is.
    Data(Vec<(String, String)>),
    /// The name by which the visitor goes from now on.
    Nickname(String),
    /// Words for programs at the agent's desk; not seen in the conversation.
    Notice(String),
    /// An address that the agent is asked to open.
    PushUrl(WebUrl),
}

impl Remark {
    /// The business data in it.
    pub fn data(&self) -> &[(String, String)] {
        match self {
            Self::Data(data) => data,
            _ => &[],
        }
    }

    /// Whether to say it twice comes to the same as to say it once.
    pub const fn may_be_repeated(&self) -> bool {
        matches!(self, Self::Data(_) | Self::Nickname(_))
    }
}
