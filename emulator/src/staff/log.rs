//! The transcript as agents read it: the customer's, with what only agents see in its places.

use super::handling::Audience;
use crate::chat::Chat;
use crate::event::{Event, Position};

/// One event of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    /// Counted from 1, over everything that agents see.
    pub(crate) index: u32,
    pub(crate) event: &'a Event,
    pub(crate) audience: Audience,
}

impl Chat {
    /// The entries behind an index.
    pub(crate) fn log_after(&self, index: u32) -> Vec<Entry<'_>> {
        let (events, asides) = (self.transcript(), &self.handling.asides);
        let first = events.partition_point(|event| self.index_of(event.position) <= index);
        let events = events.iter().skip(first).map(|event| Entry {
            index: self.index_of(event.position),
            event,
            audience: Audience::All,
        });
        let asides = asides.iter().enumerate();
        let news = asides.skip_while(|(nth, _)| self.index_of_aside(*nth) <= index);
        let asides = news.map(|(nth, aside)| Entry {
            index: self.index_of_aside(nth),
            event: &aside.event,
            audience: Audience::Agents,
        });
        let mut entries: Vec<_> = events.chain(asides).collect();
        entries.sort_by_key(|entry| entry.index);
        entries
    }

    /// The index of the last entry, 0 before the first.
    pub(crate) fn last_index(&self) -> u32 {
        let asides = u32::try_from(self.handling.asides.len()).unwrap_or(u32::MAX);
        self.last().0.saturating_add(asides)
    }

    /// So many asides stand before an event of the customer's transcript.
    fn index_of(&self, position: Position) -> u32 {
        let asides = &self.handling.asides;
        let before = asides.partition_point(|aside| aside.after < position);
        position
            .0
            .saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    }

    fn index_of_aside(&self, nth: usize) -> u32 {
        let after = self.handling.asides.get(nth).map(|aside| aside.after);
        let nth = u32::try_from(nth).unwrap_or(u32::MAX).saturating_add(1);
        after.unwrap_or(Position::START).0.saturating_add(nth)
    }
}
