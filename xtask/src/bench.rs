//! `cargo xtask bench`: what the widget takes, measured in a browser.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::browser::Browser;
use crate::dist;
use crate::engine::Engine;
use crate::error::Error;
use crate::node;
use crate::process::{self, say};
use crate::site;
use crate::workspace::Workspace;

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Benchmark {
    Latency,
    Length,
    Start,
}

/// What shall be measured, and how well.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) benchmarks: Vec<Benchmark>,
    /// Only to see that it works.
    pub(crate) quick: bool,
}

impl Benchmark {
    pub(crate) const ALL: [Self; 3] = [Self::Latency, Self::Length, Self::Start];

    /// The word for it on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Latency => "latency",
            Self::Length => "length",
            Self::Start => "start",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Self, Error> {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|benchmark| benchmark.name() == name);
        found.ok_or_else(|| Error::UnknownBenchmark(name.to_owned()))
    }
}

/// Where the npm packages of others are named.
const PEERS: &str = "tests/e2e/bench/peers";

/// Measures the widget as it is shipped.
pub(crate) fn run(workspace: &Workspace, plan: &Plan) -> Result<(), Error> {
    let browser = Browser::ready(Engine::Chromium)?;
    let mut bench = workspace.cargo();
    // The emulator as the tests build it: an optimized one takes longer to build than to measure.
    bench.args(["bench", "--profile", "dev", "--package", "causerie-e2e"]);
    bench.args(["--features", "browser", "--bench", "browser", "--"]);
    bench.args(plan.benchmarks.iter().map(|benchmark| benchmark.name()));
    bench.args(plan.quick.then_some("--quick"));
    browser.pass(&mut bench);
    for benchmark in &plan.benchmarks {
        match benchmark {
            Benchmark::Latency => bench.env("CAUSERIE_SITE", site::build(workspace)?),
            Benchmark::Length | Benchmark::Start => bench
                .env("CAUSERIE_SHIPPED", shipped(workspace)?)
                .env("CAUSERIE_BENCH_PEERS", peers(workspace)?),
        };
    }
    say("measuring; the quieter the machine, the better");
    process::run(&mut bench)
}

/// The folder with what a page loads: the one named, or else what is published now.
fn shipped(workspace: &Workspace) -> Result<PathBuf, Error> {
    if let Some(named) = env::var_os("CAUSERIE_SITE") {
        return Ok(named.into());
    }
    let published = dist::build(workspace)?.join("cdn");
    Ok(published.join(Workspace::version()))
}

/// Bundles what others have written, and gives the folder.
fn peers(workspace: &Workspace) -> Result<PathBuf, Error> {
    node::ready(workspace, PEERS)?;
    let folder = workspace.target().join("site-peers");
    say("bundling what others have written");
    let mut build = Command::new("node");
    build.arg("build.mjs").arg(&folder);
    process::run(build.current_dir(workspace.root().join(PEERS)))?;
    Ok(folder)
}
