//! What `--help` prints.

/// Sections of options, the pages, and examples; every option that is taken is in it.
pub(crate) const HELP: &str = "\
A contact centre to try the Causerie chat widget against: GMS Chat API v1 and v2, polled and over
CometD, the Web API Server's chat, and GWS v2/chats.

Usage: causerie-emulator [OPTIONS]

Serving:
  --listen ADDRESS            where to listen (default 127.0.0.1:8888; port 0 takes a free one)
  --site DIR                  serve the demo page in DIR at /
  --data DIR                  keep chats in DIR over restarts (default: in memory only)

Who answers:
  --agent NAME:PASSWORD[:NICKNAME]
                              who may sign in as an agent; may be given again (default: anna:anna
                              and paul:paul)
  --no-agent                  no agent is available: starting a chat answers 503
  --no-script                 nobody answers; chats stay empty
  --script FILE               who answers in all chats, and what they say and do: a script in TOML
                              (docs/scripts.md)
  --gws-cast roboto|colleagues
                              who plays in chats over GWS: its sample's people (default without
                              --script), or two agents who answer by topic, as in other chats

The contact centre:
  --wait SECONDS              an advanced service waits this long for an agent (default 5)
  --ttl SECONDS               time to live of a service (default 3600)
  --max-chats NUMBER          most chats at a time (default 1000); CometD has room for twice as many
                              sessions
  --disconnect-timeout SECONDS
                              a client that asks nothing for so long has left (default 120)
  --refuse-after-end          answer 400 to a refresh after the agent ended the chat
  --seed NUMBER               same seed, same ids and delays (default: from the clock)

CometD:
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

GMS Chat API v2 and the Web API Server:
  --no-notifications          v2 is not served over CometD: nothing comes of what is published
  --idle SECONDS              where nobody says anything for so long, the customer is told
                              (IdleAlert), and as long again later put out (IdleClose)
  --v2-service NAME           one more service of v2, besides customer-support
  --max-files NUMBER          a customer may send so many files (default 5)
  --max-file-size BYTES       and none larger than this (default 10485760)
  --file-types ENDINGS        and of these types (default jpeg:jpg:pdf:png:zip)
  --fail retry|over|lost|text|html
                              everything about a chat is answered with statusCode 1, with 2 and
                              chatEnded false or true, with a text, or with a page
  --rotate lenient|strict     replies bring other credentials; the old ones stay good, or not
  --long-keys                 keys are long base64
  --omit FIELD                replies leave out chatEnded, chatId, index, messages or
                              nextPosition; may be given again
  --text-ids                  participants' numbers are text
  --text-positions            indices and positions are text
  --from-first                transcripts begin with event 1, whatever was asked for
  --quiet-typing              customers' own typing is not echoed

GWS:
  --gws-as-recorded           GWS as its sample emulator is, not as the README of that says:
                              numbers for participants, nothing at index 0, CORS without apikey

Limits:
  --rate NUMBER               so many requests a second of one client; more are answered with 429
                              (default 0: any number)
  --max-connections NUMBER    so many connections at a time; more are answered with 503
                              (default 16384; 0: any number)

The log, on standard error:
  --log off|error|warn|info|debug
                              a line for each request from info on (default); debug adds what it
                              is made of, by names of fields and lengths
  --log-format text|json      for people (default), or one JSON object a line
  --log-content               it shows what is said, names and keys too

About:
  --help, -h                  this text
  --version, -V               which version this is

Pages:
  /                           the demo page
  /state                      the chats; as JSON at /admin/chats and /admin/chats/ID
  /health                     whether it is well, as JSON

Ctrl-C and SIGTERM answer what is in flight, five seconds at most; once more stops at once.

Examples:
  causerie-emulator --site dist
  causerie-emulator --listen 127.0.0.1:0 --no-agent
  causerie-emulator --script hotel.toml --data chats
  causerie-emulator --no-script --agent eve:secret:Eve --log debug --log-format json
  causerie-emulator --listen 0.0.0.0:8888 --rate 20 --max-connections 500
  causerie-emulator --rotate strict --omit index --omit chatEnded --seed 7
  curl -d _verbose=true http://127.0.0.1:8888/genesys/1/service/request-chat
  curl -d nickname=Vasya http://127.0.0.1:8888/genesys/2/chat/customer-support
