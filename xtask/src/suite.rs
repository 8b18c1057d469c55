//! `cargo xtask test`: every test there is, the ones in a browser included.

use std::process::Command;

use crate::browser::Browser;
use crate::error::Error;
use crate::process::{self, say};
use crate::site;
use crate::workspace::Workspace;

/// The feature that adds the browser suite.
pub(crate) const BROWSER: &str = "causerie-e2e/browser";

/// Which tests to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    All,
    Browser,
    Native,
}

/// Runs them with cargo's own output.
pub(crate) fn run(workspace: &Workspace, scope: Scope) -> Result<(), Error> {
    match scope {
        Scope::All => all(workspace),
        Scope::Browser => browser(workspace, &Browser::ready()?),
        Scope::Native => native(workspace),
    }
}

/// One cargo call for everything, as two would compile much of it twice.
fn all(workspace: &Workspace) -> Result<(), Error> {
    match Browser::ready() {
        Ok(browser) => {
            let mut tests = workspace.cargo();
            tests.args(["test", "--workspace", "--features", BROWSER]);
            with_browser(workspace, &browser, &mut tests)
        }
        Err(missing) => native(workspace).and(Err(missing)),
    }
}

fn browser(workspace: &Workspace, browser: &Browser) -> Result<(), Error> {
    let mut tests = workspace.cargo();
    tests.args(["test", "--package", "causerie-e2e", "--features", "browser"]);
    with_browser(workspace, browser, &mut tests)
}

fn native(workspace: &Workspace) -> Result<(), Error> {
    say("running the native tests");
    process::run(workspace.cargo().args(["test", "--workspace"]))
}

fn with_browser(
    workspace: &Workspace,
    browser: &Browser,
    tests: &mut Command,
) -> Result<(), Error> {
    browser.pass(tests);
    tests.env("CAUSERIE_SITE", site::build(workspace)?);
    tests.env("CAUSERIE_YEW_SITE", site::build_yew(workspace)?);
    say("running the tests, the browser suite among them");
    process::run(tests)
}
