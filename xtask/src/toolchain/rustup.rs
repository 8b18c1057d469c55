//! The wasm target of the toolchain in use, added by rustup where it is absent.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::TARGET;
use crate::process::{self, say};

/// What holds the standard library's source.
pub(super) const SOURCE: &str = "rust-src";

/// Makes sure of the target. Ok says why it is there, Err why it is not.
pub(super) fn target() -> Result<&'static str, String> {
    if installed() {
        return Ok("its wasm target is installed");
    }
    say(format!("asking rustup for {TARGET}"));
    let output = process::capture(Command::new("rustup").args(["target", "add", TARGET]))
        .map_err(|_| format!("the toolchain in use has no {TARGET} and there is no rustup"))?;
    if output.status.success() && installed() {
        return Ok("rustup added its wasm target");
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "rustup could not add {TARGET} ({})",
        complaint(&said)
    ))
}

/// Makes sure of the standard library's source. Err says why it is not there.
pub(super) fn source() -> Result<(), String> {
    if has_source() {
        return Ok(());
    }
    say(format!("asking rustup for {SOURCE}"));
    let output = process::capture(Command::new("rustup").args(["component", "add", SOURCE]))
        .map_err(|_| format!("the toolchain in use has no {SOURCE} and there is no rustup"))?;
    if output.status.success() && has_source() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "rustup could not add {SOURCE} ({})",
        complaint(&said)
    ))
}

fn has_source() -> bool {
    let lock = "lib/rustlib/src/rust/library/Cargo.lock";
    ask(&["--print", "sysroot"]).is_some_and(|folder| folder.join(lock).is_file())
}

fn installed() -> bool {
    let libraries = ask(&["--print", "target-libdir", "--target", TARGET]);
    libraries.is_some_and(|folder| folder.is_dir())
}

/// A folder that the compiler tells.
fn ask(question: &[&str]) -> Option<PathBuf> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let answer = process::capture(Command::new(rustc).args(question)).ok()?;
    let folder = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    answer.status.success().then(|| folder.into())
}

/// The line that names the error; what follows it are its causes.
fn complaint(messages: &str) -> &str {
    let error = messages
        .lines()
        .find_map(|line| line.strip_prefix("error: "));
    error.unwrap_or("it did not say why").trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_found_among_progress() {
        let messages = "info: downloading\nerror: could not download file.\ncaused by: dns\n";
        assert_eq!(complaint(messages), "could not download file");
    }
}
