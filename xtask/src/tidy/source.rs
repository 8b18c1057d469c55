//! The files of the project.

use std::fs;
use std::path::Path;

use crate::error::Error;

/// Folders whose contents nobody wrote, or which are kept byte for byte as they were found.
const SKIPPED: [&str; 6] = [
    ".git",
    "corpus",
    "dist",
    "node_modules",
    "target",
    "vectors",
];

/// A text file.
#[derive(Debug)]
pub(super) struct Source {
    /// From the root, with `/` between the parts.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// Lines with their numbers, counted from one; a carriage return stays to be seen.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .split_terminator('\n')
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether it is this file, this module's file, or lies in this folder.
    pub(super) fn is_in(&self, folder: &str) -> bool {
        let rest = self.path.strip_prefix(folder);
        rest.is_some_and(|rest| rest.is_empty() || rest == ".rs" || rest.starts_with('/'))
    }

    /// The first line of the file's test code; tests come last.
    pub(super) fn tests_begin(&self) -> usize {
        if self.path.starts_with("tests/") || self.path.contains("/tests") {
            return 0;
        }
        let mark = self.lines().find(|(_, line)| line.trim() == "#[cfg(test)]");
        mark.map_or(usize::MAX, |(number, _)| number)
    }
}

/// Everything below the root.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Text, in the order of their paths.
    pub(super) sources: Vec<Source>,
    /// Paths of what is not text, such as pictures.
    pub(super) others: Vec<String>,
}

impl Files {
    pub(super) fn below(root: &Path) -> Result<Self, Error> {
        let mut files = Self::default();
        files.collect(root, "")?;
        files
            .sources
            .sort_by(|one, other| one.path.cmp(&other.path));
        Ok(files)
    }

    fn collect(&mut self, folder: &Path, prefix: &str) -> Result<(), Error> {
        for entry in fs::read_dir(folder).map_err(Error::file("read", folder))? {
            let entry = entry.map_err(Error::file("read", folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if SKIPPED.contains(&name.as_str()) {
                continue;
            }
            if entry.path().is_dir() {
                self.collect(&entry.path(), &format!("{path}/"))?;
            } else {
                self.add(&entry.path(), path);
            }
        }
        Ok(())
    }

    fn add(&mut self, file: &Path, path: String) {
        match fs::read_to_string(file) {
            Ok(text) => self.sources.push(Source { path, text }),
            Err(_) => self.others.push(path),
        }
    }
}

#[cfg(test)]
pub(super) fn sample(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_a_folder_or_a_file() {
        assert!(sample("core/src/time.rs", "").is_in("core/src/time"));
        assert!(sample("core/src/time/wall.rs", "").is_in("core/src/time"));
        assert!(!sample("core/src/timers.rs", "").is_in("core/src/time"));
    }

    #[test]
    fn test_code_is_what_follows_the_mark() {
        assert_eq!(
            sample("src/a.rs", "x\n#[cfg(test)]\nmod tests {}\n").tests_begin(),
            2
        );
        assert_eq!(sample("src/a.rs", "x\n").tests_begin(), usize::MAX);
        assert_eq!(sample("tests/a.rs", "x\n").tests_begin(), 0);
    }
}
