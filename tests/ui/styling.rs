//! What a page may style, against its document.

// A file that is not as expected is a failed test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const DOCUMENT: &str = include_str!("../../docs/styling.md");
const THEME: &str = include_str!("../../src/ui/style/theme.css");
const LAUNCHER: &str = include_str!("../../www/style.js");
const MESSAGE: &str = include_str!("../../src/ui/message.rs");

/// The names in the first column of the table below that heading.
fn rows(heading: &str) -> BTreeSet<String> {
    let (_, rest) = DOCUMENT.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells = rows.map(|row| row.split(" |").next().unwrap());
    cells
        .flat_map(|cell| cell.split(", "))
        .map(|name| name.trim_matches('`').to_owned())
        .collect()
}

/// All files of a folder that end so, as one text.
fn sources(folder: &str, end: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let files = files.filter(|path| path.to_str().unwrap().ends_with(end));
    files
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// What stands in quotes behind each `before`.
fn quoted<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    let rests = text.split(before).skip(1);
    rests.map(|rest| rest.split('"').next().unwrap())
}

/// What is used of custom properties that begin so.
fn properties(css: &str, begin: &str) -> BTreeSet<String> {
    let used = format!("var({begin}");
    let rests = css.split(&used).skip(1);
    let names = rests.map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_lowercase() && letter != '-');
        format!("{begin}{}", &rest[..end.unwrap()])
    });
    names.collect()
}

#[test]
fn every_property_of_the_element_is_documented() {
    let css = [sources("src/ui/style", ".css"), sources("www", ".js")].concat();
    assert_eq!(
        properties(&css, "--causerie-"),
        rows("Properties of the element")
    );
}

#[test]
fn every_colour_of_the_window_is_documented() {
    let declared = |css: &str| -> BTreeSet<String> {
        let lines = css.lines().map(str::trim);
        let lines = lines.filter(|line| line.starts_with("--"));
        lines
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(&declared(THEME) | &declared(LAUNCHER), rows("Colours"));
}

#[test]
fn every_class_is_a_part_that_is_documented() {
    let (drawn, added) = (sources("src/ui", ".rs"), sources("www", ".js"));
    let (_, class) = MESSAGE.split_once("fn class(").unwrap();
    let class = class.split("\n}\n").next().unwrap();
    let of_rows = class.split('"').skip(1).step_by(2);
    let both = quoted(&drawn, "(\"class\", \"").chain(quoted(&added, "className: \""));
    let both = both.chain(of_rows).chain(["launcher is-open"]);
    let names: BTreeSet<_> = both
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect();
    assert_eq!(names, rows("Parts"));
}

#[test]
fn every_tag_is_a_part_that_is_documented() {
    let (drawn, added) = (sources("src/ui", ".rs"), sources("www", ".js"));
    let drawn: String = drawn.split_whitespace().collect();
    let tags = quoted(&drawn, "element(\"").chain(quoted(&added, "piece(\""));
    let more = ["ol", "ul"];
    let tags: BTreeSet<_> = tags.chain(more).map(str::to_owned).collect();
    let (_, list) = DOCUMENT.split_once("by its tag (").unwrap();
    let list = list.split(')').next().unwrap().replace('\n', " ");
    let listed = list
        .split(", ")
        .map(|tag| tag.trim().trim_matches('`').to_owned());
    let listed: BTreeSet<_> = listed.collect();
    // Such an element always has a class.
    let classless = tags.iter().filter(|tag| *tag != "form").cloned();
    assert_eq!(classless.collect::<BTreeSet<_>>(), listed);
}
