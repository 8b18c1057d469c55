//! WebKit, as WebKitGTK has it: its browser for tests, on a screen of its own that nobody sees.

use std::env;
use std::io::BufReader;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::json;
use thirtyfour::Capabilities;

use crate::Failure;
use crate::driver::{announced, end, spawned};

/// Starts a screen, and says by which name programs find it.
pub(crate) fn screen() -> Result<(Child, String), Failure> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-nolisten", "tcp"]);
    command.args(["-screen", "0", "1600x1200x24"]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut screen = spawned(&mut command)?;
    let output = screen.stdout.take().map(BufReader::new);
    match output.and_then(|output| announced(output, number)) {
        Some((number, _)) => Ok((screen, format!(":{number}"))),
        None => {
            end(&mut screen);
            Err(Failure::NoBrowser("Xvfb has no screen".into()))
        }
    }
}

fn number(line: &str) -> Option<u32> {
    line.trim_end().parse().ok()
}

/// One that is free at this moment: the driver does not choose.
pub(crate) fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    Ok(address.map_err(Failure::io("take a free port"))?.port())
}

/// What the driver hands on to its browser: the screen, a home, and a language, without which it
/// would tell pages that it speaks "C".
pub(crate) fn surround(driver: &mut Command, display: &str, home: &Path) {
    driver.env("DISPLAY", display).env("HOME", home);
    driver.env("LC_ALL", "en_US.UTF-8").env("NO_AT_BRIDGE", "1");
    for folder in ["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        driver.env(folder, home.join(folder));
    }
}

pub(crate) fn capabilities() -> Result<Capabilities, Failure> {
    let mut wanted = Capabilities::new();
    // The driver knows where its browser is.
    if let Ok(binary) = env::var("CAUSERIE_BROWSER") {
        let options = json!({ "binary": binary, "args": ["--automation"] });
        wanted.set("webkitgtk:browserOptions", options)?;
    }
    Ok(wanted)
}
