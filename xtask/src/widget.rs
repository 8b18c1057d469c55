//! What is compiled for pages: each time one wasm file.

mod kept;

use std::path::PathBuf;

use crate::error::Error;
use crate::process::{self, say};
use crate::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;

use kept::Kept;

/// What is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Program {
    /// The widget that speaks to any back end.
    Widget,
    /// The widget that speaks to GMS, in its Chat API Version 1.
    GmsV1,
    /// The same in Version 2.
    GmsV2,
    /// The widget that speaks to GWS and to the Web API Server: one alone would be 1 KB lighter.
    Gws,
    /// The chat without an interface, with any back end.
    Session,
}

impl Program {
    /// All that is compiled as it is shipped.
    pub(crate) const ALL: [Self; 5] = [
        Self::Widget,
        Self::GmsV1,
        Self::GmsV2,
        Self::Gws,
        Self::Session,
    ];

    /// Those of which a page loads one; `www/load.js` tells which.
    pub(crate) const WIDGETS: [Self; 3] = [Self::GmsV1, Self::GmsV2, Self::Gws];

    /// The name of its glue, and the beginning of that of its wasm.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::GmsV1 => "widget-gms-v1",
            Self::GmsV2 => "widget-gms-v2",
            Self::Gws => "widget-gws",
            Self::Session => "session",
        }
    }

    /// The features of the root package that make it.
    pub(crate) const fn features(self) -> &'static str {
        match self {
            Self::Widget => "standalone,page,gms-v1,gms-v2,gws,web-api",
            Self::GmsV1 => "standalone,page,gms-v1",
            Self::GmsV2 => "standalone,page,gms-v2",
            Self::Gws => "standalone,page,gws,web-api",
            Self::Session => "standalone,headless,gms-v1,gms-v2,gws,web-api",
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
    let target = toolchain.target(workspace);
    let kept = Kept::new(workspace, &toolchain, program, recipe)?;
    if kept.is_fresh() {
        return Ok(kept.wasm().to_owned());
    }
    say(format!("building {} ({})", program.name(), recipe.name()));
    let mut cargo = match recipe {
        Recipe::Ordinary => toolchain.cargo(workspace),
        Recipe::Published => toolchain.cargo_with_std(workspace)?,
    };
    // Link-time optimization passes over what is compiled to be a Rust library too.
    cargo.args([
        "rustc",
        "--package",
        "causerie",
        "--lib",
        "--crate-type",
        "cdylib",
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
    kept.keep(&target.join(TARGET).join(recipe.name()))?;
    Ok(kept.wasm().to_owned())
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
