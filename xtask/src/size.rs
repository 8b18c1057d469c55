//! `cargo xtask size`: what a visitor downloads, against the budget in `size.toml`.
//!
//! There is no wasm-opt in it. Binaryen 132 makes the wasm 12 % smaller as it lies on the disk
//! and 2 % larger as it is sent (-Oz; the best of its levels gains 0.3 %), and the version that
//! cargo can install cannot read what wasm-bindgen writes.

mod budget;
mod weight;

use std::fs;
use std::iter;

use crate::error::Error;
use crate::process::say;
use crate::shipped::{LOADER, Shipped, Widget};
use crate::widget::Recipe;
use crate::workspace::Workspace;

use budget::{Budget, Build};
use weight::{Weighed, Weight};

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
        let shipped = Shipped::build(workspace, recipe)?;
        let loader = weigh(LOADER, shipped.loader.as_bytes())?;
        let widgets = shipped.widgets.iter().map(weigh_widget);
        let widgets = widgets.collect::<Result<Vec<_>, _>>()?;
        let (page, writable) = print(recipe, budget.of(recipe), &loader, &widgets);
        outcomes.push(budget.of(recipe).allows(page.brotli, writable.brotli));
        if recipe == Recipe::Published {
            outcomes.push(budget.allows_loader(loader.1.brotli));
        }
        let all = iter::once(&loader).chain(widgets.iter().flatten());
        budget.record(recipe, all);
    }
    if measure == Measure::Record {
        fs::write(&path, budget.text()).map_err(Error::file("write", &path))?;
        say("the figures are recorded in size.toml");
    }
    outcomes.into_iter().collect()
}

fn weigh(name: &str, bytes: &[u8]) -> Result<Weighed, Error> {
    let weight = Weight::of(bytes).map_err(Error::file("compress", name.as_ref()))?;
    Ok((name.to_owned(), weight))
}

fn weigh_widget(widget: &Widget) -> Result<[Weighed; 2], Error> {
    let [glue, wasm] = widget.files();
    Ok([weigh(&glue.0, glue.1)?, weigh(&wasm.0, wasm.1)?])
}

/// Prints the table and gives the most that a page loads, the loader and one of the widgets, and
/// of that what comes until one can write: the loader and the glue.
fn print(
    recipe: Recipe,
    build: &Build,
    loader: &Weighed,
    widgets: &[[Weighed; 2]],
) -> (Weight, Weight) {
    println!(
        "{:<24}{:>9}{:>9}{:>9}{:>9}",
        recipe.name(),
        "raw",
        "gzip",
        "brotli",
        "change"
    );
    let row = |(name, weight): &Weighed| {
        let change = build.change(name, weight.brotli);
        println!("{name:<24}{weight}{change:>9}");
    };
    row(loader);
    let (mut heaviest, mut writable) = (Weight::default(), Weight::default());
    for files in widgets {
        files.iter().for_each(row);
        let [glue, wasm] = files;
        let first: Weight = [loader.1, glue.1].into_iter().sum();
        let page: Weight = [first, wasm.1].into_iter().sum();
        println!("{:<24}{first}", "  until one can write");
        println!("{:<24}{page}", "  a page with it");
        heaviest = heavier(heaviest, page);
        writable = heavier(writable, first);
    }
    for (what, most, budget) in [
        ("most to write", writable, build.writable),
        ("the heaviest page", heaviest, build.budget),
    ] {
        println!("{what:<24}{most}   of {budget} in the budget");
    }
    (heaviest, writable)
}

fn heavier(one: Weight, other: Weight) -> Weight {
    if other.brotli > one.brotli {
        other
    } else {
        one
    }
}
