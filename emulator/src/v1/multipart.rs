//! `multipart/form-data`, the other format that the document accepts.

use std::str;

/// The fields of a body, or `None` where it is no such body. Files are none of this API's.
pub(super) fn read(content_type: &str, body: &[u8]) -> Option<Vec<(String, String)>> {
    let (_, boundary) = content_type.split_once("boundary=")?;
    let boundary = boundary.split(';').next()?.trim().trim_matches('"');
    let rest = str::from_utf8(body).ok()?;
    let delimiter = format!("--{boundary}");
    let (content, _) = rest.split_once(&format!("{delimiter}--"))?;
    let mut parts = content.split(&delimiter);
    // What stands before the first delimiter is to be ignored.
    parts.next()?;
    parts.map(field).collect()
}

/// One part: a name from its `Content-Disposition` and the text after the empty line.
fn field(part: &str) -> Option<(String, String)> {
    let (head, value) = part.strip_prefix("\r\n")?.split_once("\r\n\r\n")?;
    let value = value.strip_suffix("\r\n")?;
    let line = head.lines().find(|line| {
        line.get(..20)
            .is_some_and(|name| name.eq_ignore_ascii_case("content-disposition:"))
    })?;
    let (_, name) = line.split_once(" name=\"")?;
    let (name, _) = name.split_once('"')?;
    Some((name.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::read;

    const KIND: &str = "multipart/form-data; boundary=\"x-1\"";

    #[test]
    fn fields_are_read_as_a_browser_sends_them() {
        let body = "--x-1\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nhello\r\n\
                    agent\r\n--x-1\r\ncontent-disposition: form-data; name=\"_verbose\"\r\n\
                    Content-Type: text/plain\r\n\r\ntrue\r\n--x-1--\r\n";
        let fields = read(KIND, body.as_bytes()).unwrap();
        let expected = [("message", "hello\r\nagent"), ("_verbose", "true")];
        assert_eq!(
            fields,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert_eq!(read(KIND, b"--x-1--\r\n"), Some(Vec::new()));
    }

    #[test]
    fn what_is_cut_or_nameless_is_refused() {
        let broken: [&[u8]; 5] = [
            b"",
            b"message=hello",
            b"--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb",
            b"--x-1\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x-1--",
            b"--x-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--x-1--",
        ];
        assert!(broken.iter().all(|body| read(KIND, body).is_none()));
        assert!(read("multipart/form-data", b"--\r\n----").is_none());
    }
}
