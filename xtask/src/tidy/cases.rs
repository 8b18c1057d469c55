//! The table of conformance cases: each has its line, and the tests named there exist.

use std::collections::HashSet;

use super::complaint::Complaint;
use super::source::{Files, Source};

const TABLE: &str = "core/src/protocol/bayeux/CASES.md";
const CASES: usize = 79;

/// What stands in place of a test where there is nothing to test.
const VOID: &str = "does not apply: ";

pub(super) fn check(files: &Files) -> Vec<Complaint> {
    let Some(table) = files.sources.iter().find(|source| source.path == TABLE) else {
        return vec![Complaint::whole(TABLE, "is gone: write it anew")];
    };
    let tests = tests(&files.sources);
    let wrong = rows(table).filter_map(|(line, _, held)| {
        let what = fault(held, &tests)?;
        Some(Complaint::line(table, line, what))
    });
    missing(table).chain(wrong).collect()
}

fn missing(table: &Source) -> impl Iterator<Item = Complaint> {
    let listed: HashSet<usize> = rows(table).map(|(_, case, _)| case).collect();
    let missing = (1..=CASES).filter(move |case| !listed.contains(case));
    missing.map(|case| Complaint::whole(TABLE, format!("case {case} has no line: add it")))
}

/// Lines with their numbers, the case, and what holds it.
fn rows(table: &Source) -> impl Iterator<Item = (usize, usize, &str)> {
    table.lines().filter_map(|(number, line)| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let case = cells.next()?.parse().ok()?;
        Some((number, case, cells.nth(1).unwrap_or_default()))
    })
}

fn fault(held: &str, tests: &HashSet<&str>) -> Option<String> {
    let mut named = held.split('`').skip(1).step_by(2).peekable();
    if named.peek().is_none() && !held.starts_with(VOID) {
        return Some(format!("names no test: name one, or say `{VOID}` and why"));
    }
    let lost = named.find(|name| !tests.contains(name))?;
    Some(format!(
        "there is no test `{lost}`: name the one that holds the case"
    ))
}

/// The names of all tests, each on the line below its mark.
fn tests(sources: &[Source]) -> HashSet<&str> {
    let rust = sources.iter().filter(|source| source.is_rust());
    let pairs = rust.flat_map(|source| source.text.lines().zip(source.text.lines().skip(1)));
    let marked = pairs.filter(|(mark, _)| mark.trim().ends_with("test]"));
    let names = marked.filter_map(|(_, line)| line.split_once("fn ")?.1.split('(').next());
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::super::source::sample;
    use super::*;

    fn project(last: &str) -> Files {
        let first = (1..CASES).map(|case| format!("| {case} | x | `a`, `b` |\n"));
        let table = format!(
            "| case | claim | held by |\n|---|---|---|\n{}{last}",
            first.collect::<String>()
        );
        let code = "    #[test]\n    fn a() {}\n\n#[tokio::test]\nasync fn b() {}\n\nfn c() {}\n";
        let sources = vec![sample(TABLE, &table), sample("tests/a.rs", code)];
        Files {
            sources,
            ..Files::default()
        }
    }

    #[test]
    fn a_case_is_held_by_tests_or_does_not_apply() {
        assert_eq!(check(&project("| 79 | x | `a` |\n")), []);
        assert_eq!(check(&project("| 79 | x | does not apply: never |\n")), []);
    }

    #[test]
    fn a_case_without_a_line_or_a_test_is_found() {
        for last in [
            "",
            "| 78 | x | `a` |\n",
            "| 79 | x |\n",
            "| 79 | x | soon |\n",
        ] {
            assert_eq!(check(&project(last)).len(), 1, "{last}");
        }
        assert_eq!(check(&Files::default()).len(), 1);
    }

    #[test]
    fn a_name_that_is_no_test_is_found() {
        for lost in ["| 79 | x | `a`, `d` |\n", "| 79 | x | `c` |\n"] {
            assert_eq!(check(&project(lost)).len(), 1, "{lost}");
        }
    }
}
