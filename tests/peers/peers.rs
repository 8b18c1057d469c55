//! The official CometD client, under Node.js, against the emulator.
//!
//! `cargo test -p causerie-peers --features node`. Needs Node.js 18 and npm; the packages of
//! `package-lock.json` are installed beside this file once.

use causerie_emulator::shell::Server;
use causerie_emulator::{CometdSettings, Cookie, Emulator, Settings};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::process::Command;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// As strict as can be, and as quick as the checks need: they wait for timeouts and for sessions
/// to end.
fn settings() -> Settings {
    let cometd = CometdSettings {
        timeout: Duration::from_secs(3),
        max_interval: Duration::from_secs(2),
        cookie: Cookie::Required,
        ..CometdSettings::default()
    };
    Settings {
        cometd,
        ..Settings::default()
    }
}

#[tokio::test]
async fn the_official_cometd_client_holds_a_chat() {
    let modules = Path::new(HERE).join("node_modules");
    if !modules.is_dir() {
        run(Command::new("npm").arg("ci")).await.unwrap();
    }
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let emulator = Arc::new(Mutex::new(Emulator::new(settings(), 5)));
    let server = Server::start(anywhere, emulator, None).await.unwrap();
    let address = format!("http://{}", server.address());
    run(Command::new("node").args(["client/check.mjs", &address]))
        .await
        .unwrap();
    server.stop().await;
}

/// Runs a command beside this file. Node.js 18 and npm must be there.
async fn run(command: &mut Command) -> Result<(), String> {
    let done = command.current_dir(HERE).kill_on_drop(true).status().await;
    match done {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?}: {status}")),
        Err(error) => Err(format!("{command:?}: {error}")),
    }
}
