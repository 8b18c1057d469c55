//! The engines that the browser suite runs in, and what has to be installed for each.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::{apt, process};

/// What its packages put where no search path leads.
const MINI_BROWSER: &str = "webkit2gtk-4.1/MiniBrowser";

/// By the browser that Debian and Ubuntu have of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The word for it on the command line, and for the suite.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Self, Error> {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|engine| engine.name() == name);
        found.ok_or_else(|| Error::UnknownEngine(name.to_owned()))
    }

    /// The program that opens and drives the browser.
    pub(crate) fn driver(self) -> Option<PathBuf> {
        match self {
            Self::Chromium => process::locate("chromedriver"),
            Self::Firefox => process::locate("geckodriver").or_else(|| installed("geckodriver")),
            // Its browser wants a screen.
            Self::WebKit => process::locate("Xvfb").and(process::locate("WebKitWebDriver")),
        }
    }

    /// The browser, where we know it; a driver may know another.
    pub(crate) fn browser(self) -> Option<PathBuf> {
        match self {
            Self::Chromium => located(&[
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
            ]),
            Self::Firefox => located(&["firefox-esr", "firefox"]),
            Self::WebKit => below(Path::new("/usr/lib"), MINI_BROWSER),
        }
    }

    /// Installs what is missing, or says in a few words why it could not.
    pub(crate) fn install(self) -> Result<(), String> {
        if self != Self::Firefox {
            return apt::install(self.packages());
        }
        if self.browser().is_none() {
            apt::install(self.packages())?;
        }
        // No package of a distribution has its driver.
        if self.driver().is_none() {
            process::say("installing geckodriver (this takes minutes)");
            let mut cargo = Command::new("cargo");
            let outcome = process::run(cargo.args(["install", "geckodriver"]));
            outcome.map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// The command a person would type.
    pub(crate) fn command(self) -> String {
        let command = apt::command(self.packages());
        match self {
            Self::Firefox => format!("{command} && cargo install geckodriver"),
            Self::Chromium | Self::WebKit => command,
        }
    }

    const fn packages(self) -> &'static [&'static str] {
        match self {
            // The pictures that were reviewed are written in the font.
            Self::Chromium => &["chromium", "chromium-driver", "fonts-dejavu-core"],
            Self::Firefox => &["firefox-esr"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb"],
        }
    }
}

fn located(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| process::locate(name))
}

/// What cargo has installed, whether its folder is on the search path or not.
fn installed(program: &str) -> Option<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)?;
    let file = cargo.join("bin").join(program);
    file.is_file().then_some(file)
}

/// In a folder of that folder, as there is one for each kind of machine.
fn below(folder: &Path, file: &str) -> Option<PathBuf> {
    let folders = fs::read_dir(folder).ok()?.flatten();
    let mut files = folders.map(|folder| folder.path().join(file));
    files.find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_have_the_names_of_their_options() {
        for engine in Engine::ALL {
            assert_eq!(Engine::named(engine.name()).unwrap(), engine);
        }
        let refused = Engine::named("presto").unwrap_err().to_string();
        assert!(refused.contains("`presto`"), "{refused}");
    }

    #[test]
    fn what_is_missing_can_be_installed_by_one_line() {
        let command = Engine::Firefox.command();
        assert!(command.ends_with("firefox-esr && cargo install geckodriver"));
        assert!(Engine::WebKit.command().ends_with("webkit2gtk-driver xvfb"));
    }
}
