//! One thing that is not as it should be.

use std::fmt;

use super::source::Source;

/// Where, what is wrong, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    place: String,
    what: String,
}

impl Complaint {
    /// About a line, counted from one.
    pub(super) fn line(source: &Source, line: usize, what: impl Into<String>) -> Self {
        Self {
            place: format!("{}:{line}", source.path),
            what: what.into(),
        }
    }

    /// About something as a whole: a file, a crate.
    pub(super) fn whole(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.what)
    }
}
