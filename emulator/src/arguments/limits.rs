//! The options of the limits.

use causerie_emulator::shell::Limits;
use lexopt::{Error, Parser, ValueExt};
use std::num::{NonZeroU32, NonZeroUsize};

/// Takes one of them; whether it was one.
pub(super) fn take(name: &str, parser: &mut Parser, limits: &mut Limits) -> Result<bool, Error> {
    match name {
        "rate" => limits.rate = NonZeroU32::new(parser.value()?.parse()?),
        "max-connections" => limits.connections = NonZeroUsize::new(parser.value()?.parse()?),
        _ => return Ok(false),
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::super::{read, taken};
    use super::*;

    fn limits(given: &[&str]) -> Limits {
        taken(given).setup.limits
    }

    #[test]
    fn every_option_reaches_its_setting() {
        let expected = Limits {
            rate: NonZeroU32::new(50),
            connections: NonZeroUsize::new(100),
        };
        assert_eq!(limits(&["--rate=50", "--max-connections=100"]), expected);
        assert_eq!(limits(&[]), Limits::default());
    }

    #[test]
    fn zero_is_no_limit() {
        let expected = Limits {
            rate: None,
            connections: None,
        };
        assert_eq!(limits(&["--rate=0", "--max-connections=0"]), expected);
        assert!(read(Parser::from_args(["--rate=-1"])).is_err());
    }
}
