//! Chromium and its driver, for the tests and benchmarks that need a browser.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use crate::error::Error;
use crate::{apt, process};

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// What tells Rust's tests how many shall run at once.
const THREADS: &str = "RUST_TEST_THREADS";

/// So many tests for each processor: each has a browser, and half of the time it waits.
const BROWSERS: usize = 2;

/// A driver, and the browser it shall open where we know it.
#[derive(Debug)]
pub(crate) struct Browser {
    driver: PathBuf,
    binary: Option<PathBuf>,
}

impl Browser {
    /// Finds the pair, or installs it from the distribution.
    pub(crate) fn ready() -> Result<Self, Error> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        apt::install(&PACKAGES).map_err(missing)?;
        Self::find().ok_or_else(|| missing("installed, but not on the search path".into()))
    }

    /// Hands both to the suite or the benchmarks.
    pub(crate) fn pass(&self, suite: &mut Command) {
        if env::var_os(THREADS).is_none() {
            let processors = thread::available_parallelism().map_or(1, usize::from);
            suite.env(THREADS, (processors * BROWSERS).to_string());
        }
        suite.env("CAUSERIE_DRIVER", &self.driver);
        if let Some(binary) = &self.binary {
            suite.env("CAUSERIE_BROWSER", binary);
        }
    }

    fn find() -> Option<Self> {
        let given = |name| env::var_os(name).map(PathBuf::from);
        let driver = given("CAUSERIE_DRIVER").or_else(|| process::locate("chromedriver"))?;
        let installed = || NAMES.iter().find_map(|name| process::locate(name));
        Some(Self {
            driver,
            binary: given("CAUSERIE_BROWSER").or_else(installed),
        })
    }
}

fn missing(reason: String) -> Error {
    Error::Browser {
        reason,
        command: apt::command(&PACKAGES),
    }
}
