//! `causerie-emulator`: the contact centre behind a socket.
#![forbid(unsafe_code)]

mod arguments;

use arguments::{Arguments, HELP, Wish};
use causerie_emulator::shell::{Server, Signals, Store, wall_clock};
use causerie_emulator::{Emulator, Settings};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use tracing::{Level, enabled, info, warn};

#[tokio::main]
async fn main() -> ExitCode {
    match arguments::read(lexopt::Parser::from_env()) {
        Ok(Wish::Help) => print(HELP),
        Ok(Wish::Version) => print(concat!(
            "causerie-emulator ",
            env!("CARGO_PKG_VERSION"),
            "\n"
        )),
        Ok(Wish::Run(arguments)) => run(*arguments).await,
        Err(error) => {
            eprintln!("causerie-emulator: {error}; try --help");
            ExitCode::from(2)
        }
    }
}

fn print(text: &str) -> ExitCode {
    // Whoever has read enough may have closed the pipe.
    let _ = io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

async fn run(arguments: Arguments) -> ExitCode {
    let Arguments {
        setup,
        log,
        settings,
        seed,
        data,
        ..
    } = arguments;
    log.install();
    if setup.log_content {
        caution(
            "the log shows everything that is said, names and keys too: keep it to yourself \
             (--log-content)",
        );
    }
    let listen = setup.listen;
    let seed = seed.unwrap_or_else(from_the_clock);
    let (emulator, store) = match opened(data.as_deref(), settings, seed) {
        Ok(opened) => opened,
        Err(why) => return failed(&why),
    };
    let emulator = Arc::new(Mutex::new(emulator));
    // Before anybody is told that it runs: from then on it may be told to stop.
    let signals = match Signals::listen() {
        Ok(signals) => signals,
        Err(error) => return failed(&format!("cannot wait for Ctrl-C: {error}")),
    };
    let server = match Server::open_with(setup, emulator, store).await {
        Ok(server) => server,
        Err(error) => return failed(&explained(&error, listen)),
    };
    announce(server.address());
    let ended = until_told(server, signals).await;
    ended.unwrap_or_else(|error| failed(&format!("cannot wait for Ctrl-C: {error}")))
}

/// The contact centre, with what was kept of it; why it cannot be had otherwise.
fn opened(
    data: Option<&Path>,
    settings: Settings,
    seed: u64,
) -> Result<(Emulator, Option<Store>), String> {
    let Some(directory) = data else {
        info!("chats are kept in memory only; --data DIR keeps them over restarts");
        return Ok((Emulator::new(settings, seed), None));
    };
    let store = Store::open(directory).map_err(|error| error.to_string())?;
    let records = store.load().map_err(|error| error.to_string())?;
    let emulator = Emulator::restore(settings, seed, records, wall_clock());
    let emulator = emulator.map_err(|error| {
        let place = directory.display();
        format!("{error}; {place} was damaged: remove it, or give --data another directory")
    })?;
    info!(
        chats = emulator.chats().len(),
        "chats are kept in {}",
        directory.display()
    );
    Ok((emulator, Some(store)))
}

fn failed(why: &str) -> ExitCode {
    eprintln!("causerie-emulator: {why}");
    ExitCode::FAILURE
}

/// Serves until a signal comes, and answers what is in flight then; a second signal cuts it.
async fn until_told(server: Server, mut signals: Signals) -> io::Result<ExitCode> {
    signals.next().await?;
    info!("stopping: requests in flight are answered; once more stops at once");
    tokio::select! {
        cut = server.shut_down() => {
            info!(cut, "stopped");
            Ok(ExitCode::SUCCESS)
        }
        told = signals.next() => {
            warn!("stopped at once");
            told.map(|()| ExitCode::FAILURE)
        }
    }
}

/// A restarted server must not hand out the ids that old clients still remember.
fn from_the_clock() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

fn announce(address: SocketAddr) {
    // Nobody may be listening to what is printed.
    let _ = writeln!(io::stdout(), "Listening at http://{address}/");
    if !address.ip().is_loopback() {
        caution(&format!(
            "{address} can be reached from other machines, and this contact centre lets \
             everybody in"
        ));
    }
}

/// Warns once: in the log, or beside it where the log is silent.
fn caution(what: &str) {
    if enabled!(Level::WARN) {
        warn!("{what}");
    } else {
        let _ = writeln!(io::stderr(), "Warning: {what}.");
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
