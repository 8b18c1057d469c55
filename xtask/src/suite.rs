//! `cargo xtask test`: every test there is, the ones in a browser included.

use std::process::Command;

use crate::browser::Browser;
use crate::dist;
use crate::error::Error;
use crate::load::{self, Load};
use crate::node;
use crate::process::{self, say};
use crate::simulate::{self, Simulation};
use crate::site;
use crate::workspace::Workspace;

/// The feature that adds the browser suite.
pub(crate) const BROWSER: &str = "causerie-e2e/browser";

/// The feature that adds the tests against what others have written for Bayeux.
pub(crate) const PEERS: &str = "causerie-peers/node";

/// Where those tests are.
const PEERS_FOLDER: &str = "tests/peers";

/// The feature that adds the tests of the npm package.
pub(crate) const NPM: &str = "causerie-consumers/node";

/// Where those tests are.
const NPM_FOLDER: &str = "tests/npm";

/// Which tests to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    All,
    Browser,
    Native,
    Npm,
    Peers,
}

/// Runs them with cargo's own output.
pub(crate) fn run(workspace: &Workspace, scope: Scope) -> Result<(), Error> {
    match scope {
        Scope::All => all(workspace),
        Scope::Browser => browser(workspace, &Browser::ready()?),
        Scope::Native => native(workspace),
        Scope::Npm => npm(workspace, &Browser::ready()?),
        Scope::Peers => node::ready(workspace, PEERS_FOLDER).and_then(|()| peers(workspace)),
    }
}

/// One cargo call for everything, as two would compile much of it twice. Tests whose programs
/// are missing are left out, which is an error in the end.
fn all(workspace: &Workspace) -> Result<(), Error> {
    let browser = Browser::ready();
    let node = node::ready(workspace, PEERS_FOLDER);
    let newer = node::ready(workspace, NPM_FOLDER);
    let mut tests = workspace.cargo();
    tests.args(["test", "--workspace"]);
    if node.is_ok() {
        tests.args(["--features", PEERS]);
    }
    match &browser {
        Ok(browser) => {
            tests.args(["--features", BROWSER]);
            if newer.is_ok() {
                tests.args(["--features", NPM]);
            }
            with_browser(workspace, browser, &mut tests)?;
        }
        Err(_) => process::run(&mut tests)?,
    }
    crowd(workspace)?;
    one_of([browser.err(), node.err(), newer.err()])
}

/// The last of these errors; those before it are told.
fn one_of(errors: [Option<Error>; 3]) -> Result<(), Error> {
    let mut errors: Vec<Error> = errors.into_iter().flatten().collect();
    let last = errors.pop();
    for error in errors {
        say(error.to_string());
    }
    last.map_or(Ok(()), Err)
}

fn browser(workspace: &Workspace, browser: &Browser) -> Result<(), Error> {
    let mut tests = workspace.cargo();
    tests.args(["test", "--package", "causerie-e2e", "--features", "browser"]);
    with_browser(workspace, browser, &mut tests)
}

fn peers(workspace: &Workspace) -> Result<(), Error> {
    let mut tests = workspace.cargo();
    tests.args(["test", "--package", "causerie-peers", "--features", "node"]);
    process::run(&mut tests)
}

/// As it is packed, in pages that others make of it.
fn npm(workspace: &Workspace, browser: &Browser) -> Result<(), Error> {
    node::ready(workspace, NPM_FOLDER)?;
    let mut tests = workspace.cargo();
    tests.args(["test", "--package", "causerie-consumers"]);
    browser.pass(tests.args(["--features", "node"]));
    tests.env("CAUSERIE_DIST", dist::build(workspace)?);
    say("running the tests of the npm package");
    process::run(&mut tests)
}

fn native(workspace: &Workspace) -> Result<(), Error> {
    say("running the native tests");
    process::run(workspace.cargo().args(["test", "--workspace"]))?;
    crowd(workspace)
}

/// Some thousand lives over a network that does its worst; then some chats at once over real
/// sockets, on the emulator's own program.
fn crowd(workspace: &Workspace) -> Result<(), Error> {
    simulate::run(workspace, &Simulation::default())?;
    say("playing fifty chats at once");
    load::run(workspace, &Load::small())
}

fn with_browser(
    workspace: &Workspace,
    browser: &Browser,
    tests: &mut Command,
) -> Result<(), Error> {
    browser.pass(tests);
    tests.env("CAUSERIE_SITE", site::build(workspace)?);
    tests.env("CAUSERIE_YEW_SITE", site::build_yew(workspace)?);
    tests.env("CAUSERIE_DIST", dist::build(workspace)?);
    say("running the tests, the browser suite among them");
    process::run(tests)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_were_left_out_are_an_error() {
        let missing = |name: &str| Some(Error::Missing(name.to_owned()));
        assert!(one_of([None, None, None]).is_ok());
        for errors in [
            [missing("node"), None, None],
            [None, None, missing("node")],
            [missing("browser"), None, missing("node")],
        ] {
            let error = one_of(errors).unwrap_err();
            assert!(error.to_string().contains("`node`"), "{error}");
        }
    }
}
