//! `cargo xtask load`: many chats at once, on an emulator of their own.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::error::Error;
use crate::process::{self, say};
use crate::workspace::Workspace;

const EMULATOR: &str = "causerie-emulator";
const TOOL: &str = "causerie-load";

/// How many chats of what kind; where nothing is said, the tool knows best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Load {
    pub(crate) chats: usize,
    /// Further options of the tool, passed on as they are.
    pub(crate) rest: Vec<String>,
    pub(crate) seed: u64,
    /// Whether both programs are built as they are installed.
    pub(crate) release: bool,
}

impl Default for Load {
    fn default() -> Self {
        Self {
            chats: 5000,
            rest: Vec::new(),
            seed: 1,
            release: true,
        }
    }
}

impl Load {
    /// Enough to see that every event comes once and in its place.
    pub(crate) fn small() -> Self {
        Self {
            chats: 50,
            rest: ["--messages", "3"].map(str::to_owned).into(),
            release: false,
            ..Self::default()
        }
    }
}

/// Builds both programs, starts the emulator and lets the tool at it.
pub(crate) fn run(workspace: &Workspace, load: &Load) -> Result<(), Error> {
    say("building the emulator and the load tool");
    let mut build = cargo(workspace, "build", load);
    process::build(build.args(["--package", EMULATOR, "--package", TOOL]))?;
    let centre = Centre::start(program(workspace, EMULATOR, load), load)?;
    let mut tool = program(workspace, TOOL, load);
    tool.args(["--url", &centre.url]);
    tool.args(["--process", &centre.running.0.id().to_string()]);
    tool.args(["--chats", &load.chats.to_string()]);
    tool.args(["--seed", &load.seed.to_string()]);
    process::run(tool.args(&load.rest))
}

fn cargo(workspace: &Workspace, command: &str, load: &Load) -> Command {
    let mut cargo = workspace.cargo();
    cargo.arg(command).args(load.release.then_some("--release"));
    cargo
}

/// Run by cargo, which knows where it has built it and which becomes the program.
fn program(workspace: &Workspace, package: &str, load: &Load) -> Command {
    let mut program = cargo(workspace, "run", load);
    program.args(["--quiet", "--package", package, "--"]);
    program
}

/// An emulator at a free port; dropped, it is stopped.
struct Centre {
    url: String,
    running: Running,
    /// Kept, for a program that prints to nobody may die of it.
    _printed: BufReader<ChildStdout>,
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // What has ended by itself cannot be stopped, and need not.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Centre {
    fn start(mut emulator: Command, load: &Load) -> Result<Self, Error> {
        emulator.args(["--listen", "127.0.0.1:0"]);
        emulator.args(["--max-chats", &load.chats.to_string()]);
        emulator.args(["--seed", &load.seed.to_string()]);
        // A line for every request would be half of what is measured.
        emulator.args(["--max-connections", "0", "--log", "warn"]);
        emulator.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut running = Running(process::spawn(&mut emulator)?);
        let printed = running.0.stdout.take().ok_or(Error::Silent(EMULATOR))?;
        let mut printed = BufReader::new(printed);
        let mut line = String::new();
        let read = printed.read_line(&mut line);
        let url = read.ok().and_then(|_| address(&line));
        Ok(Self {
            url: url.ok_or(Error::Silent(EMULATOR))?,
            running,
            _printed: printed,
        })
    }
}

/// The address in what the emulator prints first.
fn address(line: &str) -> Option<String> {
    let url = line.trim_end().strip_prefix("Listening at ")?;
    Some(url.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_taken_from_what_the_emulator_prints() {
        let line = "Listening at http://127.0.0.1:39035/\n";
        assert_eq!(address(line).as_deref(), Some("http://127.0.0.1:39035"));
        assert_eq!(address(""), None);
    }
}
