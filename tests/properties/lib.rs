//! What holds of whatever anybody sends, a function for each claim.
//!
//! A claim reads bytes as lines of text; each line begins with a letter that says what it is.
//! What cannot be read so is left out, so that every input is an input. The fuzz targets, the
//! property tests and the committed corpora all go through the same functions.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod answers;
mod bayeux;
mod escapes;
mod json;
mod line;
mod options;
mod page;
mod request;
mod saved;
mod session;

/// A claim, by the name of its fuzz target and of its corpus.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// Its name.
    pub name: &'static str,
    /// Panics where the claim does not hold.
    pub check: fn(&[u8]),
}

/// All of them.
pub const CLAIMS: [Claim; 10] = [
    claim("gms_v1", answers::gms_v1),
    claim("gms_v2", answers::gms_v2),
    claim("gws", answers::gws),
    claim("web_api", answers::web_api),
    claim("bayeux", bayeux::check),
    claim("json", json::check),
    claim("saved", saved::check),
    claim("options", options::check),
    claim("escapes", escapes::check),
    claim("session", session::check),
];

const fn claim(name: &'static str, check: fn(&[u8])) -> Claim {
    Claim { name, check }
}

/// Holds the claim of that name against these bytes.
///
/// # Panics
/// When it does not hold, or there is no such claim.
pub fn hold(name: &str, data: &[u8]) {
    let claim = CLAIMS.iter().find(|claim| claim.name == name);
    (claim.expect("a claim of that name").check)(data);
}
