//! The widget as the compiler leaves it: one wasm file.

use std::path::PathBuf;

use crate::error::Error;
use crate::process::{self, say};
use crate::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;

/// What is shipped to pages: the widget as a program of its own.
pub(crate) const FEATURES: &str = "standalone,page";

/// What is shipped to pages that draw the chat themselves.
pub(crate) const HEADLESS: &str = "standalone,headless";

/// How the widget is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recipe {
    /// In a moment, with the standard library as it is installed.
    Ordinary,
    /// As it is published: the standard library is compiled with it, for size; a panic is a trap.
    Published,
}

impl Recipe {
    /// The profile of that name says the rest, in the root manifest.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "release",
            Self::Published => "published",
        }
    }
}

/// Compiles the root package and gives the path of its wasm.
pub(crate) fn build(workspace: &Workspace, recipe: Recipe) -> Result<PathBuf, Error> {
    let toolchain = Toolchain::choose()?;
    say(format!("building the widget ({})", recipe.name()));
    let mut cargo = match recipe {
        Recipe::Ordinary => toolchain.cargo(workspace),
        Recipe::Published => toolchain.cargo_with_std(workspace)?,
    };
    cargo.args([
        "build",
        "--package",
        "causerie",
        "--lib",
        "--no-default-features",
        "--features",
        FEATURES,
        "--profile",
        recipe.name(),
        "--target",
        TARGET,
    ]);
    process::build(&mut cargo)?;
    let built = toolchain.target(workspace).join(TARGET);
    Ok(built.join(recipe.name()).join("causerie.wasm"))
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
