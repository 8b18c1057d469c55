//! The log: one line for each request, and none of what people say.

mod settings;
pub use settings::{LogFormat, LogLevel, LogSettings};

mod journal;
pub(super) use journal::{Journal, Note, keep};

mod outline;
mod place;
