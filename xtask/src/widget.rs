//! What is compiled for pages: each time one wasm file.

use std::path::PathBuf;

use crate::error::Error;
use crate::process::{self, say};
use crate::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;

/// What is shipped to pages: the widget as a program of its own.
pub(crate) const FEATURES: &str = "standalone,page,gms-v1,gms-v2,gws,web-api";

/// What is shipped to pages that draw the chat themselves.
pub(crate) const HEADLESS: &str = "standalone,headless,gms-v1,gms-v2,gws,web-api";

/// What is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Program {
    /// The widget.
    Widget,
    /// The chat without an interface.
    Session,
}

impl Program {
    /// The name of its glue, and the beginning of that of its wasm.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::Session => "session",
        }
    }

    const fn features(self) -> &'static str {
        match self {
            Self::Widget => FEATURES,
            Self::Session => HEADLESS,
        }
    }

    /// Cargo keeps one library of a name in a folder: two would take turns in being compiled.
    fn folder(self, target: PathBuf) -> PathBuf {
        match self {
            Self::Widget => target,
            Self::Session => target.join("session"),
        }
    }
}

/// How it is compiled.
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
pub(crate) fn build(
    workspace: &Workspace,
    program: Program,
    recipe: Recipe,
) -> Result<PathBuf, Error> {
    let toolchain = Toolchain::choose()?;
    let target = program.folder(toolchain.target(workspace));
    say(format!(
        "building the {} ({})",
        program.name(),
        recipe.name()
    ));
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
        program.features(),
        "--profile",
        recipe.name(),
        "--target",
        TARGET,
        "--target-dir",
    ]);
    process::build(cargo.arg(&target))?;
    let built = target.join(TARGET).join(recipe.name());
    Ok(built.join("causerie.wasm"))
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
