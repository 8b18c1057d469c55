//! Words that must not be committed.

use super::complaint::Complaint;
use super::source::Source;

/// A word, where it is not allowed, and what to do instead. Each is written in two halves, or
/// this table would be its own first finding.
struct Word {
    word: &'static str,
    folders: &'static [&'static str],
    instead: &'static str,
}

const WORDS: [Word; 6] = [
    Word {
        word: concat!("todo", "!"),
        folders: CODE,
        instead: "finish it, or open an issue",
    },
    Word {
        word: concat!("FIX", "ME"),
        folders: CODE,
        instead: "repair it, or open an issue",
    },
    Word {
        word: concat!("X", "XX"),
        folders: CODE,
        instead: "say what is meant, or repair it",
    },
    Word {
        word: concat!("#[", "ignore"),
        folders: CODE,
        instead: "make the test pass, or claim the behaviour there is",
    },
    Word {
        word: concat!("inner", "HTML"),
        folders: SHIPPED,
        instead: "set text, never markup",
    },
    Word {
        word: concat!("from_html_", "unchecked"),
        folders: SHIPPED,
        instead: "build nodes, so that no message can become markup",
    },
];

const CODE: &[&str] = &["core", "emulator", "fuzz", "src", "tests", "www", "xtask"];
const SHIPPED: &[&str] = &["emulator/desk", "src", "www"];

pub(super) fn check(source: &Source) -> Vec<Complaint> {
    let barred = WORDS
        .iter()
        .filter(|word| word.folders.iter().any(|folder| source.is_in(folder)));
    let found = barred.flat_map(|word| {
        let lines = source.lines().filter(|(_, line)| holds(line, word.word));
        lines.map(|(number, _)| {
            Complaint::line(source, number, format!("`{}`: {}", word.word, word.instead))
        })
    });
    found.collect()
}

/// A word with letters on either side is another word: base64 may spell anything.
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = line
            .get(start + word.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::super::source::sample;
    use super::*;

    #[test]
    fn each_word_is_found_where_it_is_barred() {
        for word in &WORDS {
            let text = format!("let a = x.{} ;\n", word.word);
            assert_eq!(check(&sample("src/a.rs", &text)).len(), 1, "{}", word.word);
            assert_eq!(check(&sample("README.md", &text)).len(), 0, "{}", word.word);
        }
    }

    #[test]
    fn a_part_of_another_word_passes() {
        assert_eq!(check(&sample("tests/a.rs", "\"AXXXB\"\n")), []);
    }
}
