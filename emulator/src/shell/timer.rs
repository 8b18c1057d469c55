//! The one timer.

use super::center::Center;
use std::time::Duration;

/// How often it is looked whether all is as it was: the computer's clock may be set meanwhile, and
/// tests act past the bell.
const ROUND: Duration = Duration::from_secs(1);

/// Runs what falls due and hands out what is released, for ever.
pub(super) async fn keep(center: Center) {
    let mut round = tokio::time::interval(ROUND);
    loop {
        let wait = center.advance().unwrap_or(ROUND);
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = center.rung() => {}
            _ = round.tick() => center.send_strangers_away(),
        }
    }
}
