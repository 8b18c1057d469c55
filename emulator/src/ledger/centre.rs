//! What is there once.

use crate::dice::Dice;
use crate::staff::Roster;
use serde::{Deserialize, Serialize};

/// The rest of the state.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Centre {
    pub(super) dice: Dice,
    pub(super) chats_started: u64,
    pub(super) roster: Roster,
}
