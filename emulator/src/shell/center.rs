//! The state machine as the shell's tasks share it.

use crate::emulator::Emulator;
use crate::now::Now;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::Notify;

/// The emulator and the bell that wakes the timer when a request has changed its deadline.
#[derive(Debug, Clone)]
pub(super) struct Center {
    emulator: Arc<Mutex<Emulator>>,
    changed: Arc<Notify>,
}

impl Center {
    pub(super) fn new(emulator: Arc<Mutex<Emulator>>) -> Self {
        Self {
            emulator,
            changed: Arc::new(Notify::new()),
        }
    }

    /// The emulator. A test that panicked while it held the lock has left it whole enough.
    pub(super) fn lock(&self) -> MutexGuard<'_, Emulator> {
        self.emulator.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn ring(&self) {
        self.changed.notify_one();
    }

    pub(super) async fn rung(&self) {
        self.changed.notified().await;
    }
}

/// The computer's clock; the only place where it is read.
pub(super) fn wall_clock() -> Now {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Now::default().after(since)
}
