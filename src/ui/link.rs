//! Addresses that can be opened.

use causerie_core::chat::WebUrl;
use causerie_core::text::{cut, has, has_gaps};

use super::tree::{Element, Node, element, text};

/// Signs that turn the direction of what follows: an address that holds one
/// would not read as what it is.
const TURNS: [std::ops::RangeInclusive<char>; 3] = [
    '\u{200e}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2066}'..='\u{2069}',
];

/// An address as a link; the page it opens learns nothing of this one.
pub(super) fn link(address: &str) -> Box<Element> {
    let address = address.to_owned();
    element(
        "a",
        &[
            ("target", "_blank"),
            ("rel", "noopener noreferrer"),
            ("dir", "ltr"),
        ],
    )
    .with("href", address.clone())
    .hold(text(address))
}

/// Plain text in which addresses of the web, of mail and of telephones are links.
pub(super) fn text_with_links(words: &str) -> Vec<Node> {
    let pieces = pieces(words).into_iter();
    pieces
        .map(|piece| match piece {
            Piece::Text(words) => text(words.to_owned()),
            Piece::Link(address) => link(address).into(),
        })
        .collect()
}

#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Text(&'a str),
    Link(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut plain, mut ahead) = (text, 0, text);
    while !ahead.is_empty() {
        let (word, behind) = first_word(ahead);
        ahead = behind;
        let Some(address) = address(word) else {
            plain += word.len();
            continue;
        };
        let (before, after) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
        pieces.push(Piece::Link(address));
        rest = after.get(address.len()..).unwrap_or_default();
        plain = word.len() - address.len();
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
    pieces
}

/// A word with the space behind it, and what follows.
fn first_word(text: &str) -> (&str, &str) {
    let mut end = 0;
    for letter in text.chars() {
        end += letter.len_utf8();
        if letter.is_whitespace() {
            break;
        }
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The address a word begins with; what closes a sentence is not part of it.
fn address(word: &str) -> Option<&str> {
    let turned = |letter| TURNS.iter().any(|range| range.contains(&letter));
    let (scheme, rest) = cut(word, b':');
    let plain = matches!(scheme, "http" | "https" | "mailto" | "tel");
    if rest.is_none() || !plain || word.chars().any(turned) {
        return None;
    }
    let (mut place, mut end) = (0, 0);
    for letter in word.chars() {
        place += letter.len_utf8();
        end = if closes(letter) { end } else { place };
    }
    let address = word.get(..end)?;
    leads(scheme, address).then_some(address)
}

/// Whether such an address leads where it says. What a mail is filled in with, and the codes that
/// telephones carry out, are nobody's business.
fn leads(scheme: &str, address: &str) -> bool {
    let rest = cut(address, b':').1.unwrap_or_default();
    match scheme {
        "mailto" => {
            let (who, place) = cut(rest, b'@');
            let named = !who.is_empty() && place.is_some_and(|place| !place.is_empty());
            named && !has(rest, b'?') && !has_gaps(rest)
        }
        "tel" => {
            let sign = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.');
            !rest.is_empty() && rest.bytes().all(sign)
        }
        _ => WebUrl::parse(address).is_some(),
    }
}

fn closes(letter: char) -> bool {
    let sign = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '\'', '"'];
    letter.is_whitespace() || sign.contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_sentences() {
        assert_eq!(
            pieces("See https://a.example/x?y=1, or\nhttp://b.example. Bye"),
            [
                Piece::Text("See "),
                Piece::Link("https://a.example/x?y=1"),
                Piece::Text(", or\n"),
                Piece::Link("http://b.example"),
                Piece::Text(". Bye"),
            ]
        );
    }

    #[test]
    fn mail_and_telephones_are_found_too() {
        assert_eq!(
            pieces("mailto:ann@example.com. (tel:+49-30-123) tel:110!"),
            [
                Piece::Link("mailto:ann@example.com"),
                Piece::Text(". (tel:+49-30-123) "),
                Piece::Link("tel:110"),
                Piece::Text("!"),
            ]
        );
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for text in [
            "",
            "javascript:alert(1)",
            "https://",
            "xhttps://a.example",
            "https://a.example/\u{202e}gpj.exe",
            "https:a.example",
            "https",
            "JavaScript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x file:///etc/passwd blob:https://a.example/1",
            "java\u{0}script:alert(1)",
            "javascript://https://a.example/%0aalert(1)",
            "mailto: mailto:ann mailto:@example.com mailto:ann@",
            "mailto:ann@example.com?attach=/etc/passwd",
            "mailto:ann\u{1}@example.com",
            "tel: tel:*#06# tel:+49;phone-context=x tel:\u{202e}110",
            "sms:110 intent://x#Intent;end",
        ] {
            let all = pieces(text);
            assert!(
                !all.iter().any(|piece| matches!(piece, Piece::Link(_))),
                "{text}"
            );
        }
    }
}
