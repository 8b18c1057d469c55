//! The widget as the compiler leaves it: one wasm file.

use std::path::PathBuf;

use crate::error::Error;
use crate::process::{self, say};
use crate::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;

/// What is shipped to pages: the widget as a program of its own.
pub(crate) const FEATURES: &str = "standalone";

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
        "--features",
        FEATURES,
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

/// Compiles the page in Yew, quickly, and gives the path of its wasm.
pub(crate) fn build_yew(workspace: &Workspace) -> Result<PathBuf, Error> {
    const PACKAGE: &str = "causerie-example-yew";
    let toolchain = Toolchain::choose()?;
    say("building the page in Yew");
    let mut cargo = toolchain.cargo(workspace);
    cargo.args(["build", "--package", PACKAGE, "--target", TARGET]);
    process::build(&mut cargo)?;
    let built = toolchain.target(workspace).join(TARGET).join("debug");
    Ok(built.join(PACKAGE).with_extension("wasm"))
}
