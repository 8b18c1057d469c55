//! `size.toml`: how heavy everything may be, and how heavy it was.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::weight::Weighed;
use crate::error::Error;
use crate::widget::Recipe;

/// Bytes after brotli.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub(super) struct Budget {
    loader: usize,
    ordinary: Build,
    published: Build,
}

/// Of the files that one recipe makes.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub(super) struct Build {
    /// Of what a page loads until one can write.
    pub(super) writable: usize,
    /// Of all that it loads.
    pub(super) budget: usize,
    #[serde(default)]
    recorded: BTreeMap<String, usize>,
}

impl Budget {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(Error::file("read", path))?;
        Ok(toml::from_str(&text)?)
    }

    pub(super) fn of(&self, recipe: Recipe) -> &Build {
        match recipe {
            Recipe::Ordinary => &self.ordinary,
            Recipe::Published => &self.published,
        }
    }

    /// Fails where the loader is over its budget.
    pub(super) fn allows_loader(&self, bytes: usize) -> Result<(), Error> {
        allow("the loader", bytes, self.loader)
    }

    pub(super) fn record<'a>(
        &mut self,
        recipe: Recipe,
        weights: impl IntoIterator<Item = &'a Weighed>,
    ) {
        let build = match recipe {
            Recipe::Ordinary => &mut self.ordinary,
            Recipe::Published => &mut self.published,
        };
        let figures = weights.into_iter();
        let figures = figures.map(|(name, weight)| (name.clone(), weight.brotli));
        build.recorded = figures.collect();
    }

    /// The whole file.
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "# What a visitor downloads, in bytes after brotli (quality 11, window 22).\n\
             # `cargo xtask size` fails over a budget, and keeps the figures with --record.\n\n\
             # What every page loads, whether anybody chats or not: the published loader.\n\
             loader = {}\n",
            self.loader
        );
        let builds = [
            (
                "built with the ordinary toolchain",
                "ordinary",
                &self.ordinary,
            ),
            ("as it is published", "published", &self.published),
        ];
        for (words, name, build) in builds {
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "\n# The loader and the heaviest widget, {words}: a page loads one. One can write when\n\
                 # its glue is there, and the wasm follows.\n\
                 [{name}]\nwritable = {}\nbudget = {}\n\n[{name}.recorded]\n",
                build.writable, build.budget
            );
            for (file, bytes) in &build.recorded {
                let _ = writeln!(text, "\"{file}\" = {bytes}");
            }
        }
        text
    }
}

impl Build {
    /// Fails where what a page loads is over the budget, or that of it until one can write.
    pub(super) fn allows(&self, total: usize, writable: usize) -> Result<(), Error> {
        allow("a page", total, self.budget)?;
        allow("a page until one can write", writable, self.writable)
    }

    /// Against the last record, with its sign.
    pub(super) fn change(&self, name: &str, now: usize) -> String {
        match self.recorded.get(name) {
            Some(before) if *before == now => "same".to_owned(),
            Some(before) if now > *before => format!("+{}", now - before),
            Some(before) => format!("-{}", before - now),
            None => "new".to_owned(),
        }
    }
}

fn allow(what: &'static str, total: usize, budget: usize) -> Result<(), Error> {
    match total.checked_sub(budget) {
        None | Some(0) => Ok(()),
        Some(excess) => Err(Error::TooHeavy {
            what,
            total,
            budget,
            excess,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::weight::Weight;
    use super::*;

    fn budget() -> Budget {
        toml::from_str(
            "loader = 10\n[ordinary]\nwritable = 30\nbudget = 100\n[ordinary.recorded]\n\
             \"a.js\" = 40\n[published]\nwritable = 20\nbudget = 80\n",
        )
        .unwrap()
    }

    #[test]
    fn one_byte_too_many_fails() {
        let budget = budget();
        let ordinary = budget.of(Recipe::Ordinary);
        let published = budget.of(Recipe::Published);
        assert!(ordinary.allows(100, 30).is_ok());
        assert!(published.allows(80, 20).is_ok());
        assert!(budget.allows_loader(10).is_ok());
        for (refused, what) in [
            (ordinary.allows(101, 30), "a page"),
            (published.allows(81, 20), "a page"),
            (published.allows(80, 21), "until one can write"),
            (budget.allows_loader(11), "the loader"),
        ] {
            let message = refused.unwrap_err().to_string();
            assert!(
                message.contains("1 byte") && message.contains(what),
                "{message}"
            );
        }
    }

    #[test]
    fn change_has_a_sign() {
        let budget = budget();
        let change = |now| budget.of(Recipe::Ordinary).change("a.js", now);
        assert_eq!([change(41), change(38), change(40)], ["+1", "-2", "same"]);
        assert_eq!(budget.of(Recipe::Published).change("a.js", 1), "new");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let mut kept = budget();
        let weight = Weight {
            raw: 9,
            gzip: 8,
            brotli: 7,
        };
        kept.record(Recipe::Published, &[("b.wasm".to_owned(), weight)]);
        let again: Budget = toml::from_str(&kept.text()).unwrap();
        assert_eq!(again, kept);
        assert_eq!(again.published.recorded, [("b.wasm".to_owned(), 7)].into());
    }
}
