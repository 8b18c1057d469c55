//! Firefox, as tests want it; and what its own half can be told, where pages have no say.

use std::env;
use std::sync::Arc;

use serde_json::Value;
use thirtyfour::FirefoxCapabilities;
use thirtyfour::session::handle::SessionHandle;

use crate::Failure;
use crate::endpoint::Endpoint;

/// Ports of the drivers' own choice; and scripts may run in the browser's own half.
pub(crate) const ARGUMENTS: [&str; 3] = ["--port=0", "--websocket-port=0", "--allow-system-access"];

/// "1700000000000 geckodriver INFO Listening on 127.0.0.1:12345"
pub(crate) fn port_of(line: &str) -> Option<u16> {
    let (_, address) = line.split_once("Listening on ")?;
    address.trim_end().rsplit_once(':')?.1.parse().ok()
}

pub(crate) fn capabilities() -> Result<FirefoxCapabilities, Failure> {
    let mut wanted = FirefoxCapabilities::new();
    wanted.set_headless()?;
    if let Ok(binary) = env::var("CAUSERIE_BROWSER") {
        wanted.set_firefox_binary(&binary)?;
    }
    Ok(wanted)
}

/// Runs a script in the browser's own half: `tab` is the element that shows the page in front,
/// and `arguments` are as elsewhere.
pub(crate) async fn run(
    session: &Arc<SessionHandle>,
    script: &str,
    arguments: Vec<Value>,
) -> Result<Value, Failure> {
    let script = format!("const tab = window.gBrowser.selectedBrowser; {script}");
    Endpoint::half("chrome").send(session).await?;
    let told = session.execute(script, arguments).await;
    Endpoint::half("content").send(session).await?;
    Ok(told?.json().clone())
}
