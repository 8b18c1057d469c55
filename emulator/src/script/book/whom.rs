//! How an answer calls an agent.

use super::bounds::Text;
use serde::Deserialize;

/// The longest nickname in characters.
pub(super) const LONGEST_NAME: usize = 60;

const OTHER: &str = "{other}";

/// One of the agents.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Text<LONGEST_NAME>")]
pub(crate) enum Whom {
    /// `{other}`: the colleague of the one on duty.
    Other,
    /// By name.
    Named(String),
}

impl From<Text<LONGEST_NAME>> for Whom {
    fn from(Text(name): Text<LONGEST_NAME>) -> Self {
        match name.as_str() {
            OTHER => Self::Other,
            _ => Self::Named(name),
        }
    }
}

impl Whom {
    /// As it is written.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Other => OTHER,
            Self::Named(name) => name,
        }
    }
}
