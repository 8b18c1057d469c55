//! Tests that an engine cannot play to their end, as `engines.md` lists them.

use std::io::{self, Write};

use crate::{Ability, Engine, Failure};

const LIST: &str = include_str!("../engines.md");

/// Says which test was not played to its end and why; one that is not listed fails.
pub(crate) fn told(engine: Engine, test: &str, ability: Ability) -> Result<(), Failure> {
    // Not by a macro, whose words are kept from the terminal while a test passes.
    let _ = writeln!(io::stderr(), "not in {engine}: {test} needs {ability}");
    let row = format!("| {engine} | {test} | {ability} |");
    if LIST.lines().any(|line| line == row) {
        return Ok(());
    }
    Err(Failure::Claim(format!(
        "tests/e2e/engines.md does not say that {test} is not in {engine}: {row}"
    )))
}

/// A test that was played to its end must not be listed.
pub(crate) fn denied(engine: Engine, test: &str) -> Result<(), Failure> {
    let row = format!("| {engine} | {test} | ");
    if LIST.lines().all(|line| !line.starts_with(&row)) {
        return Ok(());
    }
    Err(Failure::Claim(format!(
        "tests/e2e/engines.md says that {test} is not in {engine}, and it is"
    )))
}
