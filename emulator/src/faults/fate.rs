//! What happens to a reply on its way.

use crate::dice::Dice;
use crate::http::Response;
use crate::ticket::Ending;
use std::time::Duration;

/// By default nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fate {
    /// It is so much later.
    pub(super) delay: Duration,
    pub(super) harm: Harm,
}

/// What is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Harm {
    /// All.
    #[default]
    None,
    /// Nothing.
    Cut,
    /// Its head.
    Garbled,
}

/// The shortest body that is garbled, in bytes; a shorter one grows.
const GARBAGE: usize = 16;

impl Fate {
    pub(super) fn of(self, ending: Ending, dice: &mut Dice) -> Ending {
        match (ending, self.harm) {
            (Ending::Answered(response), Harm::Garbled) => {
                Ending::Answered(garbled(response, dice))
            }
            (_, Harm::Cut) => Ending::Cut,
            (ending, _) => ending,
        }
    }
}

/// The same response with other bytes, which are no text in any case.
fn garbled(response: Response, dice: &mut Dice) -> Response {
    let length = response.body.len().max(GARBAGE);
    let bytes = std::iter::repeat_with(|| dice.roll().to_le_bytes()).flatten();
    Response {
        body: std::iter::once(0xff).chain(bytes).take(length).collect(),
        ..response
    }
}
