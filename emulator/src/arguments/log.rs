//! The options of the log.

use super::{Arguments, one_of};
use causerie_emulator::shell::{LogFormat, LogLevel};
use lexopt::{Error, Parser};

/// Takes one of them; whether it was one.
pub(super) fn take(
    name: &str,
    parser: &mut Parser,
    arguments: &mut Arguments,
) -> Result<bool, Error> {
    match name {
        "log" => arguments.log.level = one_of(parser, &LEVELS)?,
        "log-format" => arguments.log.format = one_of(parser, &FORMATS)?,
        "log-content" => arguments.setup.log_content = true,
        _ => return Ok(false),
    }
    Ok(true)
}

const LEVELS: [(&str, LogLevel); 5] = [
    ("off", LogLevel::Off),
    ("error", LogLevel::Error),
    ("warn", LogLevel::Warn),
    ("info", LogLevel::Info),
    ("debug", LogLevel::Debug),
];

const FORMATS: [(&str, LogFormat); 2] = [("text", LogFormat::Text), ("json", LogFormat::Json)];

#[cfg(test)]
mod tests {
    use super::super::{read, taken};
    use super::*;
    use causerie_emulator::shell::LogSettings;

    #[test]
    fn every_option_reaches_its_setting() {
        let given = ["--log=debug", "--log-format=json", "--log-content"];
        let arguments = taken(&given);
        let expected = LogSettings {
            level: LogLevel::Debug,
            format: LogFormat::Json,
        };
        assert_eq!(arguments.log, expected);
        assert!(arguments.setup.log_content);
    }

    #[test]
    fn content_is_not_logged_by_default() {
        let arguments = taken(&[]);
        assert_eq!(arguments.log, LogSettings::default());
        assert!(!arguments.setup.log_content);
        assert!(read(Parser::from_args(["--log=loud"])).is_err());
    }
}
