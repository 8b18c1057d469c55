//! Addresses that can be opened.

use causerie_core::chat::WebUrl;

use super::tree::{Element, Node, element, text};

/// Signs that turn the direction of what follows: an address that holds one
/// would not read as what it is.
const TURNS: [std::ops::RangeInclusive<char>; 3] = [
    '\u{200e}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2066}'..='\u{2069}',
];

/// An address as a link; the page it opens learns nothing of this one.
pub(super) fn link(url: &WebUrl) -> Box<Element> {
    let address = url.as_str().to_owned();
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

/// Plain text in which web addresses are links.
pub(super) fn text_with_links(words: &str) -> Vec<Node> {
    let pieces = pieces(words).into_iter();
    pieces
        .map(|piece| match piece {
            Piece::Text(words) => text(words.to_owned()),
            Piece::Link(url) => link(&url).into(),
        })
        .collect()
}

#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Text(&'a str),
    Link(WebUrl),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut plain, mut ahead) = (text, 0, text);
    while !ahead.is_empty() {
        let (word, behind) = first_word(ahead);
        ahead = behind;
        let Some((address, url)) = address(word) else {
            plain += word.len();
            continue;
        };
        let (before, after) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
        pieces.push(Piece::Link(url));
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
fn address(word: &str) -> Option<(&str, WebUrl)> {
    let web = word.starts_with("https://") || word.starts_with("http://");
    let turned = |letter| TURNS.iter().any(|range| range.contains(&letter));
    if !web || word.chars().any(turned) {
        return None;
    }
    let (mut place, mut end) = (0, 0);
    for letter in word.chars() {
        place += letter.len_utf8();
        end = if closes(letter) { end } else { place };
    }
    let address = word.get(..end)?;
    Some((address, WebUrl::parse(address)?))
}

fn closes(letter: char) -> bool {
    let sign = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '\'', '"'];
    letter.is_whitespace() || sign.contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Piece<'_> {
        Piece::Link(WebUrl::parse(text).unwrap())
    }

    #[test]
    fn addresses_are_found_in_sentences() {
        assert_eq!(
            pieces("See https://a.example/x?y=1, or\nhttp://b.example. Bye"),
            [
                Piece::Text("See "),
                url("https://a.example/x?y=1"),
                Piece::Text(", or\n"),
                url("http://b.example"),
                Piece::Text(". Bye"),
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
        ] {
            let all = pieces(text);
            assert!(
                !all.iter().any(|piece| matches!(piece, Piece::Link(_))),
                "{text}"
            );
        }
    }
}
