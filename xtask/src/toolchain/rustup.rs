//! The wasm target of the toolchain in use, added by rustup where it is absent.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::TARGET;
use crate::process::{self, say};

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

fn installed() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut question = Command::new(rustc);
    question.args(["--print", "target-libdir", "--target", TARGET]);
    let Ok(answer) = process::capture(&mut question) else {
        return false;
    };
    let folder = PathBuf::from(String::from_utf8_lossy(&answer.stdout).trim());
    answer.status.success() && folder.is_dir()
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
