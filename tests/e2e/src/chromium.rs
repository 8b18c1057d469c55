//! Chromium, as tests want it.

use std::env;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use crate::{Failure, traffic};

const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Elements tell scripts their role and name, which is one question to the driver, not many.
    "--enable-blink-features=ComputedAccessibilityInfo",
    // The driver finds no roles in a frame that has a process of its own; and an address bar
    // nobody types in would cost each browser three times the work of its own start.
    "--disable-features=IsolateSandboxedIframes,WebUIOmniboxPopup,WebUIOmniboxAimPopup,\
        WebUIOmniboxFullPopup",
];

/// "ChromeDriver was started successfully on port 12345."
pub(crate) fn port_of(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end().trim_end_matches('.').parse().ok()
}

/// A browser with this profile, which keeps a log of its traffic if told.
pub(crate) fn capabilities(profile: &Path, traffic: bool) -> Result<ChromeCapabilities, Failure> {
    let mut wanted = ChromeCapabilities::new();
    for flag in FLAGS {
        wanted.add_arg(flag)?;
    }
    wanted.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    // Otherwise it begins with a page of its own, which is dearer than most of the tests'.
    let blank = json!({ "session": { "restore_on_startup": 4, "startup_urls": ["about:blank"] } });
    wanted.add_experimental_option("prefs", blank)?;
    wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    if traffic {
        wanted.set_logging_prefs(traffic::LOG, LoggingPrefsLogLevel::All)?;
        let only = json!({ "enableNetwork": true, "enablePage": false });
        wanted.add_experimental_option("perfLoggingPrefs", only)?;
    }
    if let Ok(binary) = env::var("CAUSERIE_BROWSER") {
        wanted.set_binary(&binary)?;
    }
    Ok(wanted)
}

/// Asks the driver to close its browser and itself.
pub(crate) fn shut_down(driver: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(driver)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(
        stream,
        "GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )?;
    stream.read_to_end(&mut Vec::new()).map(drop)
}
