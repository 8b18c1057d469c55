//! A browser and its driver, for the tests and benchmarks that need one.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use crate::engine::Engine;
use crate::error::Error;

/// What tells Rust's tests how many shall run at once.
const THREADS: &str = "RUST_TEST_THREADS";

/// So many tests for each processor: each has a browser, and half of the time it waits.
const BROWSERS: usize = 2;

/// A driver, and the browser it shall open where we know it.
#[derive(Debug)]
pub(crate) struct Browser {
    engine: Engine,
    driver: PathBuf,
    binary: Option<PathBuf>,
}

impl Browser {
    /// Finds the pair, or installs it.
    pub(crate) fn ready(engine: Engine) -> Result<Self, Error> {
        if let Some(found) = Self::find(engine) {
            return Ok(found);
        }
        let missing = |reason| Error::Browser {
            browser: engine.name(),
            reason,
            command: engine.command(),
        };
        engine.install().map_err(missing)?;
        Self::find(engine).ok_or_else(|| missing("installed, but not on the search path".into()))
    }

    /// Hands both to the suite or the benchmarks.
    pub(crate) fn pass(&self, suite: &mut Command) {
        if env::var_os(THREADS).is_none() {
            let processors = thread::available_parallelism().map_or(1, usize::from);
            suite.env(THREADS, (processors * self.at_once()).to_string());
        }
        suite.env("CAUSERIE_ENGINE", self.engine.name());
        suite.env("CAUSERIE_DRIVER", &self.driver);
        if let Some(binary) = &self.binary {
            suite.env("CAUSERIE_BROWSER", binary);
        }
    }

    /// Others than Chromium take longer to start than most tests to run.
    fn at_once(&self) -> usize {
        match self.engine {
            Engine::Chromium => BROWSERS,
            Engine::Firefox | Engine::WebKit => 1,
        }
    }

    fn find(engine: Engine) -> Option<Self> {
        let given = |name| env::var_os(name).map(PathBuf::from);
        let binary = given("CAUSERIE_BROWSER").or_else(|| engine.browser());
        // Chromium's driver may know a browser that we do not.
        if binary.is_none() && engine != Engine::Chromium {
            return None;
        }
        Some(Self {
            engine,
            driver: given("CAUSERIE_DRIVER").or_else(|| engine.driver())?,
            binary,
        })
    }
}
