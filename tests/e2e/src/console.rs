//! What the page wrote to the browser's console.

use std::fmt;

use thirtyfour::BrowserLogEntry;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Said in passing.
    Info,
    /// May become a problem.
    Warning,
    /// An error: `console.error`, an uncaught exception, a resource that did not load.
    Error,
}

/// One line of the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// How bad it is.
    pub level: Level,
    /// Where it comes from, and the text.
    pub message: String,
}

impl From<BrowserLogEntry> for Entry {
    fn from(entry: BrowserLogEntry) -> Self {
        let level = match entry.level.as_str() {
            "SEVERE" => Level::Error,
            "WARNING" => Level::Warning,
            _ => Level::Info,
        };
        Self {
            level,
            message: entry.message,
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "  {:?}: {}", self.level, self.message)
    }
}
