//! One driver with one fresh browser.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel, WebDriver};

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

/// How often a driver may end before it listens.
const TRIES: usize = 3;

/// The driver's process and the browser's profile; both end with the value.
#[derive(Debug)]
pub(crate) struct Chromium {
    process: Child,
    address: SocketAddr,
    profile: PathBuf,
    /// Kept, or the driver would be killed when it writes.
    _output: BufReader<ChildStdout>,
}

impl Chromium {
    /// Starts a driver on a port of its own choice.
    ///
    /// It chooses a port for one protocol and needs the same for the other; where that is taken,
    /// it ends, and another try finds another.
    pub(crate) fn start() -> Result<Self, Failure> {
        let mut tries = (1..TRIES).map(|_| Self::try_start());
        let last = Self::try_start;
        tries.find(Result::is_ok).unwrap_or_else(last)
    }

    fn try_start() -> Result<Self, Failure> {
        let program = env::var_os("CAUSERIE_DRIVER").unwrap_or_else(|| "chromedriver".into());
        let name = Path::new(&program).display().to_string();
        let mut driver = Command::new(&program);
        driver
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = driver.spawn().map_err(|cause| {
            Failure::NoBrowser(format!("{name} could not be started ({cause})"))
        })?;
        let output = process.stdout.take().map(BufReader::new);
        let Some((port, output)) = output.and_then(announced_port) else {
            // It ended by itself; waiting only clears its entry.
            let _ = process.kill().and_then(|()| process.wait());
            return Err(Failure::NoBrowser(format!(
                "{name} did not say where it listens"
            )));
        };
        let profile = profile()?;
        Ok(Self {
            process,
            address: (Ipv4Addr::LOCALHOST, port).into(),
            profile,
            _output: output,
        })
    }

    /// A folder of this name for whoever else needs one as long; it ends with the profile.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.profile.join(name)
    }

    /// Opens the browser, which keeps a log of its traffic if told.
    pub(crate) async fn open(&self, traffic: bool) -> Result<WebDriver, Failure> {
        let server = format!("http://{}", self.address);
        let mut wanted = self.capabilities()?;
        if traffic {
            wanted.set_logging_prefs(traffic::LOG, LoggingPrefsLogLevel::All)?;
            let only = json!({ "enableNetwork": true, "enablePage": false });
            wanted.add_experimental_option("perfLoggingPrefs", only)?;
        }
        let opened = WebDriver::new(server, wanted).await;
        opened.map_err(|cause| Failure::NoBrowser(one_line(&cause.to_string())))
    }

    fn capabilities(&self) -> Result<ChromeCapabilities, Failure> {
        let mut wanted = ChromeCapabilities::new();
        for flag in FLAGS {
            wanted.add_arg(flag)?;
        }
        wanted.add_arg(&format!("--user-data-dir={}", self.profile.display()))?;
        // Otherwise it begins with a page of its own, which is dearer than most of the tests'.
        let blank =
            json!({ "session": { "restore_on_startup": 4, "startup_urls": ["about:blank"] } });
        wanted.add_experimental_option("prefs", blank)?;
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        if let Ok(binary) = env::var("CAUSERIE_BROWSER") {
            wanted.set_binary(&binary)?;
        }
        Ok(wanted)
    }

    /// Asks the driver to close its browser and itself.
    fn shut_down(&self) -> io::Result<()> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }

    fn has_ended(&mut self) -> bool {
        (0..50).any(|_| {
            sleep(Duration::from_millis(20));
            matches!(self.process.try_wait(), Ok(Some(_)))
        })
    }
}

/// Also when a test panics: blocking calls, as there may be no runtime left to wait with.
impl Drop for Chromium {
    fn drop(&mut self) {
        if self.shut_down().is_err() || !self.has_ended() {
            // Nothing is left to be done about a process that cannot be killed.
            let _ = self.process.kill().and_then(|()| self.process.wait());
        }
        let _ = fs::remove_dir_all(&self.profile);
    }
}

fn announced_port(mut output: BufReader<ChildStdout>) -> Option<(u16, BufReader<ChildStdout>)> {
    let mut line = String::new();
    while output.read_line(&mut line).ok()? > 0 {
        if let Some(port) = port_of(&line) {
            return Some((port, output));
        }
        line.clear();
    }
    None
}

/// "ChromeDriver was started successfully on port 12345."
fn port_of(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end().trim_end_matches('.').parse().ok()
}

/// Drivers add a stack trace after their message.
fn one_line(message: &str) -> String {
    let said = message.split("Stacktrace").next().unwrap_or(message);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn profile() -> Result<PathBuf, Failure> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("causerie-e2e-{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).map_err(Failure::io("make a profile for the browser"))?;
    Ok(folder)
}