";

#[cfg(test)]
mod tests {
    use super::super::{Wish, read, taken};
    use super::*;
    use causerie_emulator::{Emulator, Now, Request, Settings};
    use lexopt::Parser;
    use std::collections::BTreeSet;

    /// Where options are told from each other.
    const SOURCES: [&str; 5] = [
        include_str!("../arguments.rs"),
        include_str!("digital.rs"),
        include_str!("limits.rs"),
        include_str!("log.rs"),
        include_str!("people.rs"),
    ];

    /// One that is there, whatever the example calls it.
    const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/colleagues.toml");

    /// Name and kind of value of every option in the text.
    fn options() -> Vec<(&'static str, Option<&'static str>)> {
        let lines = HELP.lines().filter_map(|line| line.strip_prefix("  --"));
        let options = lines.map(|line| {
            let mut words = line.split_whitespace();
            let name = words.next().unwrap();
            // What is told of an option begins in a column of its own.
            let after = line
                .get(name.len() + 1..)
                .filter(|rest| !rest.starts_with(' '));
            (name, after.and_then(|rest| rest.split_whitespace().next()))
        });
        let about = ["help,", "version,"];
        options.filter(|(name, _)| !about.contains(name)).collect()
    }

    /// Values of that kind.
    fn values(kind: &str) -> Vec<&str> {
        match kind {
            "ADDRESS" => vec!["127.0.0.1:0", "[::1]:8888"],
            "NUMBER" | "SECONDS" | "BYTES" => vec!["1"],
            "DIR" | "NAME" | "ENDINGS" => vec!["x"],
            "FIELD" => vec!["index"],
            "FILE" => vec![SCRIPT],
            "NAME:PASSWORD[:NICKNAME]" => vec!["eve:secret", "eve:secret:Eve"],
            words => words.split('|').collect(),
        }
    }

    #[test]
    fn every_option_is_taken_with_every_value() {
        assert!(options().len() > 30);
        for (name, kind) in options() {
            let Some(kind) = kind else {
                taken(&[&format!("--{name}")]);
                continue;
            };
            for value in values(kind) {
                taken(&[&format!("--{name}={value}")]);
            }
        }
    }

    #[test]
    fn every_option_that_is_taken_is_told() {
        let lines = SOURCES.iter().flat_map(|source| source.lines());
        let arms = lines.filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" => "));
        let taken: BTreeSet<_> = arms.map(|(name, _)| name).collect();
        let told: BTreeSet<_> = options().into_iter().map(|(name, _)| name).collect();
        assert_eq!(taken, told);
    }

    #[test]
    fn the_examples_work() {
        let (_, examples) = HELP.split_once("Examples:\n").unwrap();
        for example in examples.lines() {
            let example = example.replace("hotel.toml", SCRIPT);
            let words: Vec<_> = example.split(' ').filter(|word| !word.is_empty()).collect();
            match words.as_slice() {
                ["causerie-emulator", options @ ..] => {
                    taken(options);
                }
                ["curl", "-d", form, url] => {
                    let path = url.strip_prefix("http://127.0.0.1:8888").unwrap();
                    let request = Request::post(path, form);
                    let mut emulator = Emulator::new(Settings::default(), 1);
                    let answer = emulator.ask(&request, Now::default()).ready().unwrap();
                    assert_eq!(answer.status, 200, "{example}");
                    assert!(
                        !String::from_utf8(answer.body)
                            .unwrap()
                            .contains("\"statusCode\":2")
                    );
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn who_asks_for_it_gets_nothing_else() {
        for (given, is_help) in [
            ("--help", true),
            ("-h", true),
            ("--version", false),
            ("-V", false),
        ] {
            let wish = read(Parser::from_args(["--no-agent", given])).unwrap();
            assert_eq!(matches!(wish, Wish::Help), is_help, "{given}");
            assert_eq!(matches!(wish, Wish::Version), !is_help, "{given}");
        }
    }

    #[test]
    fn it_fits_into_a_terminal() {
        assert!(HELP.lines().all(|line| line.chars().count() <= 100));
    }
}
