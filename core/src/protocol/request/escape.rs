//! Text in places where some letters mean something else.

/// One segment of a path (RFC 3986).
pub(in super::super) fn segment(text: &str) -> String {
    let mut escaped = String::new();
    escape(text, "%20", &mut escaped);
    escaped
}

/// Fields as the body of a form (`application/x-www-form-urlencoded`).
pub(super) fn form(fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        escape(name, "+", &mut body);
        body.push('=');
        escape(value, "+", &mut body);
    }
    body
}

/// Escapes everything that might mean something anywhere, byte by byte.
fn escape(text: &str, space: &str, escaped: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                escaped.push(char::from(byte));
            }
            b' ' => escaped.push_str(space),
            _ => {
                escaped.push('%');
                escaped.push(digit(byte >> 4));
                escaped.push(digit(byte & 15));
            }
        }
    }
}

fn digit(value: u8) -> char {
    char::from(if value < 10 { b'0' } else { b'A' - 10 } + value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 6] = [
        "",
        "plain-text_1.0",
        "a b+c&d=e%f?g#h/i~j*k'l",
        "\0\u{1f}\u{7f}",
        "é€😀\u{fffd}",
        "javascript:alert(1)\r\n",
    ];

    #[test]
    fn a_segment_is_what_a_library_reads_as_the_text() {
        for text in TEXTS {
            let escaped = segment(text);
            let clean = |letter: char| letter.is_ascii_alphanumeric() || "-._%".contains(letter);
            assert!(escaped.chars().all(clean), "{escaped}");
            let read = percent_encoding::percent_decode_str(&escaped).decode_utf8();
            assert_eq!(read.unwrap(), text);
        }
        assert_eq!(segment("a b/ü"), "a%20b%2F%C3%BC");
    }

    #[test]
    fn a_form_is_what_a_library_reads_as_the_fields() {
        let fields: Vec<_> = TEXTS.iter().rev().copied().zip(TEXTS).collect();
        let body = form(&fields);
        let read: Vec<_> = form_urlencoded::parse(body.as_bytes()).collect();
        assert!(
            read.iter()
                .map(|(name, value)| (&**name, &**value))
                .eq(fields)
        );
        assert_eq!(form(&[("a b", "1 + 1"), ("c", "")]), "a+b=1+%2B+1&c=");
        assert_eq!(form(&[]), "");
    }
}
