//! Where the log goes, and how talkative it is.

use std::io;
use tracing::level_filters::LevelFilter;
use tracing::{Dispatch, dispatcher};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::registry::Registry;

/// How the log of the shell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LogSettings {
    /// What is told at all.
    pub level: LogLevel,
    /// How.
    pub format: LogFormat,
}

/// How much is told; each tells what those before it tell, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What keeps the server from serving.
    Error,
    /// What somebody should look at: limits that were reached, a server that is open to others.
    Warn,
    /// One line for each request.
    #[default]
    Info,
    /// What each request and its answer are made of: names of fields, and lengths.
    Debug,
}

/// The form of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line: `timestamp` (UTC, RFC 3339), `level`, `message`, and the fields.
    Json,
}

/// Only what is logged here is told: other crates' words may hold anything.
const OWN: &str = "causerie_emulator";

impl LogSettings {
    /// Has this process log to its standard error. A program that logs already goes on as it does.
    pub fn install(self) {
        let _ = dispatcher::set_global_default(self.dispatch(io::stderr));
    }

    /// A log that goes to `writer`.
    pub(in crate::shell) fn dispatch<W>(self, writer: W) -> Dispatch
    where
        W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
    {
        let lines = fmt::layer().with_writer(writer).with_target(false);
        // Standard error may be closed, and then there is nobody to complain to.
        let lines = lines.log_internal_errors(false);
        let lines = match self.format {
            LogFormat::Text => lines.boxed(),
            LogFormat::Json => lines.json().flatten_event(true).boxed(),
        };
        let own = Targets::new().with_target(OWN, self.level.filter());
        Dispatch::new(Registry::default().with(lines).with(own))
    }
}

impl LogLevel {
    fn filter(self) -> LevelFilter {
        match self {
            Self::Off => LevelFilter::OFF,
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        }
    }
}
