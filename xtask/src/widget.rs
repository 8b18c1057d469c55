//! The widget as the compiler leaves it: one wasm file.

use std::path::PathBuf;

use crate::error::Error;
use crate::process::{self, say};
use crate::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;

/// Compiles the root package for release and gives the path of its wasm.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf, Error> {
    let toolchain = Toolchain::choose()?;
    say("building the widget");
    let mut cargo = toolchain.cargo(workspace);
    cargo.args([
        "build",
        "--package",
        "causerie",
        "--lib",
        "--no-default-features",
        "--release",
        "--target",
        TARGET,
    ]);
    process::build(&mut cargo)?;
    Ok(toolchain
        .target(workspace)
        .join(TARGET)
        .join("release/causerie.wasm"))
}
