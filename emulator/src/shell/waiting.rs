//! HTTP requests that wait for a held reply.

use super::center::Center;
use crate::http::Response;
use crate::ticket::{Ending, Ticket};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// All of them by their tickets.
#[derive(Debug, Clone, Default)]
pub(super) struct Line(Arc<Mutex<HashMap<Ticket, oneshot::Sender<Ending>>>>);

impl Line {
    /// Gives a held request its ending. A client that is just going loses it.
    pub(super) fn serve(&self, ticket: Ticket, ending: Ending) {
        if let Some(sender) = self.lock().remove(&ticket) {
            let _ = sender.send(ending);
        }
    }

    /// Sends away all but these.
    pub(super) fn keep(&self, is_kept: impl Fn(Ticket) -> bool) {
        self.lock().retain(|ticket, _| is_kept(*ticket));
    }

    /// Sends all away; whose tickets they were.
    pub(super) fn dismiss(&self) -> Vec<Ticket> {
        self.lock().drain().map(|(ticket, _)| ticket).collect()
    }

    /// Takes a request out of the line; whether it was still in.
    pub(super) fn leave(&self, ticket: Ticket) -> bool {
        self.lock().remove(&ticket).is_some()
    }

    fn enter(&self, ticket: Ticket) -> oneshot::Receiver<Ending> {
        let (sender, receiver) = oneshot::channel();
        self.lock().insert(ticket, sender);
        receiver
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Ticket, oneshot::Sender<Ending>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One of them. It is dropped with its connection, and abandons its ticket then.
#[derive(Debug)]
pub(super) struct Waiting {
    center: Center,
    ticket: Ticket,
    ending: oneshot::Receiver<Ending>,
}

impl Waiting {
    pub(super) fn new(center: &Center, ticket: Ticket, line: &Line) -> Self {
        Self {
            center: center.clone(),
            ticket,
            ending: line.enter(ticket),
        }
    }

    /// How it ends; with 503 when the emulator that held it is gone, or the server closes.
    pub(super) async fn ending(mut self) -> Ending {
        let ending = (&mut self.ending).await;
        ending.unwrap_or_else(|_| Ending::Answered(Response::empty(503)))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.center.abandon(self.ticket);
    }
}
