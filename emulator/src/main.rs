//! `causerie-emulator`: the contact centre behind a socket.
#![forbid(unsafe_code)]

mod arguments;

use arguments::{Arguments, HELP};
use causerie_emulator::{Emulator, shell::Server};
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use tracing::{Level, enabled};

#[tokio::main]
async fn main() -> ExitCode {
    match arguments::read(lexopt::Parser::from_env()) {
        Ok(None) => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Some(arguments)) => run(arguments).await,
        Err(error) => {
            eprintln!("causerie-emulator: {error}; try --help");
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: Arguments) -> ExitCode {
    let Arguments {
        setup,
        log,
        settings,
        seed,
    } = arguments;
    log.install();
    if setup.log_content {
        warn(
            "the log shows everything that is said, names and keys too: keep it to yourself \
             (--log-content)",
        );
    }
    let listen = setup.listen;
    let emulator = Arc::new(Mutex::new(Emulator::new(
        settings,
        seed.unwrap_or_else(from_the_clock),
    )));
    let server = match Server::open(setup, emulator).await {
        Ok(server) => server,
        Err(error) => {
            eprintln!("causerie-emulator: {}", explained(&error, listen));
            return ExitCode::FAILURE;
        }
    };
    announce(server.address());
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("causerie-emulator: cannot wait for Ctrl-C: {error}");
    }
    server.stop().await;
    ExitCode::SUCCESS
}

/// A restarted server must not hand out the ids that old clients still remember.
fn from_the_clock() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

fn announce(address: SocketAddr) {
    println!("Listening at http://{address}/");
    if !address.ip().is_loopback() {
        warn(&format!(
            "{address} can be reached from other machines, and this contact centre lets \
             everybody in"
        ));
    }
}

/// Warns once: in the log, or beside it where the log is silent.
fn warn(what: &str) {
    if enabled!(Level::WARN) {
        tracing::warn!("{what}");
    } else {
        eprintln!("Warning: {what}.");
    }
}

/// One line that says what to do.
fn explained(error: &io::Error, listen: SocketAddr) -> String {
    let port = listen.port().checked_add(1).unwrap_or(0);
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "{listen} is taken by another program; stop that one, or choose another port with \
             --listen {}",
            SocketAddr::new(listen.ip(), port)
        ),
        io::ErrorKind::PermissionDenied => format!(
            "not allowed to listen at {listen}; choose a port above 1023 with --listen {}:8888",
            listen.ip()
        ),
        _ => format!("cannot listen at {listen}: {error}; choose another with --listen"),
    }
}
