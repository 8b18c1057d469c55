//! What the test's own server says.

/// One answer over HTTP, after which the connection is closed.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// Without a body.
    pub(crate) fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A page.
    pub(crate) fn html(text: &str) -> Self {
        Self::file("page.html", text.as_bytes().to_vec())
    }

    /// A script.
    pub(crate) fn script(text: &str) -> Self {
        Self::file("script.js", text.as_bytes().to_vec())
    }

    /// A file of the type that its name tells.
    pub(crate) fn file(name: &str, body: Vec<u8>) -> Self {
        let kind = match name.rsplit('.').next() {
            Some("css") => "text/css",
            Some("html") => "text/html",
            Some("js") => "text/javascript",
            Some("svg") => "image/svg+xml",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        let plain = Self {
            body,
            ..Self::status(200)
        };
        plain.with("Content-Type", kind)
    }

    /// With one more header, or that header changed.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// As it goes over the wire.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Said\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!(
            "Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.body.len()
        );
        [head.as_bytes(), &self.body].concat()
    }
}

/// Shortly, for a test that tells which answer it is at.
impl std::fmt::Display for Answer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = self.headers.iter().map(|(_, value)| value.as_str()).next();
        let (status, length) = (self.status, self.body.len());
        write!(
            formatter,
            "{status} {}, {length} bytes",
            kind.unwrap_or_default()
        )
    }
}
