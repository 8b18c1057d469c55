//! Sizes a reader can hold in mind, and a first line that says what a file is.

use super::complaint::Complaint;
use super::source::Source;

const FILE: usize = 600;
const FUNCTION: usize = 60;

pub(super) fn check(source: &Source) -> Vec<Complaint> {
    if !source.is_rust() {
        return Vec::new();
    }
    let complaints = [file(source), opening(source)].into_iter().flatten();
    complaints.chain(functions(source)).collect()
}

fn file(source: &Source) -> Option<Complaint> {
    let length = source.lines().count();
    let what = || format!("{length} lines, at most {FILE}: give a part of it a file of its own");
    (length > FILE).then(|| Complaint::whole(source.path.clone(), what()))
}

fn opening(source: &Source) -> Option<Complaint> {
    let what = "begins without `//!`: say in its first line what the file holds";
    (!source.text.starts_with("//!")).then(|| Complaint::line(source, 1, what))
}

/// Test code may tell long stories.
fn functions(source: &Source) -> Vec<Complaint> {
    let lines: Vec<&str> = source.text.lines().take(source.tests_begin()).collect();
    let starts = (0..lines.len()).filter_map(|start| lines.get(start..));
    let long = starts
        .enumerate()
        .filter_map(|(start, rest)| Some((start, length(rest)?)));
    let long = long.filter(|(_, length)| *length > FUNCTION);
    let what = |length| format!("a function of {length} lines, at most {FUNCTION}: take it apart");
    long.map(|(start, length)| Complaint::line(source, start + 1, what(length)))
        .collect()
}

/// How many lines the function has that begins in the first of these lines. rustfmt puts its
/// last brace below its first letter, so indentation tells, and braces in strings do not matter.
fn length(lines: &[&str]) -> Option<usize> {
    let (first, rest) = lines.split_first()?;
    let indent = indentation(first);
    if !declares_function(first) || first.ends_with(['}', ';']) {
        return None;
    }
    let mut below = rest.iter().enumerate();
    let (index, last) = below.find(|(_, line)| indentation(line) == indent && closes(line))?;
    last.ends_with('}').then_some(index + 2)
}

/// `}` ends a body, `) -> T;` ends a declaration that has none.
fn closes(line: &str) -> bool {
    let line = line.trim();
    line == "}" || (line.starts_with(')') && line.ends_with(';'))
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn declares_function(line: &str) -> bool {
    let before_name = line
        .trim_start()
        .split_once("fn ")
        .map(|(before, _)| before);
    let qualifiers = ["async", "const", "extern", "pub", "unsafe"];
    let known = |word: &str| {
        qualifiers.contains(&word) || word.starts_with("pub(") || word.starts_with('"')
    };
    before_name.is_some_and(|before| before.split_whitespace().all(known))
}

#[cfg(test)]
mod tests {
    use super::super::source::sample;
    use super::*;

    fn function(lines: usize) -> String {
        format!(
            "//! A.\n\npub(crate) async fn a(\n) {{\n{}}}\n",
            "    b;\n".repeat(lines - 3)
        )
    }

    #[test]
    fn sixty_lines_pass_and_one_more_does_not() {
        assert_eq!(check(&sample("src/a.rs", &function(60))), []);
        let complaints = check(&sample("src/a.rs", &function(61)));
        assert_eq!(complaints.len(), 1);
        let message = complaints
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        assert!(
            message.starts_with("src/a.rs:3: a function of 61 lines"),
            "{message}"
        );
    }

    #[test]
    fn tests_may_be_long() {
        let text = function(100).replace("pub(crate)", "#[cfg(test)]\npub(crate)");
        assert_eq!(check(&sample("src/a.rs", &text)), []);
        assert_eq!(check(&sample("tests/a.rs", &function(100))), []);
    }

    #[test]
    fn declarations_have_no_body() {
        let text = format!(
            "//! A.\ntrait T {{\n    fn a(\n    ) -> u8;\n{}}}\n",
            "    // b\n".repeat(70)
        );
        assert_eq!(check(&sample("src/a.rs", &text)), []);
    }

    #[test]
    fn a_file_has_600_lines_at_most_and_tests_too() {
        let text = format!("//! A.\n{}", "const A: u8 = 1;\n".repeat(600));
        assert_eq!(check(&sample("tests/a.rs", &text)).len(), 1);
    }

    #[test]
    fn a_file_says_what_it_is() {
        assert_eq!(check(&sample("src/a.rs", "use b;\n")).len(), 1);
    }
}
