//! What brings news by itself, beside the commands.

use super::{Outcome, Report};
use crate::http::{Failure, Request, Response};
use crate::time::Monotonic;

/// Names a request that a feed makes on its own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrandId(pub u64);

/// What a feed asks for or tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// Drop this request.
    Abort(ErrandId),
    /// News cannot be had this way, for the reason given: they are asked for
    /// instead. Told once.
    Fallback(&'static str),
    /// What came of the command that the feed saw to.
    Outcome(Outcome),
    /// News.
    Report(Report),
    /// Send this request; the feed itself says when to give it up.
    Send(ErrandId, Request),
}

/// A connection of its own that brings news. Drain [`poll`](Self::poll) after
/// every call.
pub trait Feed {
    /// Begins, or begins again after [`stop`](Self::stop).
    fn start(&mut self, now: Monotonic);

    /// Takes leave of the server; the requests under way may be dropped.
    fn stop(&mut self, now: Monotonic);

    /// The network is back, or the machine has slept.
    fn revive(&mut self, now: Monotonic);

    /// When to [`tick`](Self::tick), if ever.
    fn wake(&self) -> Option<Monotonic>;

    /// Time has passed; `random` is any number.
    fn tick(&mut self, now: Monotonic, random: u32);

    /// A request was answered, or will not be.
    fn answer(
        &mut self,
        id: ErrandId,
        answer: Result<&Response, Failure>,
        now: Monotonic,
        random: u32,
    );

    /// What is asked for next.
    fn poll(&mut self) -> Option<Errand>;
}
