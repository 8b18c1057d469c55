//! Node.js, and what it runs.

use std::path::Path;

use tokio::process::Command;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A program beside this file, to be run by Node.js.
pub(crate) fn node(program: &str) -> Command {
    assert!(
        Path::new(HERE).join("node_modules").is_dir(),
        "run `npm ci` in {HERE} first, or `cargo xtask test --peers`, which does"
    );
    let mut command = Command::new("node");
    command.arg(program).current_dir(HERE).kill_on_drop(true);
    command
}
