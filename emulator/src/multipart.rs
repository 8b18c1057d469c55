//! `multipart/form-data`, the other format that the GMS documents accept.

use std::str;

/// Longest boundary in bytes, as RFC 2046 has it.
const BOUNDARY_LIMIT: usize = 70;

/// One part of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The name of the field.
    pub(crate) name: String,
    /// The name of the file, where the part is one.
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

impl Part {
    /// The part as a field of text.
    pub(crate) fn into_field(self) -> Option<(String, String)> {
        Some((self.name, String::from_utf8(self.bytes).ok()?))
    }
}

/// The parts of a body, or `None` where it is no such body.
pub(crate) fn read(content_type: &str, body: &[u8]) -> Option<Vec<Part>> {
    let (_, boundary) = content_type.split_once("boundary=")?;
    let boundary = boundary.split(';').next()?.trim().trim_matches('"');
    if boundary.len() > BOUNDARY_LIMIT {
        return None;
    }
    let delimiter = format!("--{boundary}").into_bytes();
    // What stands before the first delimiter is to be ignored.
    let (_, mut rest) = split_at(body, &delimiter)?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let (part, after) = split_at(rest, &delimiter)?;
        parts.push(one(part)?);
        rest = after;
    }
    Some(parts)
}

/// A name from the `Content-Disposition`, and the bytes after the empty line.
fn one(part: &[u8]) -> Option<Part> {
    let (head, bytes) = split_at(part.strip_prefix(b"\r\n")?, b"\r\n\r\n")?;
    let head = str::from_utf8(head).ok()?;
    let disposition = header(head, "content-disposition:")?;
    Some(Part {
        name: parameter(disposition, "name")?.to_owned(),
        file_name: parameter(disposition, "filename").map(str::to_owned),
        media_type: header(head, "content-type:").map(|kind| kind.trim().to_owned()),
        bytes: bytes.strip_suffix(b"\r\n")?.to_vec(),
    })
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (start, value) = line.split_at_checked(name.len())?;
        start.eq_ignore_ascii_case(name).then_some(value)
    })
}

fn parameter<'a>(disposition: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = disposition.split_once(&format!(" {name}=\""))?;
    let (value, _) = value.split_once('"')?;
    Some(value)
}

/// What stands before the first `separator` and what behind it.
fn split_at<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let mut windows = bytes.windows(separator.len().max(1));
    let start = windows.position(|window| window == separator)?;
    let (before, rest) = bytes.split_at_checked(start)?;
    Some((before, rest.get(separator.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: &str = "multipart/form-data; boundary=\"x-1\"";

    #[test]
    fn fields_are_read_as_a_browser_sends_them() {
        let body = "--x-1\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nhello\r\n\
                    agent\r\n--x-1\r\ncontent-disposition: form-data; name=\"_verbose\"\r\n\
                    Content-Type: text/plain\r\n\r\ntrue\r\n--x-1--\r\n";
        let parts = read(KIND, body.as_bytes()).unwrap();
        let fields: Vec<_> = parts.into_iter().filter_map(Part::into_field).collect();
        let expected = [("message", "hello\r\nagent"), ("_verbose", "true")];
        assert_eq!(
            fields,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!(read(KIND, b"--x-1--\r\n"), Some(Vec::new()));
    }

    #[test]
    fn files_keep_their_bytes_names_and_types() {
        let body = b"--x-1\r\nContent-Disposition: form-data; name=\"file\"; \
            filename=\"a b.png\"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x00--x\r\n--x-1--";
        let expected = Part {
            name: "file".to_owned(),
            file_name: Some("a b.png".to_owned()),
            media_type: Some("image/png".to_owned()),
            bytes: b"\x89PNG\r\n\x00--x".to_vec(),
        };
        assert_eq!(read(KIND, body), Some(vec![expected.clone()]));
        assert_eq!(expected.into_field(), None);
    }

    #[test]
    fn what_is_cut_or_nameless_is_refused() {
        let broken: [&[u8]; 5] = [
            b"",
            b"message=hello",
            b"--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
            b"--x-1\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x-1--",
            b"--x-1\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nb\r\n--x-1--",
        ];
        assert!(broken.iter().all(|body| read(KIND, body).is_none()));
        assert!(read("multipart/form-data", b"--\r\n----").is_none());
        let long = "x".repeat(71);
        let kind = format!("multipart/form-data; boundary={long}");
        assert!(read(&kind, format!("--{long}--").as_bytes()).is_none());
    }
}
