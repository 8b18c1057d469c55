//! The state machine as the shell's tasks share it.

use super::store::Store;
use super::waiting::{Line, Waiting};
use crate::emulator::Emulator;
use crate::http::{Request, Response};
use crate::now::Now;
use crate::ticket::{Answer, Ticket};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Wake, Waker};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::Notify;
use tracing::error;

/// The emulator, the requests that wait for it, and the bell that wakes the timer when a request
/// has changed its deadline or released another.
#[derive(Debug, Clone)]
pub(super) struct Center {
    emulator: Arc<Mutex<Emulator>>,
    store: Option<Arc<Mutex<Store>>>,
    line: Line,
    bell: Arc<Bell>,
}

/// What becomes of a request.
pub(super) enum Reply {
    Ready(Response),
    Held(Waiting),
    Cut,
}

#[derive(Debug, Default)]
struct Bell(Notify);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.notify_one();
    }
}

impl Center {
    pub(super) fn new(emulator: Arc<Mutex<Emulator>>, store: Option<Store>) -> Self {
        Self {
            emulator,
            store: store.map(|store| Arc::new(Mutex::new(store))),
            line: Line::default(),
            bell: Arc::default(),
        }
    }

    /// Asks, and gets in line where the answer is held.
    pub(super) fn ask(&self, request: &Request) -> Reply {
        // Under one lock, so that no release can come before there is somebody to receive it.
        let mut emulator = self.lock();
        let answer = emulator.ask(request, wall_clock());
        let is_stored = self.store(&mut emulator);
        let reply = match answer {
            Answer::Held(ticket) => Reply::Held(Waiting::new(self, ticket, &self.line)),
            Answer::Cut => Reply::Cut,
            Answer::Ready(_) if !is_stored => Reply::Ready(unstored()),
            Answer::Ready(response) => Reply::Ready(response),
        };
        self.bell.0.notify_one();
        reply
    }

    /// Looks at the emulator as it is.
    pub(super) fn look<T>(&self, read: impl FnOnce(&Emulator) -> T) -> T {
        read(&self.lock())
    }

    /// Runs what is due and hands out what is released; how long there is nothing to do then.
    pub(super) fn advance(&self) -> Option<Duration> {
        let now = wall_clock();
        let mut emulator = self.lock();
        emulator.advance(now);
        let is_stored = self.store(&mut emulator);
        // Otherwise it waits until it is.
        while is_stored && let Some((ticket, ending)) = emulator.take_released() {
            self.line.serve(ticket, ending);
        }
        emulator.wake_on_release(Waker::from(self.bell.clone()));
        emulator.next_deadline().map(|due| due.since(now))
    }

    /// Hands out what is released, and sends away all others that are held.
    pub(super) fn dismiss(&self) {
        self.advance();
        let mut emulator = self.lock();
        for ticket in self.line.dismiss() {
            emulator.abandon(ticket, wall_clock());
        }
    }

    /// Answers those who wait for what will not come: tests put a new emulator in the place of the
    /// old one, whose tickets mean nothing to it.
    pub(super) fn send_strangers_away(&self) {
        let emulator = self.lock();
        self.line.keep(|ticket| emulator.is_held(ticket));
    }

    /// The client of a held request has gone.
    pub(super) fn abandon(&self, ticket: Ticket) {
        let mut emulator = self.lock();
        if self.line.leave(ticket) {
            emulator.abandon(ticket, wall_clock());
        }
    }

    /// Whether what it keeps outlives it.
    pub(super) fn is_persistent(&self) -> bool {
        self.store.is_some()
    }

    /// Stores what has changed; whether nothing is left to store.
    fn store(&self, emulator: &mut Emulator) -> bool {
        let Some(store) = &self.store else {
            return true;
        };
        let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
        let stored = store.write(emulator.take_changes());
        if let Err(error) = &stored {
            error!("{error}; nothing is told until it can be kept");
        }
        stored.is_ok()
    }

    pub(super) async fn rung(&self) {
        self.bell.0.notified().await;
    }

    /// The emulator. A test that panicked while it held the lock has left it whole enough.
    fn lock(&self) -> MutexGuard<'_, Emulator> {
        self.emulator.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer to a request whose consequences could not be stored. They are there all the same,
/// and a client that asks again sees them once they are.
fn unstored() -> Response {
    let words = "What you asked for could not be stored; ask again.\n";
    Response::typed(503, "text/plain; charset=utf-8", words).with("Retry-After", "1")
}

/// The computer's clock; the only place where it is read.
pub fn wall_clock() -> Now {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Now::default().after(since)
}

#[cfg(test)]
impl Center {
    pub(super) fn with_store(&self, act: impl FnOnce(&Store)) {
        act(&self.store.as_ref().unwrap().lock().unwrap());
    }
}
