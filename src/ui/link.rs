//! Addresses that can be opened.

use causerie_core::chat::WebUrl;
use causerie_core::text::{cut, has, has_gaps};

use super::tree::{Element, Node, element, text};

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
    let mut nodes = Vec::new();
    let mut letters = words.chars();
    // Where the text begins that is not held yet, where the word does, and where its address ends:
    // what closes a sentence is not part of it.
    let (mut plain, mut start, mut end) = (0, 0, 0);
    let mut turned = false;
    loop {
        let letter = letters.next();
        let place = words.len() - letters.as_str().len();
        if let Some(letter) = letter.filter(|letter| !letter.is_whitespace()) {
            turned |= turns(letter);
            if !closes(letter) {
                end = place;
            }
            continue;
        }
        let address = words.get(start..end).filter(|_| !turned);
        if let Some(address) = address.filter(|address| leads(address)) {
            hold(&mut nodes, words.get(plain..start));
            nodes.push(link(address).into());
            plain = end;
        }
        if letter.is_none() {
            hold(&mut nodes, words.get(plain..));
            return nodes;
        }
        (start, end, turned) = (place, place, false);
    }
}

fn hold(nodes: &mut Vec<Node>, words: Option<&str>) {
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        nodes.push(text(words.to_owned()));
    }
}

/// Whether this is an address that leads where it says. What a mail is filled in with, and the codes
/// that telephones carry out, are nobody's business.
fn leads(address: &str) -> bool {
    let (scheme, rest) = cut(address, b':');
    let rest = rest.unwrap_or_default();
    match scheme {
        "http" | "https" => WebUrl::parse(address).is_some(),
        "mailto" => {
            let (who, place) = cut(rest, b'@');
            let named = !who.is_empty() && place.is_some_and(|place| !place.is_empty());
            named && !has(rest, b'?') && !has_gaps(rest)
        }
        "tel" => {
            let sign = |byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.');
            !rest.is_empty() && rest.bytes().all(sign)
        }
        _ => false,
    }
}

/// Whether a sign turns the direction of what follows: an address that holds one would not read as
/// what it is.
const fn turns(letter: char) -> bool {
    matches!(letter, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const fn closes(letter: char) -> bool {
    matches!(
        letter,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '>' | '\'' | '"'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Piece {
        Text(String),
        Link(String),
    }

    fn pieces(words: &str) -> Vec<Piece> {
        let nodes = text_with_links(words).into_iter();
        nodes
            .map(|node| match node {
                Node::Text(words) => Piece::Text(words.into()),
                Node::Element(link) => {
                    let mut attributes = link.attributes();
                    let address = attributes.find(|(name, _)| *name == "href");
                    Piece::Link(address.unwrap().1.to_owned())
                }
            })
            .collect()
    }

    #[test]
    fn addresses_are_found_in_sentences() {
        assert_eq!(
            pieces("See https://a.example/x?y=1, or\nhttp://b.example. Bye"),
            [
                Piece::Text("See ".into()),
                Piece::Link("https://a.example/x?y=1".into()),
                Piece::Text(", or\n".into()),
                Piece::Link("http://b.example".into()),
                Piece::Text(". Bye".into()),
            ]
        );
    }

    #[test]
    fn mail_and_telephones_are_found_too() {
        assert_eq!(
            pieces("mailto:ann@example.com. (tel:+49-30-123) tel:110!"),
            [
                Piece::Link("mailto:ann@example.com".into()),
                Piece::Text(". (tel:+49-30-123) ".into()),
                Piece::Link("tel:110".into()),
                Piece::Text("!".into()),
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
