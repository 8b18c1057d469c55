//! A message whose way is timed.

use std::time::Duration;

use causerie_core::chat::Role;
use causerie_core::session::View;
use causerie_core::transcript::{Delivery, Row};
use tokio::time::Instant;

/// A message of the visitor's, and what became of it until now.
#[derive(Debug, Clone)]
pub(crate) struct Watched {
    text: String,
    entered: Instant,
    /// From Enter until its row is marked as sent.
    pub(crate) sent: Option<Duration>,
    /// From Enter until its event has come back and has given the row its place. The contact
    /// centre writes the event in between, so that no event takes longer than this from there.
    pub(crate) back: Option<Duration>,
    /// Whether an agent has said something since.
    pub(crate) is_answered: bool,
}

impl Watched {
    /// Enter is pressed now.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            entered: Instant::now(),
            sent: None,
            back: None,
            is_answered: false,
        }
    }

    /// Looks what has become of it.
    pub(crate) fn look(&mut self, view: &View) {
        let rows = &view.rows.0;
        let is_it = |row: &Row| row.is_own() && row.text() == self.text;
        let Some(place) = rows.iter().rposition(|row| is_it(row)) else {
            return;
        };
        let after = self.entered.elapsed();
        let mut rows = rows.iter().skip(place);
        if let Some(row) = rows.next() {
            if row.delivery() == Some(Delivery::Sent) {
                self.sent.get_or_insert(after);
            }
            if row.position.is_some() {
                self.back.get_or_insert(after);
            }
        }
        let answers = |row: &Row| row.is_message() && row.from().role == Role::Agent;
        self.is_answered |= rows.any(|row| answers(row));
    }
}
