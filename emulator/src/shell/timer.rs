//! The one timer.

use super::center::{Center, wall_clock};
use std::time::Duration;

/// Longest sleep: the computer's clock may be set meanwhile, and tests act past the bell.
const LONGEST: Duration = Duration::from_secs(1);

/// Runs what falls due, for ever.
pub(super) async fn keep(center: Center) {
    loop {
        let wait = until_deadline(&center);
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = center.rung() => {}
        }
    }
}

fn until_deadline(center: &Center) -> Duration {
    let now = wall_clock();
    let mut emulator = center.lock();
    emulator.advance(now);
    emulator
        .next_deadline()
        .map_or(LONGEST, |due| due.since(now).min(LONGEST))
}
