//! How many files this process may open: each connection is one.

use std::fs;

use crate::arguments::Plan;
use crate::error::Error;

/// A held request and another one.
const EACH: usize = 2;

/// What is open besides: the program, the terminal, the clock.
const BESIDES: usize = 64;

/// Refuses what would fail half-way. The contact centre needs about as many.
pub(crate) fn check(plan: &Plan) -> Result<(), Error> {
    match allowed() {
        Some(allowed) => suffices(plan.chats, allowed),
        None => Ok(()),
    }
}

fn suffices(chats: usize, allowed: usize) -> Result<(), Error> {
    let needed = chats.saturating_mul(EACH).saturating_add(BESIDES);
    if needed <= allowed {
        return Ok(());
    }
    Err(Error::Files {
        chats,
        needed,
        allowed,
    })
}

/// The soft limit, where the system tells it.
fn allowed() -> Option<usize> {
    soft_limit(&fs::read_to_string("/proc/self/limits").ok()?)
}

fn soft_limit(limits: &str) -> Option<usize> {
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    let soft = line.split_whitespace().next()?;
    // "unlimited" is no number.
    Some(soft.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: &str = "Limit                     Soft Limit           Hard Limit           Units\n\
        Max processes             94735                94735                processes \n\
        Max open files            1024                 1048576              files     \n";

    #[test]
    fn the_soft_limit_counts() {
        assert_eq!(soft_limit(LIMITS), Some(1024));
        let unlimited = LIMITS.replace("1024 ", "unlimited ");
        assert_eq!(soft_limit(&unlimited), Some(usize::MAX));
        assert_eq!(soft_limit("something else"), None);
    }

    #[test]
    fn too_low_a_limit_is_told_with_what_to_do() {
        assert!(suffices(480, 1024).is_ok());
        let error = suffices(481, 1024).unwrap_err().to_string();
        assert!(error.contains("`ulimit -n 1026`"), "{error}");
        assert!(suffices(usize::MAX, 1024).is_err());
    }
}
