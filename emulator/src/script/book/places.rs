//! Where in a file its keys and values stand.

use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Every key and value by its path, such as `system.clock.every` or `answers[2].words[1]`.
#[derive(Debug)]
pub(super) struct Places(Vec<(String, Range<usize>)>);

impl Places {
    /// Of a whole file; `None` where it is not TOML.
    pub(super) fn of(text: &str) -> Option<Self> {
        let table = DeTable::parse(text).ok()?;
        let mut places = Self(Vec::new());
        places.enter_table("", table.get_ref());
        Some(places)
    }

    /// The path of what stands at an offset: the narrowest, if several do.
    pub(super) fn key_at(&self, offset: usize) -> String {
        let around = self.0.iter().filter(|(_, span)| span.contains(&offset));
        let narrowest = around.min_by_key(|(_, span)| span.len());
        narrowest.map_or_else(String::new, |(path, _)| path.clone())
    }

    /// The path of a key of the table that has exactly this span, which may be the whole file.
    pub(super) fn key_in(&self, table: &Range<usize>, key: &str) -> String {
        let found = self.0.iter().find(|(_, span)| span == table);
        found.map_or_else(|| key.to_owned(), |(path, _)| format!("{path}.{key}"))
    }

    /// Where something begins.
    pub(super) fn offset_of(&self, path: &str) -> Option<usize> {
        let mut places = self.0.iter();
        places
            .find(|(known, _)| known == path)
            .map(|(_, span)| span.start)
    }

    fn enter_table(&mut self, path: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let path = match path {
                "" => key.get_ref().to_string(),
                path => format!("{path}.{}", key.get_ref()),
            };
            self.0.push((path.clone(), key.span()));
            self.enter(path, value);
        }
    }

    fn enter(&mut self, path: String, value: &Spanned<DeValue<'_>>) {
        self.0.push((path.clone(), value.span()));
        match value.get_ref() {
            DeValue::Table(table) => self.enter_table(&path, table),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.enter(format!("{path}[{}]", index.saturating_add(1)), item);
                }
            }
            _ => {}
        }
    }
}

/// The line of an offset, counted from 1.
pub(super) fn line(text: &str, offset: usize) -> usize {
    let before = text.bytes().take(offset);
    before
        .filter(|byte| *byte == b'\n')
        .count()
        .saturating_add(1)
}
