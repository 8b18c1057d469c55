//! Packages of a Debian-like distribution.

use std::process::Command;

use crate::process::{self, say};

/// The command a person would type.
pub(crate) fn command(packages: &[&str]) -> String {
    format!(
        "apt-get update && apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    )
}

/// Installs, or says in a few words why it could not.
pub(crate) fn install(packages: &[&str]) -> Result<(), String> {
    say(format!(
        "installing {} (this may take minutes)",
        packages.join(" ")
    ));
    apt_get(&["update"])?;
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments)
}

fn apt_get(arguments: &[&str]) -> Result<(), String> {
    let mut command = Command::new("apt-get");
    // Another installation may be under way: wait for it rather than fail.
    command
        .args(["-q", "-o", "DPkg::Lock::Timeout=120"])
        .args(arguments);
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .env("LC_ALL", "C");
    let output =
        process::capture(&mut command).map_err(|_| "this system has no apt-get".to_owned())?;
    if output.status.success() {
        return Ok(());
    }
    Err(complaint(&String::from_utf8_lossy(&output.stderr)))
}

/// The first error apt-get reports: those after it follow from it.
fn complaint(messages: &str) -> String {
    let first = messages.lines().find_map(|line| line.strip_prefix("E: "));
    first
        .unwrap_or("apt-get failed without saying why")
        .trim_end_matches('.')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_is_the_reason() {
        let messages = "W: old list\nE: Permission denied.\nE: Are you root?\n";
        assert_eq!(complaint(messages), "Permission denied");
        assert!(complaint("").contains("without saying why"));
    }

    #[test]
    fn the_command_can_be_pasted() {
        let expected = "apt-get update && apt-get install -y --no-install-recommends a b";
        assert_eq!(command(&["a", "b"]), expected);
    }
}
