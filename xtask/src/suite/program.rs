//! Tests as cargo compiles them: a program for each target.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::error::Error;
use crate::process;
use crate::workspace::Workspace;

/// The tests of one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Program {
    /// The folder of its package, in which it expects to be run.
    folder: PathBuf,
    executable: PathBuf,
}

/// What cargo tells of a target, as far as it matters here.
#[derive(Deserialize)]
struct Artifact {
    manifest_path: PathBuf,
    profile: Profile,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

impl Program {
    /// Compiles the tests of the workspace with these features, in one call of cargo, as two would
    /// compile much of it twice.
    pub(crate) fn compile(workspace: &Workspace, features: &[&str]) -> Result<Vec<Self>, Error> {
        let mut cargo = workspace.cargo();
        cargo.args(["test", "--workspace", "--no-run"]);
        cargo.args(["--message-format", "json-render-diagnostics"]);
        cargo.args(features.iter().flat_map(|name| ["--features", name]));
        let told = process::told(&mut cargo)?;
        Ok(told.lines().filter_map(Self::of_message).collect())
    }

    /// `None` for what is compiled besides.
    fn of_message(line: &str) -> Option<Self> {
        let artifact: Artifact = serde_json::from_str(line).ok()?;
        artifact.profile.test.then_some(())?;
        Some(Self {
            folder: artifact.manifest_path.parent()?.to_owned(),
            executable: artifact.executable?,
        })
    }

    /// Whether it is of the package in this folder of the workspace.
    pub(crate) fn is_of(&self, workspace: &Workspace, folder: &str) -> bool {
        self.folder == workspace.root().join(folder)
    }

    /// As cargo runs it.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.executable);
        command.current_dir(&self.folder);
        command.env("CARGO_MANIFEST_DIR", &self.folder);
        command
    }

    /// What it is announced by.
    pub(crate) fn name(&self) -> String {
        let file = self.executable.file_name().map(Path::new);
        let stem = file.and_then(Path::file_stem).and_then(OsStr::to_str);
        let name = stem.map(|stem| stem.rsplit_once('-').map_or(stem, |(name, _)| name));
        name.unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(test: bool, executable: &str) -> String {
        format!(
            r#"{{"reason":"compiler-artifact","manifest_path":"/c/tests/e2e/Cargo.toml",
            "target":{{"name":"e2e"}},"profile":{{"test":{test}}},"executable":{executable}}}"#
        )
    }

    #[test]
    fn a_test_is_run_in_the_folder_of_its_package() {
        let line = message(true, r#""/c/target/debug/deps/e2e-76c8eb""#);
        let program = Program::of_message(&line).unwrap();
        assert_eq!(program.name(), "e2e");
        let command = program.command();
        assert_eq!(command.get_program(), "/c/target/debug/deps/e2e-76c8eb");
        assert_eq!(command.get_current_dir(), Some(Path::new("/c/tests/e2e")));
    }

    #[test]
    fn what_is_no_test_is_passed_over() {
        let plain = message(false, r#""/c/target/debug/causerie-load""#);
        let finished = r#"{"reason":"build-finished","success":true}"#;
        for line in [&plain, &message(true, "null"), finished, "no JSON"] {
            assert_eq!(Program::of_message(line), None, "{line}");
        }
    }
}
