//! Programs that were compiled before. They are one library to cargo, which keeps one of a name
//! and compiles it anew for other features; in a folder for each, all that they lean on would be
//! compiled as often.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Program, Recipe};
use crate::error::Error;
use crate::process;
use crate::toolchain::Toolchain;
use crate::workspace::Workspace;

/// What a program depends on that is no source of it.
const MANIFESTS: [&str; 3] = ["Cargo.lock", "Cargo.toml", "core/Cargo.toml"];

/// One program, as it was compiled last.
#[derive(Debug)]
pub(super) struct Kept {
    wasm: PathBuf,
    /// The compiler, then what the program was made of, a line for each.
    list: PathBuf,
    compiler: String,
    /// When it was asked for: what changes while it is compiled has changed.
    asked: SystemTime,
    others: Vec<PathBuf>,
}

impl Kept {
    pub(super) fn new(
        workspace: &Workspace,
        toolchain: &Toolchain,
        program: Program,
        recipe: Recipe,
    ) -> Result<Self, Error> {
        let folder = toolchain.target(workspace).join("kept").join(recipe.name());
        fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
        let version = process::answer(toolchain.cargo(workspace).arg("--version"))?;
        let flags = env::var("RUSTFLAGS").unwrap_or_default();
        let manifests = MANIFESTS.map(|name| workspace.root().join(name));
        // What it is compiled with is written in this program.
        let others = manifests.into_iter().chain(env::current_exe());
        Ok(Self {
            wasm: folder.join(program.name()).with_extension("wasm"),
            list: folder.join(program.name()).with_extension("list"),
            compiler: format!("{} {flags}", version.trim()),
            asked: SystemTime::now(),
            others: others.collect(),
        })
    }

    pub(super) fn wasm(&self) -> &Path {
        &self.wasm
    }

    /// Whether nothing has changed of what it is made of and with.
    pub(super) fn is_fresh(&self) -> bool {
        let Ok(list) = fs::read_to_string(&self.list) else {
            return false;
        };
        let mut lines = list.lines();
        let same = lines.next() == Some(&self.compiler);
        let sources = lines.map(Path::new);
        let mut all = sources.chain(self.others.iter().map(PathBuf::as_path));
        let made = changed(&self.list);
        same && self.wasm.exists()
            && all.all(|path| changed(path).is_some_and(|at| Some(at) < made))
    }

    /// Keeps what cargo has just left in that folder.
    pub(super) fn keep(&self, built: &Path) -> Result<(), Error> {
        let (wasm, sources) = (built.join("causerie.wasm"), built.join("causerie.d"));
        let text = fs::read_to_string(&sources).map_err(Error::file("read", &sources))?;
        let list = format!("{}\n{}", self.compiler, listed(&text));
        fs::copy(&wasm, &self.wasm).map_err(Error::file("copy", &wasm))?;
        let listed = fs::write(&self.list, list)
            .and_then(|()| fs::File::options().append(true).open(&self.list))
            .and_then(|list| list.set_modified(self.asked));
        listed.map_err(Error::file("write", &self.list))
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|about| about.modified()).ok()
}

/// What cargo says that a file was made of (`made: one two`), a line for each.
fn listed(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let sources = first.split_once(": ").map_or("", |(_, sources)| sources);
    // A space within a name has a backslash before it.
    let lines = sources.replace(' ', "\n").replace("\\\n", " ");
    lines + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(folder: &Path) -> Kept {
        Kept {
            wasm: folder.join("x.wasm"),
            list: folder.join("x.list"),
            compiler: "cargo 1".to_owned(),
            asked: SystemTime::now(),
            others: vec![folder.join("manifest")],
        }
    }

    fn age(path: &Path, seconds: u64) {
        let file = fs::File::options().append(true).open(path).unwrap();
        let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        file.set_modified(at).unwrap();
    }

    #[test]
    fn names_may_hold_spaces() {
        assert_eq!(listed("/a.wasm: /b\\ c.rs /d.rs\n"), "/b c.rs\n/d.rs\n");
        assert_eq!(listed(""), "\n");
    }

    #[test]
    fn what_was_kept_is_fresh_until_something_changes_that_it_is_made_of_or_with() {
        let folder = Workspace::find().unwrap().target().join("tmp/kept");
        crate::site::clear(&folder).unwrap();
        let path = |name: &str| folder.join(name);
        for name in ["causerie.wasm", "manifest", "a.rs"] {
            fs::write(path(name), name).unwrap();
        }
        let made = format!("x: {}\n", path("a.rs").display());
        fs::write(path("causerie.d"), made).unwrap();
        let mut one = kept(&folder);
        assert!(!one.is_fresh(), "nothing is kept");
        one.keep(&folder).unwrap();
        let all = ["x.list", "manifest", "a.rs"];
        let ages = |ages: [u64; 3]| {
            for (name, seconds) in all.iter().zip(ages) {
                age(&path(name), seconds);
            }
        };
        for (seconds, fresh) in [([9, 8, 8], true), ([9, 10, 8], false), ([9, 8, 10], false)] {
            ages(seconds);
            assert_eq!(one.is_fresh(), fresh, "{seconds:?}");
        }
        ages([9, 8, 8]);
        one.compiler = "cargo 2".to_owned();
        assert!(!one.is_fresh(), "another compiler");
        fs::remove_file(path("a.rs")).unwrap();
        assert!(!kept(&folder).is_fresh(), "a source is gone");
    }
}
