//! The engines that a test can run in.

use std::env;
use std::fmt;

use crate::{Ability, Failure};

/// A browser's engine, by the browser that this machine has of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chrome's and Edge's; the one the suite is written for.
    Chromium,
    /// Gecko.
    Firefox,
    /// Safari's, as WebKitGTK has it.
    WebKit,
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The one that `CAUSERIE_ENGINE` names; Chromium where it names none.
    pub fn chosen() -> Result<Self, Failure> {
        let Some(name) = env::var_os("CAUSERIE_ENGINE") else {
            return Ok(Self::Chromium);
        };
        let mut all = Self::ALL.into_iter();
        let found = all.find(|engine| name == engine.name());
        found.ok_or_else(|| Failure::Claim(format!("CAUSERIE_ENGINE names no engine: {name:?}")))
    }

    /// The word for it on a command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// An error for whoever needs what cannot be had in this engine: the test ends there, and its
    /// stage says so.
    pub(crate) fn needs(self, ability: Ability) -> Result<(), Failure> {
        if ability.is_in(self) {
            Ok(())
        } else {
            Err(Failure::Lacks(ability))
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}
