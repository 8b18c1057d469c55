//! Running other programs.

use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::error::Error;

/// Words cargo uses when it cannot reach a registry.
const UNREACHABLE: [&str; 4] = [
    "failed to download",
    "failed to fetch",
    "Could not resolve host",
    "download of",
];

/// Tells the person what happens next.
pub(crate) fn say(what: impl AsRef<str>) {
    eprintln!("xtask: {}", what.as_ref());
}

/// Runs to the end with this terminal; anything but success is an error.
pub(crate) fn run(command: &mut Command) -> Result<(), Error> {
    let status = command
        .status()
        .map_err(|cause| not_started(command, cause))?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Failed {
            command: line(command),
            status,
        })
    }
}

/// Runs beside us.
pub(crate) fn spawn(command: &mut Command) -> Result<Child, Error> {
    command.spawn().map_err(|cause| not_started(command, cause))
}

/// Runs to the end and keeps what it wrote, whether it succeeded or not.
pub(crate) fn capture(command: &mut Command) -> Result<Output, Error> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(|cause| not_started(command, cause))
}

/// Runs to the end and gives what it printed; its complaints are shown when it fails.
pub(crate) fn answer(command: &mut Command) -> Result<String, Error> {
    let output = capture(command)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    Err(Error::Failed {
        command: line(command),
        status: output.status,
    })
}

/// Runs to the end with its complaints shown as they come, and gives what it printed.
pub(crate) fn told(command: &mut Command) -> Result<String, Error> {
    command.stderr(Stdio::inherit());
    let output = capture(command)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Error::Failed {
        command: line(command),
        status: output.status,
    })
}

/// Runs to the end in silence, and shows all it wrote at once: others may run meanwhile.
pub(crate) fn run_beside(command: &mut Command) -> Result<(), Error> {
    let output = capture(command)?;
    // A terminal that is gone needs to see nothing.
    let _ = io::stdout().lock().write_all(&output.stdout);
    let _ = io::stderr().lock().write_all(&output.stderr);
    if output.status.success() {
        return Ok(());
    }
    Err(Error::Failed {
        command: line(command),
        status: output.status,
    })
}

/// Runs cargo with its messages shown, and tells a missing network from a program that is wrong.
pub(crate) fn build(cargo: &mut Command) -> Result<(), Error> {
    if io::stderr().is_terminal() {
        cargo.env("CARGO_TERM_COLOR", "always");
    }
    cargo.stderr(Stdio::piped());
    let mut child = spawn(cargo)?;
    let unreachable = child
        .stderr
        .take()
        .is_some_and(|messages| echo(BufReader::new(messages)));
    let status = child.wait().map_err(|cause| not_started(cargo, cause))?;
    match (status.success(), unreachable) {
        (true, _) => Ok(()),
        (false, true) => Err(Error::Network),
        (false, false) => Err(Error::Failed {
            command: line(cargo),
            status,
        }),
    }
}

/// Puts this program in the place of ours, so that Ctrl-C reaches it and nothing else.
#[cfg(unix)]
pub(crate) fn become_program(command: &mut Command) -> Result<(), Error> {
    let cause = std::os::unix::process::CommandExt::exec(command);
    Err(not_started(command, cause))
}

/// Where a process cannot be replaced it is waited for.
#[cfg(not(unix))]
pub(crate) fn become_program(command: &mut Command) -> Result<(), Error> {
    run(command)
}

/// Where a program is, if the search path has it.
pub(crate) fn locate(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|candidate| candidate.is_file())
}

fn echo(messages: impl BufRead) -> bool {
    let mut unreachable = false;
    for line in messages.lines().map_while(Result::ok) {
        unreachable |= UNREACHABLE.iter().any(|words| line.contains(words));
        eprintln!("{line}");
    }
    unreachable
}

fn not_started(command: &Command, cause: io::Error) -> Error {
    let program = Path::new(command.get_program()).display().to_string();
    match cause.kind() {
        io::ErrorKind::NotFound => Error::Missing(program),
        _ => Error::Start { program, cause },
    }
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`no-such-program` was not found; install it and run this command again"
        );
    }

    #[test]
    fn a_failure_shows_the_command() {
        let error = run(Command::new("cargo")
            .args(["no-such-command", "-q"])
            .stderr(Stdio::null()))
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("`cargo no-such-command -q` failed"),
            "{error}"
        );
    }

    #[test]
    fn an_unreachable_registry_is_recognised() {
        let offline = "    Updating index\nwarning: [6] Could not resolve hostname (Could not resolve host: x)\n";
        assert!(echo(offline.as_bytes()));
        assert!(!echo("error[E0308]: mismatched types\n".as_bytes()));
    }
}
