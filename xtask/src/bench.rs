//! `cargo xtask bench`: what the widget takes, measured in a browser.

use crate::browser::Browser;
use crate::error::Error;
use crate::process::{self, say};
use crate::site;
use crate::workspace::Workspace;

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Benchmark {
    Latency,
}

/// What shall be measured, and how well.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) benchmarks: Vec<Benchmark>,
    /// Only to see that it works.
    pub(crate) quick: bool,
}

impl Benchmark {
    pub(crate) const ALL: [Self; 1] = [Self::Latency];

    /// The word for it on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Latency => "latency",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Self, Error> {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|benchmark| benchmark.name() == name);
        found.ok_or_else(|| Error::UnknownBenchmark(name.to_owned()))
    }
}

/// Measures the widget as it is shipped.
pub(crate) fn run(workspace: &Workspace, plan: &Plan) -> Result<(), Error> {
    let browser = Browser::ready()?;
    let mut bench = workspace.cargo();
    // The emulator as the tests build it: an optimized one takes longer to build than to measure.
    bench.args(["bench", "--profile", "dev", "--package", "causerie-e2e"]);
    bench.args(["--features", "browser", "--bench", "browser", "--"]);
    bench.args(plan.benchmarks.iter().map(|benchmark| benchmark.name()));
    bench.args(plan.quick.then_some("--quick"));
    browser.pass(&mut bench);
    bench.env("CAUSERIE_SITE", site::build(workspace)?);
    say("measuring; the quieter the machine, the better");
    process::run(&mut bench)
}
