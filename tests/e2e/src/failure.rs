//! Why a test failed.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thiserror::Error;

use crate::Ability;

/// What was expected and what there was instead, in words a person can act on.
#[derive(Error)]
pub enum Failure {
    /// A test's own claim does not hold.
    #[error("{0}")]
    Claim(String),

    /// The page wrote errors to the console.
    #[error("the console has errors:\n{0}")]
    Console(String),

    /// The browser refused an order.
    #[error("the browser refused: {0}")]
    Browser(#[from] WebDriverError),

    /// The test needs what the engine does not have.
    #[error("this engine does not let itself be told {0}")]
    Lacks(Ability),

    /// A file or a socket could not be had.
    #[error("cannot {act}: {cause}")]
    Io {
        /// What was tried, as in "cannot read".
        act: String,
        /// The system's reason.
        cause: io::Error,
    },

    /// There is no driver, or no browser it could open.
    #[error(
        "no browser: {0}; install one and its driver, or run `cargo xtask test --browser`, which does"
    )]
    NoBrowser(String),

    /// Nobody said where the demo site is.
    #[error("no site in CAUSERIE_SITE ({}): run `cargo xtask test --browser`, which builds it", .0.display())]
    NoSite(PathBuf),

    /// Something did not come in time.
    #[error("{what} within {limit:?}; there is:\n{there}")]
    Missing {
        /// What was waited for, as in "no button \"Send\"".
        what: String,
        /// How long it was waited for.
        limit: Duration,
        /// What was found instead.
        there: String,
    },
}

impl Failure {
    /// Whether an element has been replaced since it was found.
    pub(crate) fn is_stale(&self) -> bool {
        matches!(self, Self::Browser(error) if is_stale(error))
    }

    /// Whether the browser gave no reason.
    pub(crate) fn is_unexplained(&self) -> bool {
        let Self::Browser(error) = self else {
            return false;
        };
        matches!(error.as_inner(), WebDriverErrorInner::UnknownError(_))
    }

    /// Whether an element is where nothing can be done with it.
    pub(crate) fn is_out_of_reach(&self) -> bool {
        let Self::Browser(error) = self else {
            return false;
        };
        matches!(
            error.as_inner(),
            WebDriverErrorInner::ElementNotInteractable(_)
        )
    }

    /// For `map_err`; `act` is what was tried.
    pub(crate) fn io(act: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let act = act.into();
        move |cause| Self::Io { act, cause }
    }
}

/// Whether an element has been replaced since it was found.
pub(crate) fn is_stale(error: &WebDriverError) -> bool {
    matches!(
        error.as_inner(),
        WebDriverErrorInner::StaleElementReference(_)
    )
}

/// A failing test prints the `Debug` form: it shall be readable.
impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
