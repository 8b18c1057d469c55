//! The options of GMS Chat API v2 and the Web API Server.

use super::{one_of, seconds};
use causerie_emulator::{DigitalSettings, Failure, NumberForm, Omitted, Rotation};
use lexopt::{Error, Parser, ValueExt};

/// Takes one of them; whether it was one.
pub(super) fn take(
    name: &str,
    parser: &mut Parser,
    settings: &mut DigitalSettings,
) -> Result<bool, Error> {
    let quirks = &mut settings.quirks;
    match name {
        "no-notifications" => settings.notification_mode = false,
        "idle" => settings.idle = Some(seconds(parser)?),
        "v2-service" => settings.services.push(parser.value()?.string()?),
        "max-files" => settings.files.max_files = parser.value()?.parse()?,
        "max-file-size" => settings.files.max_file_size = parser.value()?.parse()?,
        "file-types" => settings.files.types = endings(&parser.value()?.string()?),
        "fail" => settings.failure = Some(one_of(parser, &FAILURES)?),
        "rotate" => quirks.rotation = one_of(parser, &ROTATIONS)?,
        "long-keys" => quirks.long_keys = true,
        "omit" => one_of(parser, &FIELDS)?(&mut quirks.omitted),
        "text-ids" => quirks.participant_ids = NumberForm::Text,
        "text-positions" => quirks.positions = NumberForm::Text,
        "from-first" => quirks.from_first = true,
        "quiet-typing" => quirks.quiet_typing = true,
        _ => return Ok(false),
    }
    Ok(true)
}

const FAILURES: [(&str, Failure); 5] = [
    ("retry", Failure::Recoverable),
    ("over", Failure::Unrecoverable { chat_ended: false }),
    ("lost", Failure::Unrecoverable { chat_ended: true }),
    ("text", Failure::Text),
    ("html", Failure::Html),
];

const ROTATIONS: [(&str, Rotation); 2] =
    [("lenient", Rotation::Lenient), ("strict", Rotation::Strict)];

type Omission = fn(&mut Omitted);

const FIELDS: [(&str, Omission); 5] = [
    ("chatEnded", |omitted| omitted.chat_ended = true),
    ("chatId", |omitted| omitted.chat_id = true),
    ("index", |omitted| omitted.index = true),
    ("messages", |omitted| omitted.messages = true),
    ("nextPosition", |omitted| omitted.next_position = true),
];

fn endings(list: &str) -> Vec<String> {
    let endings = list.split(':').filter(|ending| !ending.is_empty());
    endings.map(str::to_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::taken;
    use super::*;
    use std::time::Duration;

    use causerie_emulator::{DigitalQuirks, FileLimits};

    #[test]
    fn every_option_reaches_its_setting() {
        let given = [
            "--no-notifications",
            "--idle=90",
            "--v2-service=sales",
            "--max-files=1",
            "--max-file-size=10",
            "--file-types=PDF:png",
            "--fail=lost",
            "--rotate=strict",
            "--long-keys",
            "--omit=chatEnded",
            "--omit=index",
            "--text-ids",
            "--text-positions",
            "--from-first",
            "--quiet-typing",
        ];
        let expected = DigitalSettings {
            services: vec!["customer-support".to_owned(), "sales".to_owned()],
            notification_mode: false,
            idle: Some(Duration::from_secs(90)),
            files: FileLimits {
                max_files: 1,
                max_file_size: 10,
                types: vec!["pdf".to_owned(), "png".to_owned()],
                ..FileLimits::default()
            },
            failure: Some(Failure::Unrecoverable { chat_ended: true }),
            quirks: DigitalQuirks {
                participant_ids: NumberForm::Text,
                positions: NumberForm::Text,
                omitted: Omitted {
                    chat_ended: true,
                    index: true,
                    ..Omitted::default()
                },
                rotation: Rotation::Strict,
                long_keys: true,
                from_first: true,
                quiet_typing: true,
            },
        };
        assert_eq!(taken(&given).settings.digital, expected);
    }
}
