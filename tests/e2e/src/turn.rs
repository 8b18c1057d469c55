//! At most two browsers at a time: more of them only slow one another down.

use std::sync::{Condvar, Mutex, PoisonError};

const BROWSERS: usize = 2;

static OPEN: Mutex<usize> = Mutex::new(0);
static CLOSED: Condvar = Condvar::new();

/// Leave to have a browser open; given back on drop.
#[derive(Debug)]
pub(crate) struct Turn(());

impl Turn {
    /// Blocks this test, which has a thread and a runtime of its own.
    pub(crate) fn take() -> Self {
        let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let free = CLOSED.wait_while(open, |open| *open >= BROWSERS);
        *free.unwrap_or_else(PoisonError::into_inner) += 1;
        Self(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *OPEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        CLOSED.notify_one();
    }
}
