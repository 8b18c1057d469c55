//! HTTP requests that wait for a held reply.

use super::center::Center;
use crate::http::Response;
use crate::ticket::Ticket;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// All of them by their tickets.
#[derive(Debug, Clone, Default)]
pub(super) struct Line(Arc<Mutex<HashMap<Ticket, oneshot::Sender<Response>>>>);

impl Line {
    /// Gives a held request its reply. A client that is just going loses it.
    pub(super) fn serve(&self, ticket: Ticket, response: Response) {
        if let Some(sender) = self.lock().remove(&ticket) {
            let _ = sender.send(response);
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

    fn enter(&self, ticket: Ticket) -> oneshot::Receiver<Response> {
        let (sender, receiver) = oneshot::channel();
        self.lock().insert(ticket, sender);
        receiver
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Ticket, oneshot::Sender<Response>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One of them. It is dropped with its connection, and abandons its ticket then.
#[derive(Debug)]
pub(super) struct Waiting {
    center: Center,
    ticket: Ticket,
    reply: oneshot::Receiver<Response>,
}

impl Waiting {
    pub(super) fn new(center: &Center, ticket: Ticket, line: &Line) -> Self {
        Self {
            center: center.clone(),
            ticket,
            reply: line.enter(ticket),
        }
    }

    /// The reply; 503 when the emulator that held it is gone, or the server closes.
    pub(super) async fn reply(mut self) -> Response {
        let reply = (&mut self.reply).await;
        reply.unwrap_or_else(|_| Response::empty(503))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.center.abandon(self.ticket);
    }
}
