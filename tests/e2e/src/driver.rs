//! One driver with one fresh browser.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use thirtyfour::WebDriver;

use crate::{Engine, Failure, chromium, firefox, webkit};

/// How often a driver may end before it listens.
const TRIES: usize = 3;

/// How letters are drawn, in what the driver starts.
const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts.conf");

/// The driver's process and the browser's profile; both end with the value.
#[derive(Debug)]
pub(crate) struct Driver {
    engine: Engine,
    process: Child,
    address: SocketAddr,
    profile: PathBuf,
    /// A screen of its own, for a browser that cannot do without.
    screen: Option<Child>,
    /// Kept, or the driver would be killed when it writes.
    _output: Option<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts a driver on a port of its own choice.
    ///
    /// One may choose a port for one protocol and need the same for the other; where that is taken,
    /// it ends, and another try finds another.
    pub(crate) fn start(engine: Engine) -> Result<Self, Failure> {
        let mut tries = (1..TRIES).map(|_| Self::try_start(engine));
        let last = || Self::try_start(engine);
        tries.find(Result::is_ok).unwrap_or_else(last)
    }

    fn try_start(engine: Engine) -> Result<Self, Failure> {
        match engine {
            Engine::Chromium => Self::announced(engine, &["--port=0"], chromium::port_of),
            Engine::Firefox => Self::announced(engine, &firefox::ARGUMENTS, firefox::port_of),
            Engine::WebKit => Self::on_a_screen(engine),
        }
    }

    /// One that says where it listens.
    fn announced(
        engine: Engine,
        arguments: &[&str],
        port_of: fn(&str) -> Option<u16>,
    ) -> Result<Self, Failure> {
        let mut command = Command::new(program(engine));
        command.args(arguments).stderr(Stdio::null());
        command.env("FONTCONFIG_FILE", FONTS);
        let mut process = spawned(command.stdout(Stdio::piped()))?;
        let output = process.stdout.take().map(BufReader::new);
        let Some((port, output)) = output.and_then(|output| announced(output, port_of)) else {
            end(&mut process);
            let name = Path::new(&program(engine)).display().to_string();
            return Err(Failure::NoBrowser(format!(
                "{name} did not say where it listens"
            )));
        };
        Ok(Self {
            engine,
            process,
            address: (Ipv4Addr::LOCALHOST, port).into(),
            profile: profile()?,
            screen: None,
            _output: Some(output),
        })
    }

    /// One that has to be told where to listen, and whose browser has to be seen.
    fn on_a_screen(engine: Engine) -> Result<Self, Failure> {
        let profile = profile()?;
        let (mut screen, display) = webkit::screen()?;
        let port = webkit::free_port()?;
        let mut command = Command::new(program(engine));
        command.arg(format!("--port={port}")).stderr(Stdio::null());
        webkit::surround(&mut command, &display, &profile);
        let process = spawned(command.stdout(Stdio::null())).inspect_err(|_| end(&mut screen))?;
        let driver = Self {
            engine,
            process,
            address: (Ipv4Addr::LOCALHOST, port).into(),
            profile,
            screen: Some(screen),
            _output: None,
        };
        if driver.listens() {
            Ok(driver)
        } else {
            Err(Failure::NoBrowser(format!(
                "the driver does not listen at {}",
                driver.address
            )))
        }
    }

    fn listens(&self) -> bool {
        (0..250).any(|_| {
            sleep(Duration::from_millis(20));
            TcpStream::connect(self.address).is_ok()
        })
    }

    /// A folder of this name for whoever else needs one as long; it ends with the profile.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.profile.join(name)
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens the browser, which keeps a log of its traffic if told.
    pub(crate) async fn open(&self, traffic: bool) -> Result<WebDriver, Failure> {
        let server = format!("http://{}", self.address);
        let opened = match self.engine {
            Engine::Chromium => {
                let wanted = chromium::capabilities(&self.profile, traffic)?;
                WebDriver::new(server, wanted).await
            }
            Engine::Firefox => WebDriver::new(server, firefox::capabilities()?).await,
            Engine::WebKit => WebDriver::new(server, webkit::capabilities()?).await,
        };
        opened.map_err(|cause| Failure::NoBrowser(one_line(&cause.to_string())))
    }

    fn has_ended(&mut self) -> bool {
        (0..50).any(|_| {
            sleep(Duration::from_millis(20));
            matches!(self.process.try_wait(), Ok(Some(_)))
        })
    }
}

/// Also when a test panics: blocking calls, as there may be no runtime left to wait with.
impl Drop for Driver {
    fn drop(&mut self) {
        let asked = self.engine == Engine::Chromium && chromium::shut_down(self.address).is_ok();
        if !asked || !self.has_ended() {
            end(&mut self.process);
        }
        if let Some(screen) = &mut self.screen {
            end(screen);
        }
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// The driver's program: the one that was handed over, or the one on the search path.
fn program(engine: Engine) -> OsString {
    let named = match engine {
        Engine::Chromium => "chromedriver",
        Engine::Firefox => "geckodriver",
        Engine::WebKit => "WebKitWebDriver",
    };
    env::var_os("CAUSERIE_DRIVER").unwrap_or_else(|| named.into())
}

/// Starts a program that is told nothing.
pub(crate) fn spawned(command: &mut Command) -> Result<Child, Failure> {
    let name = Path::new(command.get_program()).display().to_string();
    let spawned = command.stdin(Stdio::null()).spawn();
    spawned.map_err(|cause| Failure::NoBrowser(format!("{name} could not be started ({cause})")))
}

/// Nothing is left to be done about a process that cannot be killed.
pub(crate) fn end(process: &mut Child) {
    let _ = process.kill().and_then(|()| process.wait());
}

/// The first line in which a port is found, and what comes after it.
pub(crate) fn announced<T>(
    mut output: BufReader<ChildStdout>,
    found_in: fn(&str) -> Option<T>,
) -> Option<(T, BufReader<ChildStdout>)> {
    let mut line = String::new();
    while output.read_line(&mut line).ok()? > 0 {
        if let Some(found) = found_in(&line) {
            return Some((found, output));
        }
        line.clear();
    }
    None
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
