//! What is done with text, in few bytes: the standard library's ways each bring code of their own,
//! for any pattern and any format, and every visitor downloads it.

/// The parts one after another.
pub fn concat(parts: &[&str]) -> String {
    let mut text = String::new();
    parts.iter().for_each(|part| text.push_str(part));
    text
}

/// A number in decimal digits.
pub fn decimal(number: u64) -> String {
    let (mut rest, mut text) = (number, String::new());
    loop {
        text.insert(0, char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
        if rest == 0 {
            return text;
        }
    }
}

/// The number that decimal digits and nothing else make, where it is not too large.
pub fn number(digits: &str) -> Option<u64> {
    let all = digits.bytes().try_fold(0, |number: u64, byte| {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 || number > u64::MAX / 10 {
            return None;
        }
        (number * 10).checked_add(digit.into())
    });
    all.filter(|_| !digits.is_empty())
}

/// Without the space, of any kind, around it.
pub fn trim(text: &str) -> &str {
    let (start, end) = bounds(text);
    text.get(start..end).unwrap_or_default()
}

/// Without the space at its end.
pub(crate) fn trim_end(text: &str) -> &str {
    let (_, end) = bounds(text);
    text.get(..end).unwrap_or_default()
}

/// Where the first sign begins that is no space, and where the last one ends.
fn bounds(text: &str) -> (usize, usize) {
    let (mut place, mut start, mut end) = (0, None, 0);
    for letter in text.chars() {
        let next = place + letter.len_utf8();
        if !letter.is_whitespace() {
            start = start.or(Some(place));
            end = next;
        }
        place = next;
    }
    (start.unwrap_or(end), end)
}

/// Whether there is nothing but space.
pub fn is_blank(text: &str) -> bool {
    trim(text).is_empty()
}

/// Whether there is any space, or a sign that is not seen.
pub fn has_gaps(text: &str) -> bool {
    text.chars()
        .any(|letter| letter.is_whitespace() || letter.is_control())
}

/// Whether that sign is in it.
pub fn has(text: &str, sign: u8) -> bool {
    cut(text, sign).1.is_some()
}

/// What comes before that sign, and what comes behind it where there is one.
pub fn cut(text: &str, sign: u8) -> (&str, Option<&str>) {
    let place = text.bytes().position(|byte| byte == sign);
    let halves = place.and_then(|place| Some((text.get(..place)?, text.get(place + 1..))));
    halves.unwrap_or((text, None))
}

/// What comes between those signs: once at least, and empty where two follow each other.
pub const fn pieces(text: &str, sign: u8) -> Pieces<'_> {
    Pieces {
        rest: Some(text),
        sign,
    }
}

/// What [`pieces`] gives.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: Option<&'a str>,
    sign: u8,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (piece, rest) = cut(self.rest?, self.sign);
        self.rest = rest;
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 9] = [
        "",
        " ",
        "a",
        " a b\u{3000}",
        "\u{a0}é, ü\t\r\n",
        "a,b,,c",
        ",",
        "ab,",
        "😀,😀 ",
    ];

    #[test]
    fn text_is_trimmed_and_cut_as_by_the_standard_library() {
        for text in TEXTS {
            assert_eq!(trim(text), text.trim());
            assert_eq!(trim_end(text), text.trim_end());
            assert_eq!(is_blank(text), text.trim().is_empty());
            assert_eq!(has(text, b','), text.contains(','));
            assert!(pieces(text, b',').eq(text.split(',')), "{text}");
            let (before, behind) = cut(text, b',');
            assert_eq!(behind.map(|behind| (before, behind)), text.split_once(','));
            let gaps = |letter: char| letter.is_whitespace() || letter.is_control();
            assert_eq!(has_gaps(text), text.contains(gaps));
        }
    }

    #[test]
    fn numbers_are_written_and_read_as_by_the_standard_library() {
        for one in [0, 7, 10, 12_345, u64::MAX / 10, u64::MAX - 1, u64::MAX] {
            assert_eq!(decimal(one), one.to_string());
            assert_eq!(number(&decimal(one)), Some(one));
        }
        for bad in [
            "",
            "-1",
            "1.5",
            "x",
            " 1",
            "18446744073709551616",
            "99999999999999999999",
        ] {
            assert_eq!(number(bad), None, "{bad}");
        }
        assert_eq!(number("007"), Some(7));
    }

    #[test]
    fn parts_follow_each_other() {
        assert_eq!(concat(&["a", "", "é"]), "aé");
    }
}
