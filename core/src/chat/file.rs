//! Files that go from one side to the other.

use crate::text;
use std::rc::Rc;

/// What a browser tells of a file that the visitor chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Its name, without a path.
    pub name: Rc<str>,
    /// Its size in bytes.
    pub size: u64,
}

/// A file that the server holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFile {
    /// The server's name for it.
    pub id: Rc<str>,
    /// Its name, plain text from the server, possibly empty.
    pub name: Rc<str>,
    /// Its size in bytes, where the server says.
    pub size: Option<u64>,
}

/// What a server takes of a visitor's files; what it does not say is not
/// limited as far as anybody knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileLimits {
    /// How many files in all.
    pub files: Option<u64>,
    /// Bytes of one file.
    pub size: Option<u64>,
    /// Bytes of all files together.
    pub total: Option<u64>,
    /// How many files and bytes of that are used up.
    pub used: (u64, u64),
    /// Ends of names, in lower case and without the dot; empty means any.
    pub types: Vec<Rc<str>>,
    /// Whether an agent has to be present.
    pub needs_agent: bool,
    /// Whether the visitor may remove what was sent.
    pub removes: bool,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// It is larger than so many bytes.
    Size(Option<u64>),
    /// All files together are larger than so many bytes.
    Total(Option<u64>),
    /// There are so many files already.
    Files(Option<u64>),
    /// Files of this type are not taken.
    Type,
}

impl FileLimits {
    /// What speaks against a file, when `others` (their number and their bytes)
    /// are on their way already.
    ///
    /// # Errors
    /// The first limit that it would exceed.
    pub fn allow(&self, file: &ChosenFile, others: (u64, u64)) -> Result<(), FileFault> {
        let exceeds = |limit: Option<u64>, value: u64| limit.is_some_and(|limit| value > limit);
        let files = self.used.0.saturating_add(others.0).saturating_add(1);
        let total = self
            .used
            .1
            .saturating_add(others.1)
            .saturating_add(file.size);
        if !self.takes_type(&file.name) {
            Err(FileFault::Type)
        } else if exceeds(self.size, file.size) {
            Err(FileFault::Size(self.size))
        } else if exceeds(self.files, files) {
            Err(FileFault::Files(self.files))
        } else if exceeds(self.total, total) {
            Err(FileFault::Total(self.total))
        } else {
            Ok(())
        }
    }

    fn takes_type(&self, name: &str) -> bool {
        let end = text::pieces(name, b'.').skip(1).last().unwrap_or_default();
        self.types.is_empty() || self.types.iter().any(|one| one.eq_ignore_ascii_case(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> FileLimits {
        FileLimits {
            files: Some(3),
            size: Some(10),
            total: Some(20),
            used: (1, 5),
            types: vec!["pdf".into(), "png".into()],
            needs_agent: false,
            removes: false,
        }
    }

    fn file(name: &str, size: u64) -> ChosenFile {
        let name = name.into();
        ChosenFile { name, size }
    }

    #[test]
    fn a_file_is_held_against_each_limit() {
        let allow = |name, size, others| limits().allow(&file(name, size), others);
        assert_eq!(allow("a.PDF", 10, (0, 0)), Ok(()));
        assert_eq!(allow("a.exe", 1, (0, 0)), Err(FileFault::Type));
        assert_eq!(allow("pdf", 1, (0, 0)), Err(FileFault::Type));
        assert_eq!(allow("a.pdf", 11, (0, 0)), Err(FileFault::Size(Some(10))));
        assert_eq!(allow("a.pdf", 1, (2, 2)), Err(FileFault::Files(Some(3))));
        assert_eq!(allow("a.pdf", 10, (1, 6)), Err(FileFault::Total(Some(20))));
    }

    #[test]
    fn what_is_not_limited_is_taken() {
        let huge = file("a", u64::MAX);
        assert_eq!(FileLimits::default().allow(&huge, (u64::MAX, 1)), Ok(()));
    }
}
