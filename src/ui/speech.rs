//! What is said in the language of a window.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::config::Presentation;
use causerie_core::text::{concat, cut, pieces};

use super::tree::{Node, text};
use super::word::{ENGLISH, Word};

/// Writes a number into a pattern, as people write it who speak that language (a tag of BCP 47);
/// or a list of so many. `www/written.js` says what may stand in braces.
pub type Written = fn(pattern: &str, number: f64, locale: &str) -> String;

/// The words of a window.
#[derive(Debug)]
pub(super) struct Speech {
    /// A line for each [`Word`].
    lines: Rc<str>,
    /// The language in which numbers are written.
    locale: String,
    written: Written,
}

thread_local! {
    /// How the window speaks that is drawn at present. Drawing takes one turn; that every
    /// function of it had to be told the language would cost more than the languages do.
    static SPOKEN: Cell<Option<Rc<Speech>>> = const { Cell::new(None) };
}

impl Speech {
    /// As the page wants it.
    pub(super) fn new(presentation: &Presentation, written: Written) -> Rc<Self> {
        let lines: Rc<str> = presentation.words.as_deref().unwrap_or(ENGLISH).into();
        let locale = presentation.locale.clone();
        let locale = locale.unwrap_or_else(|| line(&lines, Word::Lang).to_owned());
        Rc::new(Self {
            lines,
            locale,
            written,
        })
    }

    /// What is said from now on is said so.
    pub(super) fn begin(self: &Rc<Self>) {
        SPOKEN.set(Some(Rc::clone(self)));
    }
}

fn spoken() -> Option<Rc<Speech>> {
    let spoken = SPOKEN.take();
    SPOKEN.set(spoken.clone());
    spoken
}

fn line(lines: &str, word: Word) -> &str {
    pieces(lines, b'\n').nth(word as usize).unwrap_or_default()
}

/// The word, or the pattern.
pub(super) fn say(word: Word) -> String {
    let spoken = spoken();
    let lines = spoken.as_ref().map_or(ENGLISH, |spoken| &spoken.lines);
    line(lines, word).to_owned()
}

/// A number in a pattern of its own.
pub(super) fn write(pattern: &str, number: f64) -> String {
    spoken().map_or_else(String::new, |spoken| {
        (spoken.written)(pattern, number, &spoken.locale)
    })
}

/// The word with the number in it, or in the form for so many.
pub(super) fn say_number(word: Word, number: f64) -> String {
    write(&say(word), number)
}

/// The word with `name` in it.
pub(super) fn say_name(word: Word, name: &str) -> String {
    let pattern = say(word);
    let (before, behind) = around(&pattern);
    concat(&[before, name, behind])
}

/// The word with these in it, one after the other.
pub(super) fn say_nodes(word: Word, nodes: Vec<Node>) -> Vec<Node> {
    fill(&say(word), nodes)
}

/// The pattern with these in it, one after the other.
pub(super) fn fill(pattern: &str, nodes: Vec<Node>) -> Vec<Node> {
    let (mut filled, mut rest) = (Vec::new(), pattern);
    for node in nodes {
        let (before, behind) = around(rest);
        filled.push(text(before.to_owned()));
        filled.push(node);
        rest = behind;
    }
    filled.push(text(rest.to_owned()));
    filled
}

/// What stands before the first braces, and what behind them; without any, all stands before.
pub(super) fn around(pattern: &str) -> (&str, &str) {
    let (before, rest) = cut(pattern, b'{');
    let (_, behind) = cut(rest.unwrap_or_default(), b'}');
    (before, behind.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_braces_makes_way_wherever_it_stands() {
        for (pattern, parts) in [
            ("{name} said", ("", " said")),
            ("a {} b {} c", ("a ", " b {} c")),
            ("nothing", ("nothing", "")),
            ("broken {name", ("broken ", "")),
        ] {
            assert_eq!(around(pattern), parts, "{pattern}");
        }
    }

    #[test]
    fn nodes_keep_their_order_and_none_is_lost() {
        let filled = |pattern| {
            let nodes = fill(pattern, vec![text("A"), text("B")]);
            nodes.iter().map(ToString::to_string).collect::<String>()
        };
        assert_eq!(filled("{name} is now {now}!"), "A is now B!");
        assert_eq!(filled("one only: {name}"), "one only: AB");
    }
}
