//! What lies between the browser and all servers.

use causerie_e2e::{Failure, Page};
use serde_json::{Value, json};

/// A network as the browser emulates it: what it adds, it adds to each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Network {
    /// This machine's own.
    Local,
    /// 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back: what Lighthouse takes for a phone.
    Slow4G,
}

impl Network {
    pub(super) const ALL: [Self; 2] = [Self::Local, Self::Slow4G];

    /// Has everything that the page asks for from now on go over it.
    pub(super) async fn lay(self, page: &Page) -> Result<(), Failure> {
        page.devtools("Network.enable", json!({})).await?;
        page.devtools("Network.emulateNetworkConditions", self.conditions())
            .await
    }

    /// Milliseconds, and bytes per second.
    fn conditions(self) -> Value {
        let (latency, down, up) = match self {
            Self::Local => (0, -1, -1),
            Self::Slow4G => (150, 1_600_000 / 8, 750_000 / 8),
        };
        json!({
            "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up
        })
    }
}
