//! Who plays the contact centre's side.

use super::colleagues::Colleagues;
use super::roboto::Roboto;
use super::step::Step;
use crate::chat::Customer;
use crate::dice::Dice;
use crate::now::Now;
use crate::settings::Pace;

/// The people of a chat that plays by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cast {
    #[default]
    /// Two agents who type, answer by topic, send an address, hand over and say goodbye, and a
    /// system participant who speaks up in silences.
    Colleagues,
    /// The agent of the sample GWS emulator, who answers by the last character of a message, and
    /// its system participant, who joins at once and tells the time.
    Roboto,
}

/// What is going to happen in one chat without anybody's doing.
#[derive(Debug, Clone)]
pub(crate) enum Script {
    Colleagues(Colleagues),
    Roboto(Roboto),
}

impl Script {
    pub(crate) fn begin(
        cast: Cast,
        customer: &Customer,
        now: Now,
        pace: &Pace,
        dice: Dice,
    ) -> Self {
        match cast {
            Cast::Colleagues => Self::Colleagues(Colleagues::begin(customer, now, pace, dice)),
            Cast::Roboto => Self::Roboto(Roboto::begin(now, pace, dice)),
        }
    }

    /// The customer has said something.
    pub(crate) fn hear(&mut self, text: &str, now: Now) {
        match self {
            Self::Colleagues(colleagues) => colleagues.hear(text, now),
            Self::Roboto(roboto) => roboto.hear(text, now),
        }
    }

    /// Somebody has spoken.
    pub(crate) fn break_silence(&mut self, now: Now) {
        if let Self::Colleagues(colleagues) = self {
            colleagues.break_silence(now);
        }
    }

    pub(crate) fn next_deadline(&self) -> Option<Now> {
        match self {
            Self::Colleagues(colleagues) => colleagues.next_deadline(),
            Self::Roboto(roboto) => Some(roboto.next_deadline()),
        }
    }

    /// The step that is due, if one is.
    pub(crate) fn take(&mut self, now: Now) -> Option<Step> {
        match self {
            Self::Colleagues(colleagues) => colleagues.take(now),
            Self::Roboto(roboto) => roboto.take(now),
        }
    }
}
