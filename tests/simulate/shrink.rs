//! The shortest story that still goes wrong.

use crate::story::Story;
use crate::trial::try_out;
use crate::verdict::Violation;

/// Leaves out of a story whatever it goes wrong without.
pub(crate) fn shrink(story: &Story, violation: &Violation) -> (Story, Violation) {
    let mut best = (story.clone(), violation.clone());
    let mut size = best.0.steps.len().div_ceil(2).max(1);
    loop {
        while let Some(shorter) = without(&best, size) {
            best = shorter;
        }
        if size == 1 {
            return best;
        }
        size /= 2;
    }
}

/// The same without some steps in a row, if it goes wrong in the same way.
fn without((story, violation): &(Story, Violation), size: usize) -> Option<(Story, Violation)> {
    let places = 0..story.steps.len();
    let mut shorter = places.step_by(size).map(|place| {
        let mut shorter = story.clone();
        let end = shorter.steps.len().min(place + size);
        shorter.steps.drain(place..end);
        shorter
    });
    shorter.find_map(|shorter| {
        let other = try_out(&shorter).err()?;
        let is_same = std::mem::discriminant(&other) == std::mem::discriminant(violation);
        is_same.then_some((shorter, other))
    })
}
