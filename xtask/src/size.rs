//! `cargo xtask size`: what a visitor downloads, against the budget in `size.toml`.
//!
//! There is no wasm-opt in it. Binaryen 132 makes the wasm 12 % smaller as it lies on the disk
//! and 0.5 % larger as it is sent (-Oz; the best of its levels gains 1 %), and the version that
//! cargo can install cannot read what wasm-bindgen writes.

mod budget;
mod weight;

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::process::say;
use crate::site;
use crate::workspace::Workspace;

use budget::Budget;
use weight::Weight;

/// Everything the widget needs on a host's page; its style sheet is inside the wasm.
const SHIPPED: [&str; 3] = [LOADER, "widget.js", "widget_bg.wasm"];

/// What every page loads at once.
const LOADER: &str = "causerie.js";

/// What to do with the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Fail over the budget: what every change must pass.
    Budget,
    /// Keep the figures for the next change; fail over the budget.
    Record,
}

/// Prints the table and says whether it is well.
pub(crate) fn run(workspace: &Workspace, measure: Measure) -> Result<(), Error> {
    let path = workspace.root().join("size.toml");
    let mut budget = Budget::read(&path)?;
    let site = site::build(workspace)?;
    let weights = weigh(&site)?;
    print(&budget, &weights);
    let total = weights.iter().map(|(_, weight)| weight.brotli).sum();
    let loader = weights.iter().find(|(name, _)| *name == LOADER);
    let loader = loader.map_or(0, |(_, weight)| weight.brotli);
    if measure == Measure::Record {
        budget.record(&weights);
        fs::write(&path, budget.text()).map_err(Error::file("write", &path))?;
        say("the figures are recorded in size.toml");
    }
    budget.allows(total, loader)
}

fn weigh(site: &Path) -> Result<Vec<(&'static str, Weight)>, Error> {
    let weights = SHIPPED.into_iter().map(|name| {
        let path = site.join(name);
        let bytes = fs::read(&path).map_err(Error::file("read", &path))?;
        Ok((
            name,
            Weight::of(&bytes).map_err(Error::file("compress", &path))?,
        ))
    });
    weights.collect()
}

fn print(budget: &Budget, weights: &[(&'static str, Weight)]) {
    println!(
        "{:<18}{:>9}{:>9}{:>9}{:>9}",
        "bytes", "raw", "gzip", "brotli", "change"
    );
    for (name, weight) in weights {
        println!(
            "{name:<18}{weight}{:>9}",
            budget.change(name, weight.brotli)
        );
    }
    let total: Weight = weights.iter().map(|(_, weight)| *weight).sum();
    println!(
        "{:<18}{total}   of {} in the budget",
        "in all",
        budget.limit()
    );
}
