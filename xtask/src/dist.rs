//! `cargo xtask dist`: everything that is published, in `dist/`.

mod again;
mod cdn;
mod factory;
mod npm;

use std::path::PathBuf;

use crate::error::Error;
use crate::process::say;
use crate::shipped::Shipped;
use crate::site::clear;
use crate::widget::Recipe;
use crate::workspace::Workspace;

/// Whether to build everything a second time, and compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    Once,
    Twice,
}

/// Builds it anew.
pub(crate) fn run(workspace: &Workspace, check: Check) -> Result<(), Error> {
    let folder = build(workspace)?;
    say(format!("{} is ready to be published", folder.display()));
    match check {
        Check::Once => Ok(()),
        Check::Twice => again::compare(workspace),
    }
}

/// Builds it anew, and gives the folder.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf, Error> {
    let shipped = Shipped::build(workspace, Recipe::Published)?;
    let folder = workspace.root().join("dist");
    clear(&folder)?;
    cdn::write(workspace, &shipped, &folder.join("cdn"))?;
    npm::write(workspace, &shipped, &folder.join("npm"))?;
    Ok(folder)
}
