//! `size.toml`: how heavy everything may be, and how heavy it was.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::weight::Weight;
use crate::error::Error;

/// Bytes after brotli.
#[derive(Debug, Deserialize)]
pub(super) struct Budget {
    budget: usize,
    loader: usize,
    #[serde(default)]
    recorded: BTreeMap<String, usize>,
}

impl Budget {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(Error::file("read", path))?;
        Ok(toml::from_str(&text)?)
    }

    pub(super) fn limit(&self) -> usize {
        self.budget
    }

    /// Fails where all files together, or the loader alone, are over the budget.
    pub(super) fn allows(&self, total: usize, loader: usize) -> Result<(), Error> {
        allow("everything", total, self.budget)?;
        allow("the loader", loader, self.loader)
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

    pub(super) fn record(&mut self, weights: &[(&'static str, Weight)]) {
        let figures = weights
            .iter()
            .map(|(name, weight)| ((*name).to_owned(), weight.brotli));
        self.recorded = figures.collect();
    }

    /// The whole file.
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "# What a visitor downloads, in bytes after brotli (quality 11, window 22).\n\
             # `cargo xtask size` fails when all files together exceed the budget.\n\
             budget = {}\n\n\
             # What every page loads, whether anybody chats or not.\n\
             loader = {}\n\n\
             # As last kept by `cargo xtask size --record`.\n\
             [recorded]\n",
            self.budget, self.loader
        );
        for (name, bytes) in &self.recorded {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\"{name}\" = {bytes}");
        }
        text
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
    use super::*;

    fn budget() -> Budget {
        toml::from_str("budget = 100\nloader = 10\n[recorded]\n\"a.js\" = 40\n").unwrap()
    }

    #[test]
    fn one_byte_too_many_fails() {
        assert!(budget().allows(100, 10).is_ok());
        for (total, loader, what) in [(101, 10, "everything"), (100, 11, "the loader")] {
            let message = budget().allows(total, loader).unwrap_err().to_string();
            assert!(
                message.contains("1 byte") && message.contains(what),
                "{message}"
            );
        }
    }

    #[test]
    fn change_has_a_sign() {
        let change = |now| budget().change("a.js", now);
        assert_eq!([change(41), change(38), change(40)], ["+1", "-2", "same"]);
        assert_eq!(budget().change("b.js", 1), "new");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let mut kept = budget();
        kept.record(&[(
            "b.wasm",
            Weight {
                raw: 9,
                gzip: 8,
                brotli: 7,
            },
        )]);
        let again: Budget = toml::from_str(&kept.text()).unwrap();
        assert_eq!(
            (again.budget, again.loader, again.recorded),
            (100, 10, [("b.wasm".to_owned(), 7)].into())
        );
    }
}
