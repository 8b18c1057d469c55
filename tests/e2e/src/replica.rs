//! A copy of a site whose pages run scripts of the test before their own, for a browser that has no
//! other way to it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Failure;

/// Scripts stand before it, and before the page's own.
const TAIL: &str = "<!-- first -->";

/// The folder of the copy.
#[derive(Debug, Clone)]
pub(crate) struct Replica {
    folder: PathBuf,
}

impl Replica {
    /// Copies a site's files.
    pub(crate) fn of(site: &Path, folder: PathBuf) -> Result<Self, Failure> {
        copy(site, &folder).map_err(Failure::io("copy the site"))?;
        let replica = Self { folder };
        let mark = |page: String| page.replacen("<head>", &format!("<head>{TAIL}"), 1);
        let marked = replica.change(mark);
        marked.map_err(Failure::io("mark the site's pages"))?;
        Ok(replica)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// From now on, every page runs this first, once; one after the other.
    pub(crate) fn add(&self, script: &str) -> Result<(), Failure> {
        self.put(script)
            .map_err(Failure::io("put a script into the site's pages"))
    }

    /// As a file of its own, since the site's policy allows no other scripts.
    fn put(&self, script: &str) -> io::Result<()> {
        let script = format!("{{{script}\n}}document.currentScript.remove();");
        let mut scripts = (0..).map(|number| self.folder.join(format!("first-{number}.js")));
        let known = |file: &PathBuf| fs::read_to_string(file).ok();
        let file = scripts.find(|file| known(file).is_none_or(|known| known == script));
        let file = file.unwrap_or_default();
        if file.exists() {
            return Ok(());
        }
        fs::write(&file, script)?;
        let name = file.file_name().unwrap_or_default().display();
        let line = format!("<script src=\"/{name}\"></script>{TAIL}");
        self.change(|page| page.replacen(TAIL, &line, 1))
    }

    /// Changes every page of the site.
    fn change(&self, change: impl Fn(String) -> String) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|kind| kind == "html") {
                fs::write(&path, change(fs::read_to_string(&path)?))?;
            }
        }
        Ok(())
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &there)?;
        } else {
            fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}
