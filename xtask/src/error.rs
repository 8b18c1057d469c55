//! Why a command could not be carried out, and what to do about it.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// One line for the person at the terminal: what is wrong, then what to do.
#[derive(Debug, Error)]
pub(crate) enum Error {
    #[error("cannot listen on {address}: {cause}; choose another address with --listen")]
    Address {
        address: SocketAddr,
        cause: io::Error,
    },

    #[error("wrong use: {0}; `cargo xtask help` lists the commands")]
    Arguments(#[from] lexopt::Error),

    #[error(
        "this needs {browser} and its driver, which could not be installed ({reason}); as root run \
         `{command}`, or leave the browser's tests out with `cargo xtask test --native`"
    )]
    Browser {
        browser: &'static str,
        reason: String,
        command: String,
    },

    #[error("{0} has other bytes when it is built a second time in another folder")]
    Differs(String),

    #[error("`{command}` failed ({status}); its messages above say why")]
    Failed {
        command: String,
        status: std::process::ExitStatus,
    },

    #[error("cannot {act} {}: {cause}", path.display())]
    File {
        act: &'static str,
        path: PathBuf,
        cause: io::Error,
    },

    #[error(
        "fuzzing needs cargo-fuzz and a C++ compiler; run `cargo install cargo-fuzz` and this \
         command again"
    )]
    Fuzzer,

    #[error("the JavaScript glue could not be generated: {0}")]
    Glue(String),

    #[error("the list of published files cannot be written: {0}")]
    Manifest(serde_json::Error),

    #[error("`cargo metadata` answered something else than expected: {0}")]
    Metadata(#[from] serde_json::Error),

    #[error(
        "www/{module} cannot be joined with others because of `{line}`; xtask/src/join.rs says what can be"
    )]
    Module { module: String, line: String },

    #[error("`{0}` was not found; install it and run this command again")]
    Missing(String),

    #[error(
        "crates could not be downloaded: the network or the crate registry is out of reach; \
         connect and run this command again"
    )]
    Network,

    #[error(
        "what others have written runs on Node.js {oldest} or newer and comes with npm \
         ({reason}); as root run `{command}`, or leave such tests out with \
         `cargo xtask test --native`"
    )]
    Node {
        oldest: u32,
        reason: String,
        command: String,
    },

    #[error("{0} is taken by another program; stop it, or choose another address with --listen")]
    PortTaken(SocketAddr),

    #[error("`{0}` has not told its address; its messages above say why")]
    Silent(&'static str),

    #[error("size.toml cannot be read: {0}")]
    Size(#[from] toml::de::Error),

    #[error("`{program}` could not be started: {cause}")]
    Start { program: String, cause: io::Error },

    #[error(
        "{what}: {total} bytes after brotli, {excess} byte(s) over the budget of {budget}: make it \
         lighter, or argue for another budget in size.toml"
    )]
    TooHeavy {
        what: &'static str,
        total: usize,
        budget: usize,
        excess: usize,
    },

    #[error("no compiler for wasm: {reason}; run {advice}, then this command again")]
    Toolchain { reason: String, advice: String },

    #[error("CAUSERIE_TOOLCHAIN is `{0}`; it can be `auto`, `rustup` or `distribution`")]
    ToolchainWish(String),

    #[error("there is no benchmark `{0}`; `cargo xtask help` lists them")]
    UnknownBenchmark(String),

    #[error("there is no engine `{0}`; `cargo xtask help` lists them")]
    UnknownEngine(String),

    #[error("there is no fuzz target `{name}`; there are {all}")]
    UnknownTarget { name: String, all: String },

    #[error("there is no command `{0}`; `cargo xtask help` lists them")]
    UnknownTask(String),

    #[error("tidy: {0} complaint(s), listed above")]
    Untidy(usize),
}

impl Error {
    /// For `map_err` after a file operation: `act` is its verb, as in "cannot read".
    pub(crate) fn file(act: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self::File { act, path, cause }
    }
}
