//! What is said of accessibility, against the tests that show it.

// A document that is not as expected is a failed test.
#![allow(clippy::unwrap_used)]

use std::path::Path;

const DOCUMENT: &str = include_str!("../../docs/accessibility.md");

/// Each `file::name` that stands there as code.
fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
    let code = DOCUMENT.split('`').skip(1).step_by(2);
    code.filter_map(|code| code.split_once("::"))
}

#[test]
fn every_line_names_a_test_that_there_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e");
    for (file, name) in named() {
        let source = std::fs::read_to_string(folder.join(file).with_extension("rs")).unwrap();
        let head = format!("async fn {name}()");
        assert!(source.contains(&head), "{file}::{name}");
    }
    assert!(named().count() > 30);
}

#[test]
fn a_criterion_without_a_test_is_one_that_nothing_falls_under() {
    let rows = DOCUMENT.lines().filter(|line| line.ends_with("| – |"));
    for row in rows {
        let words = ["there is none", "there are none", "nothing flashes"];
        assert!(words.iter().any(|word| row.contains(word)), "{row}");
    }
}
