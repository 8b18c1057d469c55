//! Waiting for what a page does in its own time.

use std::time::{Duration, Instant};

use crate::Failure;

/// How long anything may take before a test gives up on it.
pub const LIMIT: Duration = Duration::from_secs(10);

const PAUSE: Duration = Duration::from_millis(40);

/// Asks again and again until there is an answer; `None` when there was none within `limit`.
pub async fn until<T>(
    limit: Duration,
    mut ask: impl AsyncFnMut() -> Result<Option<T>, Failure>,
) -> Result<Option<T>, Failure> {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask().await? {
            return Ok(Some(answer));
        }
        if start.elapsed() > limit {
            return Ok(None);
        }
        tokio::time::sleep(PAUSE).await;
    }
}
