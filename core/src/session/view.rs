//! What is to be seen, as a snapshot.

use std::rc::Rc;

use crate::chat::{Capabilities, Ended, FileLimits, Form};
use crate::error::Trouble;
use crate::transcript::{Row, Transcript};

/// What is to be seen. Cheap to clone; rows that did not change are the same
/// allocation as before.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Where the chat stands.
    pub stage: Stage,
    /// The conversation, in order.
    pub rows: Rows,
    /// Agents who are present.
    pub agents: Vec<Rc<str>>,
    /// Who is typing, the visitor left out.
    pub typing: Vec<Rc<str>>,
    /// How the connection does.
    pub connection: Connection,
    /// What the visitor may do at present.
    pub capabilities: Capabilities,
    /// What the visitor entered, or what is known from the page.
    pub form: Rc<Form>,
    /// What the composer held when the page was left.
    pub draft: Rc<str>,
    /// What files can be sent; `None` while none can.
    pub files: Option<Rc<FileLimits>>,
}

/// The conversation; equal only when every row is the same allocation.
#[derive(Clone, Debug, Default)]
pub struct Rows(pub Rc<[Rc<Row>]>);

impl Rows {
    /// With how many rows both begin.
    pub fn common(&self, other: &Self) -> usize {
        if Rc::ptr_eq(&self.0, &other.0) {
            return self.0.len();
        }
        let pairs = self.0.iter().zip(&*other.0);
        pairs.take_while(|(one, two)| Rc::ptr_eq(one, two)).count()
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.common(other) == self.0.len()
    }
}

/// Where the chat stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The chat goes on.
    Chatting,
    /// The chat is over.
    Ended(Ended),
    /// The server is being told that the visitor leaves.
    Ending,
    /// No chat; the form can be sent. Holds why the last attempt failed.
    Form(Option<Trouble>),
    /// A chat is being created.
    Opening {
        /// Whether the service is waiting for an agent.
        waiting: bool,
        /// What the service itself says meanwhile: plain text of at most 200
        /// characters.
        words: Option<Rc<str>>,
    },
    /// A chat from before the page was loaded is being taken up.
    Resuming,
}

impl Default for Stage {
    fn default() -> Self {
        Self::Form(None)
    }
}

impl Stage {
    /// Whether it is not certain yet that there is a chat.
    pub(super) const fn is_beginning(&self) -> bool {
        matches!(self, Self::Form(_) | Self::Opening { .. } | Self::Resuming)
    }

    /// Whether there is a conversation to be seen.
    pub const fn has_conversation(&self) -> bool {
        !matches!(self, Self::Form(_))
    }
}

/// How the connection does, as far as a visitor cares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connection {
    /// Well, or in trouble too short to speak of.
    #[default]
    Good,
    /// The browser has no network.
    Offline,
    /// Requests fail; the next attempt is under way or planned.
    Reconnecting,
    /// Requests have failed for long.
    Unavailable,
}

impl View {
    pub(super) fn of(
        stage: Stage,
        rows: Rows,
        transcript: &Transcript,
        connection: Connection,
        capabilities: Capabilities,
        form: &Rc<Form>,
        draft: &Rc<str>,
    ) -> Self {
        Self {
            stage,
            rows,
            agents: transcript.agents().cloned().collect(),
            typing: transcript.typing().cloned().collect(),
            connection,
            capabilities,
            form: Rc::clone(form),
            draft: Rc::clone(draft),
            files: None,
        }
    }
}
