//! Debian's current compiler and its own source. It has no built standard library for wasm, so
//! cargo builds that too (once), which a stable compiler does only when told to bootstrap.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{apt, process};

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const PROGRAMS: &str = "/usr/bin";

/// Where the distribution put its parts.
#[derive(Debug)]
pub(crate) struct Distribution {
    linker: PathBuf,
}

impl Distribution {
    /// Finds it or installs it. Err says why neither went.
    pub(super) fn ready() -> Result<Self, String> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        apt::install(&PACKAGES)?;
        Self::find().ok_or_else(|| "its packages do not hold what they should".to_owned())
    }

    /// Its cargo, free of what the cargo that runs us has set.
    pub(super) fn cargo(&self) -> Command {
        let mut cargo = Command::new(program("cargo"));
        cargo
            .env("PATH", search_path())
            .env("RUSTC", program("rustc"));
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &self.linker);
        cargo
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        // Without its optional features (backtraces) the standard library is a fifth smaller.
        cargo.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "");
        for other in ["CARGO", "LD_LIBRARY_PATH", "RUSTUP_TOOLCHAIN"] {
            cargo.env_remove(other);
        }
        cargo
    }

    fn find() -> Option<Self> {
        let source = sysroot()?.join("lib/rustlib/src/rust/library/Cargo.lock");
        let complete = program("cargo").is_file() && source.is_file();
        complete.then_some(Self { linker: linker()? })
    }
}

/// The command that installs it.
pub(super) fn install_command() -> String {
    apt::command(&PACKAGES)
}

fn program(name: &str) -> PathBuf {
    Path::new(PROGRAMS).join(name)
}

fn sysroot() -> Option<PathBuf> {
    let mut rustc = Command::new(program("rustc"));
    rustc
        .args(["--print", "sysroot"])
        .env_remove("LD_LIBRARY_PATH");
    let answer = process::capture(&mut rustc)
        .ok()
        .filter(|answer| answer.status.success())?;
    Some(PathBuf::from(
        String::from_utf8_lossy(&answer.stdout).trim(),
    ))
}

/// The newest `wasm-ld-N`: an older linker may not read what the compiler writes.
fn linker() -> Option<PathBuf> {
    let programs = fs::read_dir(PROGRAMS)
        .ok()?
        .flatten()
        .map(|entry| entry.path());
    programs
        .filter_map(|path| Some((version(&path)?, path)))
        .max()
        .map(|(_, path)| path)
}

fn version(path: &Path) -> Option<u32> {
    path.file_name()?
        .to_str()?
        .strip_prefix("wasm-ld-")?
        .parse()
        .ok()
}

fn search_path() -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(PathBuf::from(PROGRAMS)).chain(env::split_paths(&rest));
    env::join_paths(folders).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linkers_are_ordered_by_number() {
        assert_eq!(version(Path::new("/usr/bin/wasm-ld-9")), Some(9));
        assert_eq!(version(Path::new("/usr/bin/wasm-ld-22")), Some(22));
        assert_eq!(version(Path::new("/usr/bin/wasm-ld")), None);
    }

    #[test]
    fn programs_come_before_the_rest_of_the_path() {
        let path = search_path();
        assert_eq!(
            env::split_paths(&path).next(),
            Some(PathBuf::from(PROGRAMS))
        );
    }
}
