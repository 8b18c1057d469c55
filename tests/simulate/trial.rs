//! A story played where a panic is a violation too.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::deed::Deed;
use crate::life::play;
use crate::story::Story;
use crate::verdict::Violation;

/// Plays it; what was done, or what went wrong.
pub(crate) fn try_out(story: &Story) -> Result<Vec<Deed>, Violation> {
    let outcome = catch_unwind(AssertUnwindSafe(|| play(story)));
    outcome.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(Violation::Panic(text.unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stories that once went wrong, one a line.
    const ONCE: &str = include_str!("once.txt");

    #[test]
    fn what_once_went_wrong_goes_well() {
        for line in ONCE.lines().filter(|line| !line.starts_with('#')) {
            let story: Story = line.parse().unwrap();
            let outcome = try_out(&story);
            assert!(outcome.is_ok(), "{line}\n{}", outcome.unwrap_err());
        }
    }

    #[test]
    fn a_few_lives_are_played_without_a_violation() {
        for number in 0..60 {
            let story = Story::of(1, number);
            let outcome = try_out(&story);
            assert!(outcome.is_ok(), "{story}\n{}", outcome.unwrap_err());
        }
    }
}
