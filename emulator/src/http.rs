//! A request and a response as plain values.

use percent_encoding::percent_decode_str;
use serde::Serialize;

/// What came over the wire, before anybody has read it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// Upper-case method, e.g. `POST`.
    pub method: String,
    /// Path, percent-encoded, without the query.
    pub path: String,
    /// Query without the question mark; empty when there is none.
    pub query: String,
    /// Header lines in order; names are compared without regard to case.
    pub headers: Vec<(String, String)>,
    /// Body, empty when there is none.
    pub body: Vec<u8>,
}

impl Request {
    /// A form-encoded POST to `target`, which may carry a query after `?`.
    pub fn post(target: &str, form: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: "POST".to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: vec![(
                "content-type".to_owned(),
                "application/x-www-form-urlencoded".to_owned(),
            )],
            body: form.as_bytes().to_vec(),
        }
    }

    /// A GET of `target`, which may carry a query after `?`.
    pub fn get(target: &str) -> Self {
        let mut request = Self::post(target, "");
        request.method = "GET".to_owned();
        request.headers.clear();
        request
    }

    /// The first header line of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        first(&self.headers, name)
    }

    /// The decoded segments of the path behind `prefix`, if it begins so.
    pub(crate) fn segments_behind(&self, prefix: &str) -> Option<Vec<String>> {
        let segments = self.path.strip_prefix(prefix)?.split('/');
        let decoded = |segment| percent_decode_str(segment).decode_utf8_lossy().into_owned();
        Some(segments.map(decoded).collect())
    }

    /// The header `gms_user`: "the value uniquely representing application end user".
    pub fn user(&self) -> Option<&str> {
        self.header("gms_user").filter(|user| !user.is_empty())
    }
}

/// What goes back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// HTTP status code.
    pub status: u16,
    /// Header lines in order; a name may occur twice, as `Cache-Control` does in the document.
    pub headers: Vec<(String, String)>,
    /// Body, empty for the refusals that the document prints with "Body: None".
    pub body: Vec<u8>,
}

impl Response {
    /// The first header line of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        first(&self.headers, name)
    }

    /// A response without a body, with the headers that keep it out of caches.
    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: uncached(),
            body: Vec::new(),
        }
    }

    /// A JSON response with the headers of the document's samples.
    pub(crate) fn json(status: u16, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => Self::raw_json(status, bytes),
            Err(_) => Self::empty(500),
        }
    }

    /// A JSON response whose spelling is given to the byte.
    pub(crate) fn raw_json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let mut response = Self::empty(status);
        response
            .headers
            .push(line("Content-Type", "application/json"));
        response.body = body.into();
        response
    }

    /// A response with a body of that media type and nothing about caches.
    pub(crate) fn typed(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![line("Content-Type", media_type)],
            body: body.into(),
        }
    }

    /// An error as seen across GMS: a message and the name of an exception.
    pub(crate) fn refused(status: u16, message: &str, exception: &str) -> Self {
        Self::json(status, &ErrorBody { message, exception })
    }

    /// The same response with a sentence that says why it is so, for those whose documented bodies
    /// say nothing: a `Warning` (RFC 7234, section 5.5), which no client of a chat looks at.
    pub(crate) fn because(self, why: &str) -> Self {
        let is_plain = |letter: &char| letter.is_ascii_graphic() || *letter == ' ';
        let is_quoted = |letter: &char| ['"', '\\'].contains(letter);
        let letters = why.chars().filter(|one| is_plain(one) && !is_quoted(one));
        let why: String = letters.collect();
        self.with("Warning", &format!("199 - \"{why}\""))
    }

    /// The same response with one more header line.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push(line(name, value));
        self
    }
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    message: &'a str,
    exception: &'a str,
}

/// The header lines of every sample in the document, `Cache-Control` twice as printed.
fn uncached() -> Vec<(String, String)> {
    vec![
        line("Pragma", "no-cache"),
        line("Cache-Control", "no-cache"),
        line("Cache-Control", "no-store"),
    ]
}

fn line(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn first<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(candidate, _)| candidate.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}
