//! Requests and answers as plain values; whoever drives the core moves them.

/// Names one request from its [`Request`] to its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u64);

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
            Self::None => "",
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
}

/// What a server said: any status, any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body, decoded as UTF-8 with replacement.
    pub body: String,
}

impl Response {
    /// Whether the status is of the 2xx class.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }
}

/// Why there is no answer. In both cases the server may have acted all the
/// same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Refused, cut, blocked by CORS, or the name is unknown: a browser does
    /// not tell which.
    #[error("the server could not be reached, or it does not allow this page (CORS)")]
    Network,
    /// No answer in the time given by the session.
    #[error("the server did not answer in time")]
    Timeout,
}
