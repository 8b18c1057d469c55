//! The language files, against English.

// A file that is not as expected is a failed test.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use causerie::languages;
use causerie::ui::{ENGLISH, KEYS, LATER, lines};
use causerie_core::config::Options;

const TYPES: &str = include_str!("../../www/causerie.d.ts");
const DOCUMENT: &str = include_str!("../../docs/languages.md");

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Languages that are written from right to left.
const FROM_RIGHT: [&str; 3] = ["ar", "fa", "he"];

/// Where the words stand in English that the wasm does not have.
const LATER_WORDS: &str = include_str!("../../www/later.js");

/// What says them.
const SPEAKERS: &[&str] = &[
    include_str!("../../www/menu.js"),
    include_str!("../../www/rating.js"),
    include_str!("../../www/resize.js"),
    include_str!("../../www/rules.js"),
];

/// The keys of all words.
fn all_keys() -> Vec<&'static str> {
    KEYS.iter().chain(LATER).copied().collect()
}

/// What stands before the colon in each line of a file.
fn keys(file: &str) -> Vec<&str> {
    let lines = file.lines().filter_map(|line| line.strip_prefix("  \""));
    lines.map(|line| line.split('"').next().unwrap()).collect()
}

/// A language as the window is told it, and behind that what is said by JavaScript alone.
fn told(file: &str) -> Vec<String> {
    let options = Options::from_json(file).unwrap();
    let (lines, unknown) = lines(&options);
    assert_eq!(unknown, [""; 0]);
    let all: BTreeMap<_, _> = options.entries().into_iter().collect();
    let later = LATER.iter().map(|key| all.get(*key).unwrap().clone());
    lines.lines().map(str::to_owned).chain(later).collect()
}

/// The English words, those of JavaScript behind the others.
fn english() -> Vec<String> {
    let words = ENGLISH.lines().map(str::to_owned);
    words.chain(later()).collect()
}

/// The words that JavaScript has in English, in the order in which it has them.
fn later() -> Vec<String> {
    let (_, rest) = LATER_WORDS.split_once("const ENGLISH = {\n").unwrap();
    let lines = rest.split_once("\n};").unwrap().0.lines();
    let words = lines.zip(LATER).map(|(line, key)| {
        let word = line.trim().strip_prefix(key).unwrap().strip_prefix(": \"");
        word.unwrap().strip_suffix("\",").unwrap().to_owned()
    });
    let words: Vec<_> = words.collect();
    assert_eq!(words.len(), LATER.len());
    words
}

/// What is filled in, in this order.
fn places(pattern: &str) -> Vec<&str> {
    let rests = pattern.split('{').skip(1);
    rests.map(|rest| rest.split('}').next().unwrap()).collect()
}

/// The forms of a word for each category of plurals, where it has some.
fn forms(line: &str) -> Vec<(&str, &str)> {
    let forms = line.split('|').map(|form| form.split_once(':'));
    let forms = forms.map(|form| form.filter(|(name, _)| CATEGORIES.contains(name)));
    forms.collect::<Option<_>>().unwrap_or_default()
}

#[test]
fn every_language_has_each_word_once_in_the_order_of_english_and_no_other() {
    for (tag, file) in languages::ALL {
        assert_eq!(keys(file), all_keys(), "{tag}");
        assert!(
            file.starts_with("{\n") && file.ends_with("\"\n}\n"),
            "{tag}"
        );
    }
}

#[test]
fn the_english_file_says_what_the_wasm_and_javascript_do() {
    assert_eq!(told(languages::EN), english());
}

#[test]
fn each_word_that_the_wasm_does_not_have_is_said() {
    for key in LATER {
        let forms = [format!("\"{key}\""), format!("words.{key}")];
        let says = |script: &&str| forms.iter().any(|form| script.contains(form));
        assert!(SPEAKERS.iter().any(says), "{key}");
    }
}

#[test]
fn every_file_is_known_by_its_tag_and_documented() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/languages");
    let files = std::fs::read_dir(folder).unwrap();
    let files: BTreeSet<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let known = languages::ALL.iter().map(|(tag, _)| format!("{tag}.json"));
    assert_eq!(known.collect::<BTreeSet<_>>(), files);
    assert!(files.len() > 24);
    for (tag, file) in languages::ALL {
        let told = told(file);
        assert_eq!(told[0], *tag);
        let rtl = FROM_RIGHT.contains(tag);
        assert_eq!(told[1], if rtl { "rtl" } else { "ltr" }, "{tag}");
        let row = format!("| `{tag}` | {} |", told[2]);
        assert!(DOCUMENT.contains(&row), "docs/languages.md lacks {row}");
    }
}

#[test]
fn what_is_filled_in_is_the_same_in_every_language() {
    for (tag, file) in languages::ALL {
        for ((key, line), english) in all_keys().iter().zip(told(file)).zip(&english()) {
            let plural = forms(english);
            if plural.is_empty() {
                assert_eq!(places(&line), places(english), "{tag}, {key}: {line}");
                continue;
            }
            let all: BTreeSet<_> = places(&line).into_iter().collect();
            assert_eq!(all, places(english).into_iter().collect(), "{tag}, {key}");
            assert!(
                forms(&line).iter().any(|(name, _)| *name == "other"),
                "{tag}, {key}"
            );
        }
    }
}

#[test]
fn no_word_is_empty_or_has_blanks_around_it_or_signs_that_part_forms() {
    for (tag, file) in languages::ALL {
        for (key, line) in all_keys().iter().zip(told(file)) {
            let forms = forms(&line);
            let words = forms.iter().map(|(_, words)| *words);
            let words: Vec<_> = words.chain(forms.is_empty().then_some(&*line)).collect();
            for words in words {
                assert!(
                    !words.is_empty() && words == words.trim(),
                    "{tag}, {key}: {words:?}"
                );
                assert!(
                    !words.contains(['|', '<', '\u{202a}', '\u{202e}']),
                    "{tag}, {key}"
                );
            }
        }
    }
}

#[test]
fn what_goes_on_ends_alike_in_every_language() {
    for (tag, file) in languages::ALL {
        for ((key, line), english) in all_keys().iter().zip(told(file)).zip(&english()) {
            assert_eq!(
                line.ends_with('…'),
                english.ends_with('…'),
                "{tag}, {key}: {line}"
            );
        }
    }
}

#[test]
fn the_words_are_those_of_the_documents_and_the_declarations() {
    let (_, body) = TYPES.split_once("type WordKey =").unwrap();
    let (body, _) = body.split_once(';').unwrap();
    let declared: Vec<_> = body.split('"').skip(1).step_by(2).collect();
    assert_eq!(declared, all_keys());
    let (_, table) = DOCUMENT.split_once("| key |").unwrap();
    let rows = table.lines().filter_map(|row| row.strip_prefix("| `"));
    let documented: Vec<_> = rows.map(|row| row.split('`').next().unwrap()).collect();
    assert_eq!(documented, all_keys());
}
