//! Replies that need not be held any longer.

use crate::http::Response;
use crate::ticket::Ticket;
use std::collections::VecDeque;
use std::task::Waker;

/// A queue that wakes whoever waits for it.
#[derive(Debug, Default)]
pub(super) struct Released {
    replies: VecDeque<(Ticket, Response)>,
    waker: Option<Waker>,
}

impl Released {
    pub(super) fn push(&mut self, ticket: Ticket, response: Response) {
        self.replies.push_back((ticket, response));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    pub(super) fn take(&mut self) -> Option<(Ticket, Response)> {
        self.replies.pop_front()
    }

    pub(super) fn abandon(&mut self, ticket: Ticket) {
        self.replies.retain(|(released, _)| *released != ticket);
    }

    pub(super) fn holds(&self, ticket: Ticket) -> bool {
        self.replies.iter().any(|(released, _)| *released == ticket)
    }

    /// Wakes once: at the next release, or now if one was missed.
    pub(super) fn wake_on_release(&mut self, waker: Waker) {
        if self.replies.is_empty() {
            self.waker = Some(waker);
        } else {
            waker.wake();
        }
    }
}
