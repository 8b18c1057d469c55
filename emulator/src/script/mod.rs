//! The scripted agent and the system participant.

use crate::chat::{Chat, Customer};
use crate::dice::Dice;
use crate::now::Now;
use crate::settings::Pace;

/// What is going to happen in a chat without anybody's doing.
#[derive(Debug, Clone)]
pub(crate) struct Script;
/// One act of it.
#[derive(Debug, Clone)]
pub(crate) struct Step;
impl Script {
    pub(crate) fn begin(_: &Customer, _: Now, _: &Pace, _: Dice) -> Self {
        Self
    }
    pub(crate) fn hear(&mut self, _: &str, _: Now) {}
    pub(crate) fn break_silence(&mut self, _: Now) {}
    pub(crate) fn next_deadline(&self) -> Option<Now> {
        None
    }
    pub(crate) fn take(&mut self, _: Now) -> Option<Step> {
        None
    }
}
impl Step {
    pub(crate) fn perform(self, _: &mut Chat, _: Now) {}
}
