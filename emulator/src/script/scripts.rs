//! Which script is played where.

use super::book::Book;
use crate::dialect::Dialect;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The scripts of a contact centre. Chats that are started later follow a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scripts {
    /// Of chats over GWS; [`Book::roboto`] by default, the people of that API's own sample.
    pub gws: Arc<Book>,
    /// Of all other chats; [`Book::colleagues`] by default.
    pub others: Arc<Book>,
}

impl Scripts {
    /// One script for all chats.
    pub fn only(book: impl Into<Arc<Book>>) -> Self {
        let book = book.into();
        Self {
            gws: Arc::clone(&book),
            others: book,
        }
    }

    /// Every agent of every script, by name.
    pub(crate) fn agents(&self) -> BTreeSet<&str> {
        self.gws.agents().chain(self.others.agents()).collect()
    }

    pub(crate) fn of(&self, dialect: Dialect) -> &Arc<Book> {
        match dialect {
            Dialect::Gws => &self.gws,
            Dialect::GmsV1 | Dialect::GmsV2 | Dialect::WebApi => &self.others,
        }
    }
}

impl Default for Scripts {
    fn default() -> Self {
        Self {
            gws: Book::roboto(),
            others: Book::colleagues(),
        }
    }
}
