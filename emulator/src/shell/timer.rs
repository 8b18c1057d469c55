//! The one timer.

use super::center::Center;
use std::time::Duration;

/// Longest sleep: the computer's clock may be set meanwhile, and tests act past the bell.
const LONGEST: Duration = Duration::from_secs(1);

/// Runs what falls due and hands out what is released, for ever.
pub(super) async fn keep(center: Center) {
    loop {
        let wait = center.advance().map_or(LONGEST, |wait| wait.min(LONGEST));
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = center.rung() => {}
        }
    }
}
