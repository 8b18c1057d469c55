//! What held requests end with, on its way out.

use crate::now::Now;
use crate::ticket::{Ending, Ticket};
use std::collections::{BTreeMap, VecDeque};
use std::task::Waker;

/// A queue that wakes whoever waits for it, and a waiting room before it.
#[derive(Debug, Default)]
pub(crate) struct Departures {
    ready: VecDeque<(Ticket, Ending)>,
    /// By the time at which they leave, and in the order in which they came.
    late: BTreeMap<(Now, u64), (Ticket, Ending)>,
    came: u64,
    waker: Option<Waker>,
}

impl Departures {
    /// Leaves now.
    pub(crate) fn push(&mut self, ticket: Ticket, ending: Ending) {
        self.ready.push_back((ticket, ending));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    /// Leaves when it is `due`.
    pub(crate) fn postpone(&mut self, ticket: Ticket, ending: Ending, due: Now) {
        self.came = self.came.saturating_add(1);
        self.late.insert((due, self.came), (ticket, ending));
    }

    /// Lets go what is due.
    pub(crate) fn advance(&mut self, now: Now) {
        while let Some(entry) = self.late.first_entry()
            && entry.key().0 <= now
        {
            let (ticket, ending) = entry.remove();
            self.push(ticket, ending);
        }
    }

    /// When [`Departures::advance`] has something to do next.
    pub(crate) fn next_deadline(&self) -> Option<Now> {
        self.late.keys().next().map(|(due, _)| *due)
    }

    pub(crate) fn take(&mut self) -> Option<(Ticket, Ending)> {
        self.ready.pop_front()
    }

    pub(crate) fn abandon(&mut self, ticket: Ticket) {
        self.ready.retain(|(released, _)| *released != ticket);
        self.late.retain(|_, (kept, _)| *kept != ticket);
    }

    pub(crate) fn holds(&self, ticket: Ticket) -> bool {
        let late = self.late.values();
        late.chain(&self.ready).any(|(kept, _)| *kept == ticket)
    }

    /// Wakes once: at the next departure, or now if one was missed.
    pub(crate) fn wake_on_release(&mut self, waker: Waker) {
        if self.ready.is_empty() {
            self.waker = Some(waker);
        } else {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    #[test]
    fn what_is_late_leaves_when_it_is_due_and_in_order() {
        let mut dice = Dice::new(1);
        let tickets: Vec<_> = (0..4).map(|_| Ticket::mint(&mut dice)).collect();
        let mut departures = Departures::default();
        for (ticket, due) in tickets.iter().zip([30, 10, 10, 20]) {
            departures.postpone(*ticket, Ending::Cut, Now::from_millis(due));
        }
        departures.abandon(tickets[3]);
        assert_eq!(departures.next_deadline(), Some(Now::from_millis(10)));
        departures.advance(Now::from_millis(9));
        assert_eq!(departures.take(), None);
        departures.advance(Now::from_millis(29));
        assert_eq!(departures.take(), Some((tickets[1], Ending::Cut)));
        assert!(departures.holds(tickets[0]) && departures.holds(tickets[2]));
        assert_eq!(departures.take(), Some((tickets[2], Ending::Cut)));
        assert_eq!(departures.take(), None);
        assert_eq!(departures.next_deadline(), Some(Now::from_millis(30)));
    }
}
