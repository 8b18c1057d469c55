//! What judges packages, on the tarball.

use crate::package;
use crate::tool::Tool;

#[test]
fn publint_has_nothing_to_say() {
    let judge = Tool::installed("publint", ".").with("--strict");
    let verdict = judge.with(package::installed()).run();
    assert!(verdict.contains("All good!"), "{verdict}");
}

/// As for any package that is an ES module only: a `require` finds no other, which needs no saying.
#[test]
fn the_types_are_right_however_they_are_found() {
    let judge = Tool::installed("attw", ".").args("--format json --profile esm-only");
    let verdict = judge.with(package::installed()).run();
    let verdict: serde_json::Value = serde_json::from_str(&verdict).unwrap();
    let entries = verdict["analysis"]["entrypoints"].as_object().unwrap();
    assert_eq!(entries.len(), 13, "{:?}", entries.keys());
    for (name, problems) in verdict["problems"].as_object().unwrap() {
        assert_eq!(name, "CJSResolvesToESM", "{problems}");
    }
}

#[test]
fn the_types_allow_what_may_be_written_and_nothing_else() {
    package::installed();
    for project in ["types/tsconfig.json", "types/tsconfig.node.json"] {
        let compiler = Tool::installed("tsc", ".").with("--project");
        compiler.with(project).run();
    }
}
