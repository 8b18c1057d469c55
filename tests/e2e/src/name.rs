//! How the accessible name of an element is asked for.

use std::fmt;

/// The name an element shall have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name<'a> {
    /// Whatever it is, none included.
    Any,
    /// One that has this in it.
    Containing(&'a str),
    /// This and no other.
    Exactly(&'a str),
}

impl Name<'_> {
    pub(crate) fn matches(&self, label: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Containing(part) => label.contains(part),
            Self::Exactly(name) => label == *name,
        }
    }
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(name: &'a str) -> Self {
        Self::Exactly(name)
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => formatter.write_str("of any name"),
            Self::Containing(part) => write!(formatter, "with {part:?} in its name"),
            Self::Exactly(name) => write!(formatter, "{name:?}"),
        }
    }
}
