//! The events of a chat in their order.

use crate::event::{Event, EventType, Position, UserType};
use crate::now::Now;

/// Append-only; the event with index `n` is the `n`th.
#[derive(Debug, Clone, Default)]
pub(crate) struct Transcript {
    events: Vec<Event>,
}

impl Transcript {
    pub(crate) fn push(
        &mut self,
        at: Now,
        kind: EventType,
        (nickname, user_type): (&str, UserType),
        text: &str,
    ) {
        // A clock that was set back must not shuffle the transcript.
        let at = self.events.last().map_or(at, |last| last.at.max(at));
        let position = Position(self.last().0.saturating_add(1));
        let (nickname, text) = (nickname.to_owned(), text.to_owned());
        self.events.push(Event {
            position,
            at,
            kind,
            nickname,
            text,
            user_type,
        });
    }

    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    /// Everything after `position`, exclusive.
    pub(crate) fn after(&self, position: Position) -> &[Event] {
        let seen = usize::try_from(position.0).unwrap_or(usize::MAX);
        self.events.get(seen..).unwrap_or_default()
    }

    /// The position of the last event, 0 before the first.
    pub(crate) fn last(&self) -> Position {
        Position(u32::try_from(self.events.len()).unwrap_or(u32::MAX))
    }
}
