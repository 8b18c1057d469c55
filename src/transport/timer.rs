//! One alarm.

use std::time::Duration;

use gloo_timers::callback::Timeout;

/// The longest wait a browser knows; an alarm that rings early is set anew.
const LONGEST: u32 = i32::MAX as u32;

/// One alarm; dropped, it does not ring.
#[derive(Debug)]
pub(crate) struct Timer(#[expect(dead_code, reason = "held to be dropped")] Timeout);

impl Timer {
    /// Calls `ring` once, after `wait`.
    pub(crate) fn after(wait: Duration, ring: impl FnOnce() + 'static) -> Self {
        let millis = u32::try_from(wait.as_millis()).unwrap_or(LONGEST);
        Self(Timeout::new(millis.min(LONGEST), ring))
    }
}
