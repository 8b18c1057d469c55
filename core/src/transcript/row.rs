//! One row of the conversation.

use std::rc::Rc;

use crate::chat::{FileFault, Notice, Participant, Position, Role, SharedFile, WebUrl};
use crate::text::trim;
use crate::time::Wall;

/// Names a row for life: from the moment it is shown, through its echo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowKey(pub u64);

/// One row of the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub key: RowKey,
    /// Its place in the server's transcript, once known.
    pub position: Option<Position>,
    /// The last place known when the row was written or last sent.
    pub after: Position,
    /// When; `None` when the server does not say.
    pub at: Option<Wall>,
    /// What is shown.
    pub entry: Entry,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Somebody shared a file, or is about to.
    File {
        /// Who.
        from: Participant,
        /// What; without an id until the server has it.
        file: SharedFile,
        /// How far it has come; of interest for own files.
        delivery: Delivery,
        /// How much of it has come that far, on the way up or down.
        portion: Portion,
    },
    /// Somebody came.
    Joined(Participant),
    /// Somebody went.
    Left(Participant),
    /// Somebody said something. `delivery` is of interest for own messages.
    Message {
        /// Who.
        from: Participant,
        /// What; plain text.
        text: Rc<str>,
        /// How far it has come.
        delivery: Delivery,
    },
    /// Somebody asks the visitor to open an address.
    PushedUrl(Participant, WebUrl),
    /// Somebody, here by the name before, goes by another.
    Renamed(Participant, Rc<str>),
}

/// How far an own message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Not sent, and not sent again without the visitor's word.
    Failed(Setback),
    /// On its way.
    Sending,
    /// The server has it.
    Sent,
    /// The answer was lost: the next transcript tells whether it arrived.
    Uncertain,
    /// Waits for its turn, or for the connection.
    Waiting,
}

/// How much of a file is on the other side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Portion {
    /// It was to be fetched, and could not be.
    Failed,
    /// It is being fetched.
    Fetching,
    /// It was removed for good.
    Gone,
    /// So many of a hundred parts were sent.
    Sent(u8),
    /// All there is to say is said by the delivery.
    #[default]
    Whole,
}

/// Why a message was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setback {
    /// The chat was over.
    ChatEnded,
    /// The server does not take such a file.
    File(FileFault),
    /// It did not arrive, as far as the transcript shows.
    Lost,
    /// The server did not accept it.
    Rejected,
    /// It may have arrived; the chat ended before that could be found out.
    Unknown,
}

impl Entry {
    /// The row of a notice, if it has one. The visitor's own comings and goings
    /// are no news to the visitor, and those of the system are none to anybody; nor
    /// are names.
    pub(super) fn notice(notice: &Notice, from: &Participant) -> Option<Self> {
        let from = from.clone();
        match notice {
            Notice::PushedUrl(url) => Some(Self::PushedUrl(from, url.clone())),
            _ if !from.role.is_staff() => None,
            Notice::Joined => Some(Self::Joined(from)),
            Notice::Left => Some(Self::Left(from)),
            Notice::Renamed(name) if *name != from.nickname => {
                Some(Self::Renamed(from, Rc::clone(name)))
            }
            _ => None,
        }
    }
}

impl Row {
    /// Who did what it shows.
    pub const fn from(&self) -> &Participant {
        match &self.entry {
            Entry::File { from, .. }
            | Entry::Joined(from)
            | Entry::Left(from)
            | Entry::Message { from, .. }
            | Entry::PushedUrl(from, _)
            | Entry::Renamed(from, _) => from,
        }
    }

    /// Whether the visitor did it.
    pub fn is_own(&self) -> bool {
        self.from().role == Role::Visitor
    }

    /// The words of a message, the name of a file, or the address offered; empty
    /// for other rows.
    pub fn text(&self) -> &str {
        match &self.entry {
            Entry::Joined(_) | Entry::Left(_) | Entry::Renamed(..) => "",
            Entry::File { file, .. } => &file.name,
            Entry::Message { text, .. } => text,
            Entry::PushedUrl(_, url) => url.as_str(),
        }
    }

    /// How far an own message or file has come; `None` for all other rows.
    pub fn delivery(&self) -> Option<Delivery> {
        match &self.entry {
            Entry::File { delivery, .. } | Entry::Message { delivery, .. } if self.is_own() => {
                Some(*delivery)
            }
            _ => None,
        }
    }

    /// Whether it is an own message that the server is not known to have.
    pub fn is_unsent(&self) -> bool {
        let delivery = self.delivery();
        self.is_message() && delivery.is_some_and(|delivery| delivery != Delivery::Sent)
    }

    /// Whether it was given up.
    pub fn is_failed(&self) -> bool {
        matches!(self.delivery(), Some(Delivery::Failed(_)))
    }

    pub(super) fn deliver(&mut self, to: Delivery) {
        if let Entry::File { delivery, .. } | Entry::Message { delivery, .. } = &mut self.entry {
            *delivery = to;
        }
    }

    /// Takes the place and the words of the row that turned out to be its echo.
    pub(super) fn echoed(&mut self, echo: &Self) {
        self.position = echo.position;
        self.entry = echo.entry.clone();
        self.at = echo.at.or(self.at);
    }

    /// Whether it is a message, and not a file.
    pub const fn is_message(&self) -> bool {
        matches!(self.entry, Entry::Message { .. })
    }

    /// Whether a file of the visitor at `position` is this row's: by the
    /// server's name for it or, before that is known, by its own.
    pub(super) fn becomes(&self, position: Position, shared: &SharedFile) -> bool {
        let Entry::File { file, delivery, .. } = &self.entry else {
            return false;
        };
        let left = *delivery != Delivery::Waiting && self.after < position;
        let same = match &*file.id {
            "" => left && file.name == shared.name,
            id => *id == *shared.id,
        };
        self.is_own() && self.position.is_none() && same
    }

    /// Whether an own message at `position` with this text is this row's echo. What waits here
    /// may have been sent, if it is `shared` and known what was there before.
    pub(super) fn awaits(&self, position: Position, text: &str, shared: bool) -> bool {
        let Entry::Message { text: own, .. } = &self.entry else {
            return false;
        };
        let may_be_sent = shared && self.after > Position::default();
        let delivery = self.delivery();
        let sent = delivery.is_some_and(|state| state != Delivery::Waiting || may_be_sent);
        sent && self.position.is_none() && self.after < position && same_words(own, text)
    }

    /// Whether that row is the echo of this one, which has come when this one was not known yet.
    pub(super) fn claims(&self, echo: &Self) -> bool {
        let (Some(place), Entry::Message { from, text, .. }) = (echo.position, &echo.entry) else {
            return false;
        };
        // One that has found its row was not known when that was written.
        from.role == Role::Visitor && place <= echo.after && self.awaits(place, text, false)
    }

    /// Rows with a place come by it; a message on its way stands at the end; one
    /// that is settled without a place stays behind what was known then.
    pub(super) fn order(&self) -> (Position, bool, RowKey) {
        let open = matches!(
            self.delivery(),
            Some(Delivery::Sending | Delivery::Uncertain | Delivery::Waiting)
        );
        match self.position {
            Some(position) => (position, false, self.key),
            None if open => (Position(u64::MAX), true, self.key),
            None => (self.after, true, self.key),
        }
    }
}

/// Servers trim messages and change the ends of lines.
fn same_words(own: &str, echo: &str) -> bool {
    words(own).eq(words(echo))
}

fn words(text: &str) -> impl Iterator<Item = u8> {
    trim(text).bytes().filter(|byte| *byte != b'\r')
}
