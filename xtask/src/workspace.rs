//! Where the project is and where its artefacts go.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::error::Error;
use crate::process;

/// The folders of this checkout, as cargo sees them.
#[derive(Debug, Deserialize)]
pub(crate) struct Workspace {
    #[serde(rename = "workspace_root")]
    root: PathBuf,
    #[serde(rename = "target_directory")]
    target: PathBuf,
}

/// What this command was built as: all packages of the workspace have one version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Workspace {
    /// Asks cargo, so that CARGO_TARGET_DIR and configuration files count.
    pub(crate) fn find() -> Result<Self, Error> {
        let mut metadata = Command::new(cargo_program());
        metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
        Ok(serde_json::from_str(&process::answer(&mut metadata)?)?)
    }

    /// Another checkout, with a target folder of its own.
    pub(crate) fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            target: root.join("target"),
        }
    }

    /// The version of what is published.
    pub(crate) fn version() -> &'static str {
        VERSION
    }

    /// The folder of the root manifest.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of everything that is built.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The cargo that runs us, at the root, with the same target folder.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new(cargo_program());
        cargo
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_this_package() {
        let workspace = Workspace::find().unwrap();
        assert!(workspace.root().join("xtask/src/workspace.rs").is_file());
        assert!(workspace.target().is_absolute());
    }
}
