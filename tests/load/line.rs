//! One row of a conversation in words that both sides can be put in.

use causerie_core::session::View;
use causerie_core::transcript::{Delivery, Entry, Row};

/// What a visitor sees, or should.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Line {
    /// The visitor's own words, which have arrived.
    Own(String),
    /// Somebody else's.
    Said(String, String),
    /// An agent came.
    Came(String),
    /// An agent went.
    Left(String),
    /// Somebody asks to open an address.
    Offered(String, String),
    /// What no visitor of ours should ever see, such as an own message that was not sent.
    Odd(String),
}

/// What is to be seen, in order.
pub(crate) fn shown(view: &View) -> Vec<Line> {
    view.rows.0.iter().map(|row| line(row)).collect()
}

fn line(row: &Row) -> Line {
    let (who, text) = (row.from().nickname.to_string(), row.text().to_owned());
    match (&row.entry, row.delivery()) {
        (Entry::Message { .. }, Some(Delivery::Sent)) => Line::Own(text),
        (Entry::Message { .. }, None) => Line::Said(who, text),
        (Entry::Joined(_), _) => Line::Came(who),
        (Entry::Left(_), _) => Line::Left(who),
        (Entry::PushedUrl(..), _) => Line::Offered(who, text),
        (Entry::Message { .. } | Entry::File { .. } | Entry::Renamed(..), delivery) => {
            Line::Odd(format!("{text} ({delivery:?})"))
        }
    }
}
