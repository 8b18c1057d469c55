//! The command line.

mod digital;
mod help;
mod limits;
mod log;
mod people;

pub(crate) use help::HELP;

use causerie_emulator::shell::{LogSettings, Setup};
use causerie_emulator::{CometReply, Cookie, GwsQuirks, ReplyPlace, SameSite, Settings};
use lexopt::{Arg, Error, Parser, ValueExt};
use people::People;
use std::path::PathBuf;
use std::time::Duration;

/// How to run.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    /// How it is served.
    pub(crate) setup: Setup,
    /// How the log is written.
    pub(crate) log: LogSettings,
    /// The contact centre's settings.
    pub(crate) settings: Settings,
    /// Seed of ids and delays, if the caller cares.
    pub(crate) seed: Option<u64>,
    /// Where chats are kept over restarts, if they are.
    pub(crate) data: Option<PathBuf>,
}

/// What somebody wants of the program.
#[derive(Debug)]
pub(crate) enum Wish {
    Run(Box<Arguments>),
    Help,
    Version,
}

/// Reads the command line.
pub(crate) fn read(mut parser: Parser) -> Result<Wish, Error> {
    let mut arguments = Arguments::default();
    let mut people = People::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Wish::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(Wish::Version),
            Arg::Long(name) => {
                let name = name.to_owned();
                if !people.take(&name, &mut parser)? {
                    arguments.take(&name, &mut parser)?;
                }
            }
            other => return Err(other.unexpected()),
        }
    }
    if !people.agents.is_empty() {
        arguments.settings.staff.agents = std::mem::take(&mut people.agents);
    }
    arguments.settings.script = people.scripts();
    Ok(Wish::Run(Box::new(arguments)))
}

impl Arguments {
    fn take(&mut self, name: &str, parser: &mut Parser) -> Result<(), Error> {
        let settings = &mut self.settings;
        match name {
            "listen" => self.setup.listen = parser.value()?.parse()?,
            "data" => self.data = Some(PathBuf::from(parser.value()?)),
            "site" => self.setup.site = Some(PathBuf::from(parser.value()?)),
            "no-agent" => settings.agent_available = false,
            "wait" => settings.advanced_wait = seconds(parser)?,
            "ttl" => settings.time_to_live = seconds(parser)?,
            "max-chats" => settings.make_room(parser.value()?.parse()?),
            "disconnect-timeout" => settings.disconnect_timeout = seconds(parser)?,
            "refuse-after-end" => settings.chat_400_response_on_disconnected = true,
            "quick-start" => settings.comet_reply = CometReply::QuickStart,
            "comet-timeout" => settings.cometd.timeout = seconds(parser)?,
            "comet-interval" => settings.cometd.interval = seconds(parser)?,
            "comet-max-interval" => settings.cometd.max_interval = seconds(parser)?,
            "no-ack" => settings.cometd.ack = false,
            "cookie" => settings.cometd.cookie = one_of(parser, &COOKIES)?,
            "same-site" => settings.cometd.same_site = one_of(parser, &SAME_SITES)?,
            "gws-as-recorded" => settings.gws.quirks = GwsQuirks::recorded(),
            "seed" => self.seed = Some(parser.value()?.parse()?),
            "comet-reply" => settings.cometd.reply_place = one_of(parser, &REPLY_PLACES)?,
            _ => return self.take_others(name, parser),
        }
        Ok(())
    }

    /// Options that have files of their own.
    fn take_others(&mut self, name: &str, parser: &mut Parser) -> Result<(), Error> {
        let taken = digital::take(name, parser, &mut self.settings.digital)?
            || limits::take(name, parser, &mut self.setup.limits)?
            || log::take(name, parser, self)?;
        if taken {
            Ok(())
        } else {
            Err(Arg::Long(name).unexpected())
        }
    }
}

const COOKIES: [(&str, Cookie); 3] = [
    ("off", Cookie::Off),
    ("offered", Cookie::Offered),
    ("required", Cookie::Required),
];

const REPLY_PLACES: [(&str, ReplyPlace); 3] = [
    ("before", ReplyPlace::BeforeAck),
    ("after", ReplyPlace::AfterAck),
    ("connect", ReplyPlace::OverConnect),
];

const SAME_SITES: [(&str, SameSite); 3] = [
    ("lax", SameSite::Lax),
    ("strict", SameSite::Strict),
    ("none", SameSite::None),
];

fn one_of<T: Copy>(parser: &mut Parser, words: &[(&str, T)]) -> Result<T, Error> {
    let value = parser.value()?.string()?;
    let known = words.iter().find(|(word, _)| *word == value);
    known.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let all: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        Error::from(format!("\"{value}\" is none of {}", all.join(", ")))
    })
}

fn seconds(parser: &mut Parser) -> Result<Duration, Error> {
    Ok(Duration::from_secs(parser.value()?.parse()?))
}

/// The arguments that a command line comes to, for the tests of this module.
#[cfg(test)]
fn taken(given: &[&str]) -> Arguments {
    match read(Parser::from_args(given)) {
        Ok(Wish::Run(arguments)) => *arguments,
        other => panic!("{given:?}: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use causerie_emulator::{CometdSettings, GwsSettings};

    #[test]
    fn settings_follow_the_options() {
        let given = [
            "--listen",
            "127.0.0.1:0",
            "--ttl=7",
            "--max-chats=9",
            "--no-agent",
            "--seed",
            "3",
        ];
        let arguments = taken(&given);
        assert_eq!(arguments.setup.listen.port(), 0);
        assert_eq!(arguments.settings.time_to_live, Duration::from_secs(7));
        assert_eq!(arguments.settings.service_limit, 9);
        assert_eq!(arguments.settings.cometd.session_limit, 18);
        assert!(!arguments.settings.agent_available);
        assert_eq!(arguments.seed, Some(3));
    }

    #[test]
    fn the_options_of_cometd_reach_its_settings() {
        let given = [
            "--comet-timeout=30",
            "--comet-interval=1",
            "--comet-max-interval=5",
            "--no-ack",
            "--cookie=required",
            "--same-site=none",
            "--quick-start",
            "--comet-reply=after",
        ];
        let settings = taken(&given).settings;
        let expected = CometdSettings {
            timeout: Duration::from_secs(30),
            interval: Duration::from_secs(1),
            max_interval: Duration::from_secs(5),
            ack: false,
            cookie: Cookie::Required,
            same_site: SameSite::None,
            reply_place: ReplyPlace::AfterAck,
            ..CometdSettings::default()
        };
        assert_eq!(settings.cometd, expected);
        assert_eq!(settings.comet_reply, CometReply::QuickStart);
    }

    #[test]
    fn the_options_of_gws_reach_its_settings() {
        let given = ["--gws-as-recorded"];
        let settings = taken(&given).settings;
        let expected = GwsSettings {
            quirks: GwsQuirks::recorded(),
        };
        assert_eq!(settings.gws, expected);
    }

    #[test]
    fn wrong_options_are_refused() {
        for wrong in [
            &["--ttl", "soon"][..],
            &["--listen"],
            &["--lisen", "x"],
            &["dist"],
            &["-x"],
            &["--cookie", "maybe"],
            &["--gws-cast", "hamlet"],
            &["--fail", "badly"],
            &["--omit", "everything"],
            &["--max-files", "-1"],
            &["--max-chats", "-1"],
        ] {
            assert!(read(Parser::from_args(wrong)).is_err(), "{wrong:?}");
        }
    }
}
