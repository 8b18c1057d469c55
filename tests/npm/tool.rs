//! A program of Node.js, run to its end.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the consumers and the tools are.
pub(crate) const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A program, to be run in one of the folders here.
pub(crate) struct Tool(Command);

impl Tool {
    /// One of those that npm has installed here.
    pub(crate) fn installed(name: &str, folder: &str) -> Self {
        Self::new(bin().join(name), folder)
    }

    /// One on the search path.
    pub(crate) fn new(program: impl AsRef<OsStr>, folder: &str) -> Self {
        let mut command = Command::new(program);
        command.current_dir(Path::new(HERE).join(folder));
        Self(command)
    }

    pub(crate) fn with(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.0.arg(argument);
        self
    }

    pub(crate) fn args(mut self, line: &str) -> Self {
        self.0.args(line.split(' '));
        self
    }

    /// Runs it; it must succeed. Returns what it printed.
    pub(crate) fn run(mut self) -> String {
        let output = self.0.output().expect("the program is there");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let told = String::from_utf8_lossy(&output.stderr);
        let line = format!("{:?}: {}", self.0, output.status);
        assert!(output.status.success(), "{line}\n{printed}\n{told}");
        printed
    }
}

/// Where npm puts programs.
fn bin() -> PathBuf {
    let bin = Path::new(HERE).join("node_modules/.bin");
    assert!(
        bin.is_dir(),
        "run `npm ci` in {HERE} first, or `cargo xtask test --npm`, which does"
    );
    bin
}

/// Copies these files into a folder, under their own names.
pub(crate) fn copy(files: impl IntoIterator<Item = PathBuf>, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for file in files {
        fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
    }
}

/// The files in a folder whose names end so.
pub(crate) fn files(folder: impl AsRef<Path>, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.is_file() && path.to_string_lossy().ends_with(end))
        .collect()
}
