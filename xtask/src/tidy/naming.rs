//! Names that say nothing: a thing is called after what it is.

use super::complaint::Complaint;
use super::source::Source;

const EMPTY: [&str; 9] = [
    "common",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "util",
    "utilities",
    "utils",
];

const KINDS: [&str; 5] = ["enum", "mod", "struct", "trait", "type"];

pub(super) fn check(source: &Source) -> Vec<Complaint> {
    let file = source
        .path
        .rsplit('/')
        .next()
        .and_then(|file| file.split('.').next());
    let file = file.and_then(empty_word).map(|word| (1, word));
    let declared = source.lines().filter(|_| source.is_rust());
    let declared = declared.filter_map(|(number, line)| Some((number, empty_word(name(line)?)?)));
    file.into_iter()
        .chain(declared)
        .map(|(number, word)| complain(source, number, word))
        .collect()
}

fn complain(source: &Source, number: usize, word: &str) -> Complaint {
    let what = format!("\"{word}\" in a name says nothing: name it after what it holds or does");
    Complaint::line(source, number, what)
}

/// The name a line declares, if it declares a module or a type.
fn name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mut words = line
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty());
    let first = words.find(|word| !["pub", "crate", "super", "in"].contains(word))?;
    let declares = line.starts_with(char::is_alphabetic) && KINDS.contains(&first);
    if declares { words.next() } else { None }
}

fn empty_word(name: &str) -> Option<&'static str> {
    let parts = parts(name);
    EMPTY
        .into_iter()
        .find(|word| parts.iter().any(|part| part == word))
}

/// `StringUtils`, `string_utils` and `string-utils` are made of the same two words.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in name.chars() {
        if letter.is_uppercase() || !letter.is_alphanumeric() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| letter.is_alphanumeric()) {
            part.extend(letter.to_lowercase());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::source::sample;
    use super::*;

    #[test]
    fn nouns_pass() {
        let text = "mod session;\npub(crate) struct Outbox;\nlet commonly = helper_of(x);\n";
        assert_eq!(check(&sample("src/outbox.rs", text)), []);
    }

    #[test]
    fn empty_names_are_found_in_files_modules_and_types() {
        assert_eq!(check(&sample("src/utils.rs", "")).len(), 1);
        assert_eq!(check(&sample("www/string-utils.js", "")).len(), 1);
        for bad in [
            "mod helpers;",
            "pub(crate) struct ChatManager {",
            "pub enum CommonError {",
        ] {
            assert_eq!(check(&sample("src/a.rs", bad)).len(), 1, "{bad}");
        }
    }
}
