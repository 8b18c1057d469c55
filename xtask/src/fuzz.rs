//! `cargo xtask fuzz`: what holds of whatever anybody sends, against a fuzzer.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// Which targets, and how long each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fuzzing {
    /// None named means all.
    pub(crate) targets: Vec<String>,
    pub(crate) seconds: u64,
}

impl Default for Fuzzing {
    fn default() -> Self {
        Self {
            targets: Vec::new(),
            seconds: 60,
        }
    }
}

/// Builds the targets and runs one after the other. What the fuzzer finds new is kept below
/// `target`; what fails is there too, and is told.
pub(crate) fn run(workspace: &Workspace, fuzzing: &Fuzzing) -> Result<(), Error> {
    if process::locate("cargo-fuzz").is_none() {
        return Err(Error::Fuzzer);
    }
    let all = targets(&workspace.root().join("fuzz/targets"))?;
    let unknown = |name: &&String| !all.contains(name);
    if let Some(name) = fuzzing.targets.iter().find(unknown) {
        return Err(Error::UnknownTarget {
            name: name.clone(),
            all: all.join(", "),
        });
    }
    let chosen = if fuzzing.targets.is_empty() {
        &all
    } else {
        &fuzzing.targets
    };
    let mut targets = chosen.iter();
    targets.try_for_each(|target| one(workspace, target, fuzzing.seconds))
}

fn targets(folder: &Path) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file("read", folder))? {
        let path = entry.map_err(Error::file("read", folder))?.path();
        let name = path.file_stem().unwrap_or_default();
        names.push(name.to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Nothing here is unsafe, so that no sanitizer is of use; without one, the usual compiler will do.
fn one(workspace: &Workspace, target: &str, seconds: u64) -> Result<(), Error> {
    let own = workspace.target().join("fuzz");
    let (found, failures) = (own.join("found"), own.join("failures"));
    let folders = [found.join(target), failures.join(target)];
    for folder in &folders {
        fs::create_dir_all(folder).map_err(Error::file("create", folder))?;
    }
    let [found, failures] = folders;
    say(format!("fuzzing {target} for {seconds} s"));
    let mut fuzz = workspace.cargo();
    fuzz.args(["fuzz", "run", "--sanitizer", "none", "--target-dir"]);
    fuzz.arg(&own).arg(target).arg(&found);
    fuzz.arg(workspace.root().join("fuzz/corpus").join(target));
    fuzz.args(["--", "-max_len=16384"]);
    fuzz.arg(format!("-max_total_time={seconds}"));
    fuzz.arg(format!("-artifact_prefix={}/", failures.display()));
    process::run(&mut fuzz)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_target_is_refused_with_those_there_are() {
        let targets = targets(&Workspace::find().unwrap().root().join("fuzz/targets")).unwrap();
        assert!(targets.contains(&"session".to_owned()), "{targets:?}");
        let error = Error::UnknownTarget {
            name: "sesion".to_owned(),
            all: targets.join(", "),
        };
        let told = error.to_string();
        assert!(
            told.contains("`sesion`") && told.contains("saved, session"),
            "{told}"
        );
    }
}
