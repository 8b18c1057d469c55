//! The command line.

mod digital;
mod limits;
mod log;
mod people;

use causerie_emulator::shell::{LogSettings, Setup};
use causerie_emulator::{CometReply, Cookie, GwsQuirks, ReplyPlace, SameSite, Settings};
use lexopt::{Arg, Error, Parser, ValueExt};
use people::People;
use std::path::PathBuf;
use std::time::Duration;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
A contact centre to try the Causerie chat widget against: GMS Chat API v1 and v2, polled and over
CometD, the Web API Server's chat, and GWS v2/chats.

Usage: causerie-emulator [OPTIONS]

Options:
  --listen ADDRESS            where to listen (default 127.0.0.1:8888; port 0 takes a free one)
  --site DIR                  serve the demo page in DIR at /
  --data DIR                  keep chats in DIR over restarts (default: in memory only)
  --agent NAME:PASSWORD[:NICKNAME]
                              who may sign in as an agent; may be given again (default: anna:anna
                              and paul:paul)
  --no-agent                  no agent is available: starting a chat answers 503
  --no-script                 nobody answers; chats stay empty
  --script FILE               who answers in all chats, and what they say and do: a script in TOML
                              (docs/scripts.md)
  --wait SECONDS              an advanced service waits this long for an agent (default 5)
  --ttl SECONDS               time to live of a service (default 3600)
  --disconnect-timeout SECONDS
                              a client that asks nothing for so long has left (default 120)
  --refuse-after-end          answer 400 to a refresh after the agent ended the chat
  --quick-start               chats over CometD answer as in the quick start, not with a note
  --comet-timeout SECONDS     a CometD connect is held so long (default 60)
  --comet-interval SECONDS    CometD clients wait so long between connects (default 0)
  --comet-max-interval SECONDS
                              a CometD session ends when no connect came for so long (default 10)
  --no-ack                    CometD without the ack extension
  --cookie off|offered|required
                              the BAYEUX_BROWSER cookie: not there (default), set, or demanded
  --same-site lax|strict|none the cookie's SameSite; none makes it Secure too (default lax)
  --comet-reply before|after|connect
                              v2 over CometD answers before the acknowledgement (default), after
                              it, or with a connect
  --no-notifications          v2 is not served over CometD: nothing comes of what is published
  --v2-service NAME           one more service of v2, besides customer-support
  --max-files NUMBER          a customer may send so many files (default 5)
  --max-file-size BYTES       and none larger than this (default 10485760)
  --file-types ENDINGS        and of these types (default jpeg:jpg:pdf:png:zip)
  --fail retry|over|lost|text|html
                              v2 and the Web API answer everything about a chat with statusCode 1,
                              with 2 and chatEnded false or true, with a text, or with a page
  --rotate lenient|strict     their replies bring other credentials; the old ones stay good, or not
  --long-keys                 their keys are long base64
  --omit FIELD                their replies leave out chatEnded, chatId, index, messages or
                              nextPosition; may be given again
  --text-ids                  their participants' numbers are text
  --text-positions            their indices and positions are text
  --from-first                their transcripts begin with event 1, whatever was asked for
  --quiet-typing              their customers' own typing is not echoed
  --gws-cast roboto|colleagues
                              who plays in chats over GWS: its sample's people (default without
                              --script), or two agents who answer by topic, as in other chats
  --gws-as-recorded           GWS as its sample emulator is, not as the README of that says:
                              numbers for participants, nothing at index 0, CORS without apikey
  --seed NUMBER               same seed, same ids and delays (default: from the clock)
  --rate NUMBER               so many requests a second of one client; more are answered with 429
                              (default 0: any number)
  --max-connections NUMBER    so many connections at a time; more are answered with 503 (default
                              16384; 0: any number)
  --log off|error|warn|info|debug
                              what standard error tells (default info: a line for each request)
  --log-format text|json      for people (default), or one JSON object a line
  --log-content               the log shows what is said, names and keys too
  --help                      this text

Examples:
  causerie-emulator --site dist
  causerie-emulator --listen 127.0.0.1:0 --no-agent
  causerie-emulator --script hotel.toml
  curl -d _verbose=true http://127.0.0.1:8888/genesys/1/service/request-chat
";

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

/// Reads the command line; `None` when the help text is wanted.
pub(crate) fn read(mut parser: Parser) -> Result<Option<Arguments>, Error> {
    let mut arguments = Arguments::default();
    let mut people = People::default();
    while let Some(arg) = parser.next()? {
        let Arg::Long(name) = arg else {
            if arg == Arg::Short('h') {
                return Ok(None);
            }
            return Err(arg.unexpected());
        };
        if name == "help" {
            return Ok(None);
        }
        let name = name.to_owned();
        if !people.take(&name, &mut parser)? {
            arguments.take(&name, &mut parser)?;
        }
    }
    if !people.agents.is_empty() {
        arguments.settings.staff.agents = std::mem::take(&mut people.agents);
    }
    arguments.settings.script = people.scripts();
    Ok(Some(arguments))
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

#[cfg(test)]
mod tests {
    use super::*;
    use causerie_emulator::{CometdSettings, GwsSettings};

    fn read_all(arguments: &[&str]) -> Result<Option<Arguments>, Error> {
        read(Parser::from_args(arguments))
    }

    #[test]
    fn settings_follow_the_options() {
        let given = [
            "--listen",
            "127.0.0.1:0",
            "--ttl=7",
            "--no-agent",
            "--seed",
            "3",
        ];
        let Ok(Some(arguments)) = read_all(&given) else {
            panic!("not run")
        };
        assert_eq!(arguments.setup.listen.port(), 0);
        assert_eq!(arguments.settings.time_to_live, Duration::from_secs(7));
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
        let Ok(Some(Arguments { settings, .. })) = read_all(&given) else {
            panic!("not run")
        };
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
        let Ok(Some(Arguments { settings, .. })) = read_all(&given) else {
            panic!("not run")
        };
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
        ] {
            assert!(read_all(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn help_names_every_option() {
        assert!(matches!(read_all(&["--help"]), Ok(None)));
        assert!(matches!(read_all(&["-h"]), Ok(None)));
        for option in [
            "listen",
            "site",
            "no-agent",
            "no-script",
            "script",
            "wait",
            "ttl",
            "quick-start",
            "comet-timeout",
            "comet-interval",
            "comet-max-interval",
            "no-ack",
            "cookie",
            "same-site",
            "gws-cast",
            "gws-as-recorded",
            "comet-reply",
            "no-notifications",
            "v2-service",
            "max-files",
            "max-file-size",
            "file-types",
            "fail",
            "rotate",
            "long-keys",
            "omit",
            "text-ids",
            "text-positions",
            "from-first",
            "quiet-typing",
            "seed",
            "rate",
            "max-connections",
            "log",
            "log-format",
            "log-content",
        ] {
            assert!(HELP.contains(&format!("--{option}")), "{option}");
        }
    }
}
