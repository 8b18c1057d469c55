//! `cargo xtask test`: every test there is, the ones in a browser included.

mod program;

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use crate::browser::Browser;
use crate::dist;
use crate::engine::Engine;
use crate::error::Error;
use crate::load::{self, Load};
use crate::node;
use crate::process::{self, say};
use crate::simulate::{self, Simulation};
use crate::site;
use crate::toolchain::Toolchain;
use crate::workspace::Workspace;

use program::Program;

/// The feature that adds the browser suite.
pub(crate) const BROWSER: &str = "causerie-e2e/browser";

/// Where it is.
const E2E_FOLDER: &str = "tests/e2e";

/// Where the packages are that judge what it sees.
const AUDIT_FOLDER: &str = "tests/e2e/audit";

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
    Browser(Engine),
    Native,
    Npm,
    Peers,
}

/// Runs them with cargo's own output.
pub(crate) fn run(workspace: &Workspace, scope: Scope) -> Result<(), Error> {
    match scope {
        Scope::All => all(workspace),
        Scope::Browser(engine) => browser(workspace, &seer(workspace, engine)?),
        Scope::Native => native(workspace),
        Scope::Npm => npm(workspace, &Browser::ready(Engine::Chromium)?),
        Scope::Peers => node::ready(workspace, PEERS_FOLDER).and_then(|()| peers(workspace)),
    }
}

/// Tests whose programs are missing are left out, which is an error in the end.
fn all(workspace: &Workspace) -> Result<(), Error> {
    let browser = seer(workspace, Engine::Chromium);
    let node = node::ready(workspace, PEERS_FOLDER);
    let newer = node::ready(workspace, NPM_FOLDER);
    let features = [
        node.is_ok().then_some(PEERS),
        browser.is_ok().then_some(BROWSER),
        (browser.is_ok() && newer.is_ok()).then_some(NPM),
    ];
    let features: Vec<_> = features.into_iter().flatten().collect();
    let (programs, sites) = at_once(
        || Program::compile(workspace, &features),
        || browser.is_ok().then(|| Sites::build(workspace)).transpose(),
    )?;
    let shown = browser.as_ref().ok().zip(sites.as_ref());
    play(workspace, &features, programs, shown)?;
    one_of([browser.err(), node.err(), newer.err()])
}

/// A browser, and what judges what is seen in it.
fn seer(workspace: &Workspace, engine: Engine) -> Result<Browser, Error> {
    let browser = Browser::ready(engine)?;
    node::ready(workspace, AUDIT_FOLDER)?;
    Ok(browser)
}

/// What is seen in a browser waits a good deal, and meanwhile the others are at work.
fn play(
    workspace: &Workspace,
    features: &[&str],
    programs: Vec<Program>,
    shown: Option<(&Browser, &Sites)>,
) -> Result<(), Error> {
    let (seen, others): (Vec<_>, Vec<_>) = programs.into_iter().partition(|program| {
        [E2E_FOLDER, NPM_FOLDER].map(|folder| program.is_of(workspace, folder)) != [false; 2]
    });
    say("running the tests, those in a browser beside the others");
    at_once(
        || seen.iter().try_for_each(|program| see(program, shown)),
        || {
            others.iter().try_for_each(run_beside)?;
            let mut documented = workspace.cargo();
            documented.args(["test", "--workspace", "--doc"]);
            documented.args(features.iter().flat_map(|name| ["--features", name]));
            process::run_beside(&mut documented)?;
            crowd(workspace)
        },
    )
    .map(drop)
}

fn see(program: &Program, shown: Option<(&Browser, &Sites)>) -> Result<(), Error> {
    say(format!("running {}", program.name()));
    let mut command = program.command();
    if let Some((browser, sites)) = shown {
        browser.pass(&mut command);
        sites.pass(&mut command);
    }
    process::run(&mut command)
}

fn run_beside(program: &Program) -> Result<(), Error> {
    let outcome = process::run_beside(&mut program.command());
    say(format!("{} was run", program.name()));
    outcome
}

/// Does both at the same time, each to its end.
fn at_once<A: Send, B>(
    first: impl FnOnce() -> Result<A, Error> + Send,
    second: impl FnOnce() -> Result<B, Error>,
) -> Result<(A, B), Error> {
    let (first, second) = thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (
            first.join().unwrap_or_else(|panic| resume_unwind(panic)),
            second,
        )
    });
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
        (Err(error), Err(other)) => {
            say(error.to_string());
            Err(other)
        }
    }
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
    browser.pass(&mut tests);
    Sites::build(workspace)?.pass(&mut tests);
    say("running the browser suite");
    process::run(&mut tests)
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

/// What the browser is shown, each in a folder.
struct Sites {
    demo: PathBuf,
    yew: PathBuf,
    dist: PathBuf,
}

impl Sites {
    /// One recipe does not wait for the other: each compiles on one processor for the most part.
    fn build(workspace: &Workspace) -> Result<Self, Error> {
        // Whatever it lacks is installed once.
        Toolchain::choose()?;
        let ordinary = || Ok((site::build(workspace)?, site::build_yew(workspace)?));
        let (dist, (demo, yew)) = at_once(|| dist::build(workspace), ordinary)?;
        Ok(Self { demo, yew, dist })
    }

    fn pass(&self, tests: &mut Command) {
        tests.env("CAUSERIE_SITE", &self.demo);
        tests.env("CAUSERIE_YEW_SITE", &self.yew);
        tests.env("CAUSERIE_DIST", &self.dist);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_things_at_once_either_may_fail() {
        let missing = || Err::<(), _>(Error::Missing("node".to_owned()));
        assert_eq!(at_once(|| Ok(1), || Ok(2)).unwrap(), (1, 2));
        assert!(at_once(missing, || Ok(2)).is_err());
        assert!(at_once(|| Ok(1), missing).is_err());
        assert!(at_once(missing, missing).is_err());
    }

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
