//! A directory that goes with the test.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

pub(super) struct Place(PathBuf);

impl Place {
    /// A place where nothing is yet; the name must be the test's own.
    pub(super) fn new(name: &str) -> Self {
        let name = format!("causerie-emulator-{}-{name}", process::id());
        let place = env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&place);
        Self(place)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
