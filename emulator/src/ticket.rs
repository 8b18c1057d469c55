//! An answer that may have to wait, or not come at all.

use crate::dice::Dice;
use crate::http::Response;

/// A request whose reply is held back. It comes up again in
/// [`Emulator::take_released`](crate::Emulator::take_released), unless it is abandoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

impl Ticket {
    /// Drawn by lot, so that a ticket of a replaced emulator fits nothing in the new one.
    pub(crate) fn mint(dice: &mut Dice) -> Self {
        Self(dice.roll())
    }
}

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is answered at once.
    Ready(Response),
    /// It is held: a `/meta/connect` waits for messages, or a fault keeps the reply.
    Held(Ticket),
    /// Its connection is to be cut without an answer, by a fault.
    Cut,
}

impl Answer {
    /// The response, where it is there already.
    pub fn ready(self) -> Option<Response> {
        match self {
            Self::Ready(response) => Some(response),
            Self::Held(_) | Self::Cut => None,
        }
    }
}

/// How a held request ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// With this response.
    Answered(Response),
    /// Its connection is to be cut without an answer, by a fault.
    Cut,
}

impl Ending {
    /// The response, if there is one.
    pub fn answered(self) -> Option<Response> {
        match self {
            Self::Answered(response) => Some(response),
            Self::Cut => None,
        }
    }
}
