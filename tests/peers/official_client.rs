//! The official CometD client against the emulator.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use causerie_emulator::shell::Server;
use causerie_emulator::{CometdSettings, Cookie, Emulator, Settings};

use crate::node::node;

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
async fn the_official_client_holds_a_chat_with_the_emulator() {
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let emulator = Arc::new(Mutex::new(Emulator::new(settings(), 5)));
    let server = Server::start(anywhere, emulator, None).await.unwrap();
    let mut checks = node("client/check.mjs");
    checks.arg(format!("http://{}", server.address()));
    assert!(checks.status().await.unwrap().success());
    server.stop().await;
}
