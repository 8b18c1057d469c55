//! Whether another folder, and so another machine, comes to the same bytes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::error::Error;
use crate::process::{self, say};
use crate::shipped::{Pair, Shipped};
use crate::site::clear;
use crate::widget::{Program, Recipe};
use crate::workspace::Workspace;

/// Builds from a copy of the sources with nothing that was built before, and compares.
pub(super) fn compare(workspace: &Workspace) -> Result<(), Error> {
    let first = published(workspace)?;
    let folder = workspace.target().join("again");
    clear(&folder)?;
    copy_sources(workspace.root(), &folder)?;
    say(format!("building again in {}", folder.display()));
    let second = published(&Workspace::at(&folder))?;
    for ((name, one), (_, other)) in first.iter().zip(&second) {
        if one != other {
            return Err(Error::Differs(name.clone()));
        }
    }
    say("the second build has the same bytes");
    Ok(())
}

/// What is compiled, by name: all else is copied from the sources.
fn published(workspace: &Workspace) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let shipped = Shipped::build(workspace, Recipe::Published)?;
    let files = shipped.files().into_iter();
    let mut all: Vec<_> = files.map(|(name, bytes)| (name, bytes.to_vec())).collect();
    for program in [Program::Widget, Program::Session] {
        let Pair { source, wasm } = Pair::build(workspace, program, Recipe::Published)?;
        all.push((format!("{}.js", program.name()), source.into_bytes()));
        all.push((format!("{}_bg.wasm", program.name()), wasm));
    }
    Ok(all)
}

/// What git knows of, as it is now.
fn copy_sources(root: &Path, folder: &Path) -> Result<(), Error> {
    let mut list = Command::new("git");
    list.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let names = process::answer(list.current_dir(root))?;
    for name in names.split_terminator('\0') {
        let (from, to) = (root.join(name), folder.join(name));
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent).map_err(Error::file("create", parent))?;
        }
        // Removed, and not yet told to git.
        if from.exists() {
            fs::copy(&from, &to).map_err(Error::file("copy", &from))?;
        }
    }
    Ok(())
}
