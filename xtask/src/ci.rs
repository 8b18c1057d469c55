//! `cargo xtask ci`: everything a change must pass, the quick checks first.

use std::process::Command;
use std::time::Instant;

use crate::error::Error;
use crate::process::{self, say};
use crate::size::{self, Measure};
use crate::suite::{self, Scope};
use crate::tidy;
use crate::toolchain::{TARGET, Toolchain};
use crate::widget::Program;
use crate::workspace::Workspace;

/// A check with the name it is announced by.
type Check = (&'static str, fn(&Workspace) -> Result<(), Error>);

const CHECKS: [Check; 7] = [
    ("formatting", formatting),
    ("tidy", tidy::run),
    ("clippy", clippy),
    ("clippy for wasm", clippy_wasm),
    ("documentation", documentation),
    ("tests", |workspace| suite::run(workspace, Scope::All)),
    ("size", |workspace| size::run(workspace, Measure::Budget)),
];

/// Runs them in turn and stops at the first that fails.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Error> {
    for (name, check) in CHECKS {
        let start = Instant::now();
        say(format!("ci: {name}"));
        check(workspace)?;
        say(format!(
            "ci: {name} passed in {} s",
            start.elapsed().as_secs()
        ));
    }
    Ok(())
}

fn formatting(workspace: &Workspace) -> Result<(), Error> {
    process::run(workspace.cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(workspace: &Workspace) -> Result<(), Error> {
    let mut clippy = workspace.cargo();
    // The features of the tests, so that what is checked here is not checked again there.
    clippy.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        suite::BROWSER,
        "--features",
        suite::PEERS,
        "--features",
        suite::NPM,
    ]);
    process::run(denying_warnings(&mut clippy))
}

/// The half of the widget that only exists in a browser.
fn clippy_wasm(workspace: &Workspace) -> Result<(), Error> {
    match Toolchain::choose()? {
        Toolchain::Current => {
            // As they are shipped; the component for Yew is checked with the native half.
            for program in Program::ALL {
                let mut clippy = workspace.cargo();
                clippy.args(["clippy", "--package", "causerie", "--target", TARGET]);
                clippy.args(["--no-default-features", "--features", program.features()]);
                process::run(denying_warnings(&mut clippy))?;
            }
            Ok(())
        }
        Toolchain::Distribution(_) => {
            say("the distribution's compiler has no clippy for wasm: left out");
            Ok(())
        }
    }
}

fn documentation(workspace: &Workspace) -> Result<(), Error> {
    let mut doc = workspace.cargo();
    doc.args([
        "doc",
        "--no-deps",
        "--workspace",
        "--document-private-items",
    ]);
    process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn denying_warnings(clippy: &mut Command) -> &mut Command {
    clippy.args(["--", "-D", "warnings"])
}
