//! Why a script cannot be used, in one sentence for its author.

use super::places::{Places, line};

/// The longest script in bytes.
pub(super) const LARGEST: usize = 1024 * 1024;
/// So much is told of what was found.
const TOLD: usize = 100;

/// What is wrong with a script; lines and the items of lists are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScriptError {
    /// It is not TOML.
    #[error("line {line}: not TOML: {what}")]
    Syntax {
        /// Where reading stopped.
        line: usize,
        /// What the reader of TOML says.
        what: String,
    },
    /// A key or a value is not as it may be.
    #[error("line {line}, `{key}`: found {found}, allowed: {allowed}")]
    Value {
        /// Where it stands.
        line: usize,
        /// The key, with the tables it is in.
        key: String,
        /// What stands there.
        found: String,
        /// What may stand there.
        allowed: String,
    },
    /// A key is not there.
    #[error("line {line}: found no `{key}`, which must be there")]
    Missing {
        /// Where it should be.
        line: usize,
        /// The key.
        key: String,
    },
    /// It is too long to be read.
    #[error("found {found} bytes, allowed: {LARGEST} at most")]
    TooLarge {
        /// Its length.
        found: usize,
    },
}

impl ScriptError {
    /// Of what the reader says about a file.
    pub(super) fn of(text: &str, error: &toml::de::Error) -> Self {
        let span = error.span().unwrap_or_default();
        let line = line(text, span.start);
        let what = error.message().replace('\n', " ");
        let Some(places) = Places::of(text) else {
            return Self::Syntax { line, what };
        };
        if let Some(key) = what.strip_prefix("missing field ") {
            let key = places.key_in(&span, key.trim_matches('`'));
            return Self::Missing { line, key };
        }
        let (found, allowed) = what.rsplit_once(", expected ").unwrap_or((&what, ""));
        Self::Value {
            line,
            key: places.key_at(span.start),
            found: told(found),
            allowed: plain(allowed).to_owned(),
        }
    }

    /// Of a value that does not go with the rest of the file.
    pub(super) fn at(text: &str, key: &str, found: &str, allowed: String) -> Self {
        let offset = Places::of(text).and_then(|places| places.offset_of(key));
        Self::Value {
            line: line(text, offset.unwrap_or(0)),
            key: key.to_owned(),
            found: told(found),
            allowed,
        }
    }
}

/// Without the reader's own beginning of a sentence, and not at any length.
fn told(found: &str) -> String {
    const OPENINGS: [&str; 3] = ["invalid value: ", "invalid type: ", "invalid "];
    if found.starts_with("unknown field ") {
        return "a key that is not known".to_owned();
    }
    let opened = OPENINGS.iter().find_map(|start| found.strip_prefix(start));
    let found = plain(opened.unwrap_or(found));
    match found.char_indices().nth(TOLD) {
        Some((cut, _)) => format!("{}…", found.get(..cut).unwrap_or_default()),
        None => found.to_owned(),
    }
}

/// What serde calls by names of its own.
fn plain(word: &str) -> &str {
    match word {
        "a boolean" => "true or false",
        "map" => "a table",
        "sequence" => "a list",
        _ => word,
    }
}
