//! Node.js and npm, for what others have written: peers to test against, and to be measured against.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::apt;
use crate::error::Error;
use crate::process::{self, say};
use crate::workspace::Workspace;

const PACKAGES: [&str; 2] = ["nodejs", "npm"];

/// The oldest that any packages run on, where `package.json` does not say.
const OLDEST: u32 = 18;

/// Finds both, or installs them from the distribution; then has npm install what the lock file
/// in this folder of the workspace names.
pub(crate) fn ready(workspace: &Workspace, folder: &str) -> Result<(), Error> {
    let manifest = workspace.root().join(folder).join("package.json");
    let text = fs::read_to_string(&manifest).map_err(Error::file("read", &manifest))?;
    let oldest = oldest(&text);
    let missing = |reason| missing(oldest, reason);
    if !is_there() {
        apt::install(&PACKAGES).map_err(missing)?;
    }
    if !is_there() {
        return Err(missing("installed, but not on the search path".into()));
    }
    let version = process::answer(Command::new("node").arg("--version"))?;
    if is_too_old(&version, oldest) {
        return Err(missing(format!("{} is there", version.trim())));
    }
    install(&workspace.root().join(folder), folder)
}

fn is_there() -> bool {
    ["node", "npm"]
        .iter()
        .all(|name| process::locate(name).is_some())
}

/// `v20.20.2`; what cannot be read is given a try.
fn is_too_old(version: &str, oldest: u32) -> bool {
    let major = version.trim().trim_start_matches('v').split('.').next();
    major
        .and_then(|major| major.parse().ok())
        .is_some_and(|major: u32| major < oldest)
}

/// `"node": ">=20.19"` in the manifest of packages: 20.
fn oldest(manifest: &str) -> u32 {
    let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap_or_default();
    let engine = manifest
        .pointer("/engines/node")
        .and_then(|node| node.as_str());
    let version = engine.and_then(|engine| engine.strip_prefix(">="));
    let major = version.and_then(|version| version.split('.').next());
    major.and_then(|major| major.parse().ok()).unwrap_or(OLDEST)
}

/// Once, and again whenever the lock file has changed since.
fn install(folder: &Path, name: &str) -> Result<(), Error> {
    // What npm writes last.
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&folder.join("package-lock.json")) {
        return Ok(());
    }
    say(format!("installing the npm packages of {name}"));
    process::run(Command::new("npm").arg("ci").current_dir(folder))
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|file| file.modified()).ok()
}

fn missing(oldest: u32, reason: String) -> Error {
    Error::Node {
        oldest,
        reason,
        command: apt::command(&PACKAGES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_first_number() {
        assert!(is_too_old("v16.20.2\n", 18));
        assert!(!is_too_old("v18.0.0\n", 18));
        assert!(!is_too_old("v100.0.0\n", 18));
        assert!(!is_too_old("something else", 18));
    }

    #[test]
    fn the_manifest_says_what_is_too_old() {
        assert_eq!(oldest(r#"{"engines":{"node":">=20.19"}}"#), 20);
        assert_eq!(oldest("{}"), OLDEST);
    }

    #[test]
    fn the_distributions_packages_are_named() {
        let message = missing(20, "no network".into()).to_string();
        assert!(message.contains("nodejs npm"), "{message}");
        assert!(message.contains("no network"), "{message}");
    }
}
