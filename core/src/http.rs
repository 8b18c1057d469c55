//! Requests and answers as plain values; whoever drives the core moves them.

use crate::text;
use std::time::Duration;

/// Nobody is put off for longer than this, whatever a gateway asks for: a chat
/// that is silent for longer is taken for left (`keepAlive` ends here too).
const LONGEST_PATIENCE: Duration = Duration::from_secs(60);

/// Names one request from its [`Request`] to its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// Names a file that the visitor chose, for whoever drives the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey(pub u64);

/// How cookies and authentication go along, as the `credentials` of fetch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Never.
    Omit,
    /// To the page's own origin only.
    #[default]
    SameOrigin,
    /// To every origin.
    Include,
}

/// What is wanted of the address; the chat APIs use no other methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Tell; comes without a body.
    Get,
    /// Take in.
    Post,
}

/// What a request brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A form of several parts (RFC 7578): these fields, then, as `file`, the file
    /// that whoever drives the core holds by that key.
    Form(Vec<(String, String)>, FileKey),
    /// Nothing.
    None,
    /// Text, sent as UTF-8; what kind of text is said by `Content-Type` among
    /// the headers.
    Text(String),
}

impl Body {
    /// The text; empty where there is none.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Form(..) | Self::None => "",
            Self::Text(text) => text,
        }
    }
}

/// What a server is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is wanted.
    pub method: Method,
    /// Absolute, or relative to the page.
    pub url: String,
    /// Names and values, valid by construction of the configuration.
    pub headers: Vec<(String, String)>,
    /// What goes along.
    pub body: Body,
    /// How cookies go along.
    pub credentials: Credentials,
    /// Where a good answer is a file for the visitor to keep, its name; the
    /// body is then not given back.
    pub save_as: Option<String>,
}

/// What a server said: any status, any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body, decoded as UTF-8 with replacement.
    pub body: String,
    /// What the header `Retry-After` comes to, read by [`delay`]. From another
    /// origin a browser shows it only where the server exposes it (CORS).
    pub retry_after: Option<Duration>,
}

impl Response {
    /// Whether the status is of the 2xx class.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// How long the server that refused wants to be left alone: from nothing,
    /// where it does not say, to a minute, whatever it says.
    pub fn patience(&self) -> Duration {
        let wished = self.retry_after.filter(|_| !self.is_success());
        wished.unwrap_or_default().min(LONGEST_PATIENCE)
    }
}

/// Reads the value of `Retry-After` (RFC 9110, section 10.2.3): whole seconds.
/// The other form, a date, counts as nothing, since the clocks may differ.
pub fn delay(text: &str) -> Option<Duration> {
    text::number(text::trim(text)).map(Duration::from_secs)
}

/// Why there is no answer. In both cases the server may have acted all the
/// same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub enum Failure {
    /// Refused, cut, blocked by CORS, or the name is unknown: a browser does
    /// not tell which.
    Network,
    /// No answer in the time given by the session.
    Timeout,
}

impl Failure {
    /// What it says to developers, in a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Network => {
                "the server could not be reached, or it does not allow this page (CORS)"
            }
            Self::Timeout => "the server did not answer in time",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delay_is_read_from_seconds_and_from_nothing_else() {
        for (text, seconds) in [
            ("0", Some(0)),
            (" 120 ", Some(120)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("3, 5", None),
            ("Fri, 31 Dec 1999 23:59:59 GMT", None),
        ] {
            assert_eq!(delay(text), seconds.map(Duration::from_secs), "{text}");
        }
    }

    #[test]
    fn patience_is_for_refusals_and_has_an_end() {
        for (status, wished, patience) in [
            (503, Some(7), 7),
            (429, Some(u64::MAX), 60),
            (503, None, 0),
            (200, Some(7), 0),
        ] {
            let response = Response {
                status,
                body: String::new(),
                retry_after: wished.map(Duration::from_secs),
            };
            assert_eq!(response.patience(), Duration::from_secs(patience));
        }
    }
}
