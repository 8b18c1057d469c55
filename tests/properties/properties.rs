//! The claims held against the committed corpora, and against what is made of them by chance.
//!
//! Each run tries the same cases; `PROPTEST_RNG_SEED=2` takes others, `PROPTEST_CASES` more of
//! them. What fails is shrunk, and shown as the bytes that the fuzz target of that name takes.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod corpus;
mod mutation;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use causerie_properties::{CLAIMS, hold};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

/// So many cases of each claim, which take a second or two.
const CASES: u32 = 500;

fn config() -> ProptestConfig {
    let given = ProptestConfig::default();
    let is_given = |name: &str| std::env::var_os(name).is_some();
    ProptestConfig {
        cases: if is_given("PROPTEST_CASES") {
            given.cases
        } else {
            CASES
        },
        rng_seed: match given.rng_seed {
            RngSeed::Random => RngSeed::Fixed(7),
            fixed @ RngSeed::Fixed(_) => fixed,
        },
        failure_persistence: None,
        ..given
    }
}

/// Plays the corpus of a claim, then what chance makes of it.
fn holds(name: &str) {
    let seeds = corpus::of(name);
    for (file, data) in &seeds {
        let held = catch_unwind(AssertUnwindSafe(|| hold(name, data)));
        assert!(held.is_ok(), "{file} of {name}");
    }
    let seeds: Vec<_> = seeds.into_iter().map(|(_, data)| data).collect();
    let outcome = TestRunner::new(config()).run(&mutation::of(seeds), |data| {
        hold(name, &data.0);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

macro_rules! claims {
    ($($name:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                holds(stringify!($name));
            }
        )*
    };
}

claims! { gms_v1 gms_v2 gws web_api bayeux json saved options escapes session }

#[test]
fn every_claim_is_tried_and_has_a_fuzz_target() {
    let names: Vec<_> = CLAIMS.iter().map(|claim| claim.name).collect();
    assert_eq!(names, NAMES);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for name in names {
        let target = fs::read_to_string(folder.join(format!("targets/{name}.rs"))).unwrap();
        assert!(target.contains(&format!("hold(\"{name}\"")), "{name}");
        let entry = format!("name = \"{name}\"\npath = \"targets/{name}.rs\"");
        assert!(manifest.contains(&entry), "{name} is not in the manifest");
    }
}

#[test]
#[should_panic(expected = "a claim of that name")]
fn a_claim_that_is_not_there_does_not_hold() {
    hold("gms_v3", b"");
}
