//! `cargo xtask size`: what a visitor downloads, against the budget in `size.toml`.
//!
//! There is no wasm-opt in it. Binaryen 132 makes the wasm 12 % smaller as it lies on the disk
//! and 0.5 % larger as it is sent (-Oz; the best of its levels gains 1 %), and the version that
//! cargo can install cannot read what wasm-bindgen writes.

mod budget;
mod weight;

use std::fs;

use crate::dist;
use crate::error::Error;
use crate::process::say;
use crate::shipped::{LOADER, Shipped};
use crate::widget::Recipe;
use crate::workspace::Workspace;

use budget::{Budget, Build};
use weight::Weight;

/// What to do with the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Fail over a budget: what every change must pass.
    Budget,
    /// Keep the figures for the next change; fail over a budget.
    Record,
}

/// Prints a table for each recipe and says whether it is well.
pub(crate) fn run(workspace: &Workspace, measure: Measure) -> Result<(), Error> {
    let path = workspace.root().join("size.toml");
    let mut budget = Budget::read(&path)?;
    let mut outcomes = Vec::new();
    for recipe in [Recipe::Ordinary, Recipe::Published] {
        let weights = weigh(&shipped(workspace, recipe)?)?;
        print(recipe, budget.of(recipe), &weights);
        outcomes.push(budget.of(recipe).allows(total(&weights).brotli));
        if recipe == Recipe::Published {
            outcomes.push(budget.allows_loader(loader(&weights)));
        }
        budget.record(recipe, &weights);
    }
    if measure == Measure::Record {
        fs::write(&path, budget.text()).map_err(Error::file("write", &path))?;
        say("the figures are recorded in size.toml");
    }
    outcomes.into_iter().collect()
}

/// What a page downloads, with the loader that asks for integrity where it is published.
fn shipped(workspace: &Workspace, recipe: Recipe) -> Result<Shipped, Error> {
    let shipped = Shipped::build(workspace, recipe)?;
    match recipe {
        Recipe::Ordinary => Ok(shipped),
        Recipe::Published => dist::with_integrity(workspace, shipped),
    }
}

fn weigh(shipped: &Shipped) -> Result<Vec<(&'static str, Weight)>, Error> {
    let weights = shipped.files().into_iter().map(|(name, bytes)| {
        let weight = Weight::of(bytes).map_err(Error::file("compress", name.as_ref()));
        Ok((name, weight?))
    });
    weights.collect()
}

fn total(weights: &[(&'static str, Weight)]) -> Weight {
    weights.iter().map(|(_, weight)| *weight).sum()
}

fn loader(weights: &[(&'static str, Weight)]) -> usize {
    let loader = weights.iter().find(|(name, _)| *name == LOADER);
    loader.map_or(0, |(_, weight)| weight.brotli)
}

fn print(recipe: Recipe, build: &Build, weights: &[(&'static str, Weight)]) {
    println!(
        "{:<18}{:>9}{:>9}{:>9}{:>9}",
        recipe.name(),
        "raw",
        "gzip",
        "brotli",
        "change"
    );
    for (name, weight) in weights {
        println!("{name:<18}{weight}{:>9}", build.change(name, weight.brotli));
    }
    println!(
        "{:<18}{}   of {} in the budget",
        "in all",
        total(weights),
        build.budget
    );
}
