//! What the page wrote to the browser's console.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;
use thirtyfour::BrowserLogEntry;
use thirtyfour::session::handle::SessionHandle;

use crate::replica::Replica;
use crate::{Engine, Failure, firefox};

/// Has what pages of Firefox write told to its own half, where errors are.
const FORWARD: &str = include_str!("console/forward.js");

/// What was told there since the last question, as lists of level and text.
const TOLD: &str = include_str!("console/told.js");

/// The same, where only a page can hear what is written, from then on.
const HEARD: &str = include_str!("console/heard.js");

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

/// What a new browser has to be told.
pub(crate) async fn begin(
    engine: Engine,
    session: &Arc<SessionHandle>,
    site: Option<&Replica>,
) -> Result<(), Failure> {
    if engine == Engine::Firefox {
        firefox::run(session, FORWARD, Vec::new()).await?;
    }
    let hear = format!("(() => {{ {HEARD} }})()");
    site.map_or(Ok(()), |site| site.add(&hear))
}

/// What has to be done in a new document.
pub(crate) async fn listen(engine: Engine, session: &Arc<SessionHandle>) -> Result<(), Failure> {
    if engine == Engine::WebKit {
        session.execute(HEARD, Vec::new()).await?;
    }
    Ok(())
}

/// What was written since the last question.
pub(crate) async fn entries(
    engine: Engine,
    session: &Arc<SessionHandle>,
) -> Result<Vec<Entry>, Failure> {
    let told = match engine {
        Engine::Chromium => {
            let told = session.get_log("browser").await?;
            return Ok(told.into_iter().map(Entry::from).collect());
        }
        Engine::Firefox => {
            // What a page has said before this is on its way before the answer.
            session.execute("", Vec::new()).await?;
            firefox::run(session, TOLD, Vec::new()).await?
        }
        Engine::WebKit => session.execute(HEARD, Vec::new()).await?.json().clone(),
    };
    let told = told.as_array().into_iter().flatten();
    Ok(told.filter_map(Entry::of).collect())
}

impl Entry {
    fn of(told: &Value) -> Option<Self> {
        let [level, message] = told.as_array()?.as_slice() else {
            return None;
        };
        Some(Self {
            level: Level::named(level.as_str()?),
            message: message.as_str()?.to_owned(),
        })
    }
}

impl Level {
    fn named(name: &str) -> Self {
        match name {
            "SEVERE" => Self::Error,
            "WARNING" => Self::Warning,
            _ => Self::Info,
        }
    }
}

impl From<BrowserLogEntry> for Entry {
    fn from(entry: BrowserLogEntry) -> Self {
        Self {
            level: Level::named(&entry.level),
            // What a page wrote is quoted there.
            message: entry.message.replace("\\\"", "\""),
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "  {:?}: {}", self.level, self.message)
    }
}
