//! From text to values.

use super::{Object, Value};

/// Deeper nesting is no message of any dialect and might exhaust the stack.
const DEEPEST: u32 = 64;

/// Reads one value and nothing after it; `None` when it is not whole.
pub(crate) fn parse(text: &str) -> Option<Value> {
    let mut reader = Reader { rest: text };
    let value = reader.value(DEEPEST)?;
    reader.skip_space();
    reader.rest.is_empty().then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip_space(&mut self) {
        self.pass(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
    }

    /// Takes what comes next as long as it is of that kind, which is ASCII.
    fn pass(&mut self, is_it: impl Fn(u8) -> bool) -> &'a str {
        let end = self.rest.bytes().position(|byte| !is_it(byte));
        let end = end.unwrap_or(self.rest.len());
        let (passed, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest;
        passed
    }

    /// Takes `token` if it comes next, space before it left out.
    fn take(&mut self, token: &str) -> bool {
        self.skip_space();
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: u32) -> Option<Value> {
        self.skip_space();
        match self.rest.bytes().next()? {
            b'{' => self.object(depth.checked_sub(1)?),
            b'[' => self.array(depth.checked_sub(1)?),
            b'"' => self.string().map(Value::String),
            b'-' | b'0'..=b'9' => Some(self.number()),
            b't' => self.take("true").then_some(Value::Bool(true)),
            b'f' => self.take("false").then_some(Value::Bool(false)),
            b'n' => self.take("null").then_some(Value::Null),
            _ => None,
        }
    }

    fn object(&mut self, depth: u32) -> Option<Value> {
        let mut fields = Vec::new();
        self.take("{");
        if self.take("}") {
            return Some(Value::Object(Object(fields)));
        }
        loop {
            self.skip_space();
            let name = self.string()?;
            if !self.take(":") {
                return None;
            }
            fields.push((name, self.value(depth)?));
            if self.take("}") {
                return Some(Value::Object(Object(fields)));
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn array(&mut self, depth: u32) -> Option<Value> {
        let mut items = Vec::new();
        self.take("[");
        if self.take("]") {
            return Some(Value::Array(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.take("]") {
                return Some(Value::Array(items));
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    /// The text of a number; whether it is a sound one is for its reader to say.
    fn number(&mut self) -> Value {
        let part = |byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        Value::Number(self.pass(part).to_owned())
    }

    fn string(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix('"')?;
        let mut text = String::new();
        loop {
            text.push_str(self.pass(|byte| !matches!(byte, b'"' | b'\\')));
            let mut letters = self.rest.chars();
            if letters.next()? == '"' {
                self.rest = letters.as_str();
                return Some(text);
            }
            let escape = letters.next()?;
            self.rest = letters.as_str();
            text.push(self.escaped(escape)?);
        }
    }

    fn escaped(&mut self, escape: char) -> Option<char> {
        Some(match escape {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' | '\\' | '/' => escape,
            'u' => self.code_point()?,
            _ => return None,
        })
    }

    /// A code point in one unit or in two; half of a pair is a replacement
    /// character, as in any decoder of UTF-16.
    fn code_point(&mut self) -> Option<char> {
        let first = self.unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let before = self.rest;
        if let Some(rest) = self.rest.strip_prefix("\\u") {
            self.rest = rest;
            let second = self.unit()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.rest = before;
        }
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn unit(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        let mut digits = digits.chars();
        digits.try_fold(0, |unit, digit| Some(unit * 16 + digit.to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by a library.
    fn theirs(text: &str) -> Option<serde_json::Value> {
        serde_json::from_str(text).ok()
    }

    fn ours(text: &str) -> Option<serde_json::Value> {
        let value = parse(text)?;
        Some(serde_json::from_str(&value.write()).expect("what is written can be read"))
    }

    #[test]
    fn it_agrees_with_a_library_on_documents() {
        for text in [
            "{}",
            "[]",
            "null",
            " true ",
            "false",
            "0",
            "-5",
            "12.5",
            "1e3",
            r#""""#,
            r#"{"a":{"b":[1,"x",null,{"c":false}]},"d":"é€😀"}"#,
            r#""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00""#,
            "[ 1 , 2 , [ ] , { } ]",
            "{\"a\" : 1 ,\n\t\"a\" : 2}",
            "\"\u{7f}\u{2028}\"",
        ] {
            assert_eq!(ours(text), theirs(text), "{text}");
        }
    }

    #[test]
    fn it_agrees_with_a_library_on_what_is_no_document() {
        for text in [
            "",
            " ",
            "{",
            "[",
            "\"",
            "{]",
            "[}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[1,]",
            "[1 2]",
            "nul",
            "truex",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\\u+123\"",
            "{} {}",
            "'a'",
            "{a:1}",
            "<html>",
            "\u{feff}{}",
            "[,]",
            "\"\\",
        ] {
            assert_eq!(parse(text), None, "{text}");
            assert_eq!(theirs(text), None, "{text}");
        }
    }

    #[test]
    fn a_document_cut_anywhere_is_none() {
        let whole = r#"{"a":[1,{"b":"\ud83d\ude00é"},true,null],"c":"x"}"#;
        for length in (0..whole.len()).filter(|length| whole.is_char_boundary(*length)) {
            assert_eq!(parse(&whole[..length]), None, "{length}");
        }
        assert!(parse(whole).is_some());
    }

    #[test]
    fn nesting_without_end_is_refused_and_not_fallen_into() {
        assert_eq!(parse(&"[".repeat(1_000_000)), None);
        assert_eq!(parse(&"{\"a\":".repeat(1_000_000)), None);
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&deep(64)).is_some());
        assert_eq!(parse(&deep(65)), None);
    }

    #[test]
    fn half_a_surrogate_pair_is_a_replacement_character() {
        for (text, expected) in [
            (r#""\ud83d""#, "\u{fffd}"),
            (r#""\ude00x""#, "\u{fffd}x"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
        ] {
            assert_eq!(parse(text), Some(expected.into()));
        }
    }
}
