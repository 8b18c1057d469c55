//! The events of a chat in their order.

use crate::chat::Party;
use crate::event::{Content, Event, EventType, Position};
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
        who: &Party,
        content: impl Into<Content>,
    ) {
        // A clock that was set back must not shuffle the transcript.
        let at = self.events.last().map_or(at, |last| last.at.max(at));
        let event = Event::of(self.last().next(), at, kind, who, content.into());
        self.events.push(event);
    }

    /// Puts back an event that was stored.
    pub(crate) fn restore(&mut self, event: Event) {
        self.events.push(event);
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
