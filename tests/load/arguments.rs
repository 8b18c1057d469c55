//! What was asked for on the command line.

use lexopt::{Arg, Error, Parser, ValueExt};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Many chats at once against a contact centre that runs; `cargo xtask load` starts one and this.

Usage: causerie-load --url ADDRESS [OPTIONS]

Options:
  --url ADDRESS         the contact centre, such as http://127.0.0.1:8888
  --process NUMBER      its process, to tell its memory and how busy it is (Linux)
  --chats NUMBER        how many chats (default 5000)
  --messages NUMBER     how many messages in each (default 5)
  --backend gms-v1|gms-v2|gws|web-api
                        the API to speak (default gms-v1)
  --delivery poll|cometd
                        how news come (default cometd where the API has it)
  --seed NUMBER         same seed, same moments (default 1)
  --help                this text

Ends with 0 if every chat showed every event once and in its place, and with 1 if not.
";

/// What is to be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The contact centre, without a slash at its end.
    pub(crate) url: String,
    /// Its process.
    pub(crate) process: Option<u32>,
    pub(crate) chats: usize,
    /// For each chat.
    pub(crate) messages: usize,
    /// The widget's options of these names.
    pub(crate) backend: String,
    pub(crate) delivery: String,
    pub(crate) seed: u64,
}

/// Reads the command line; `None` when the help text is wanted.
pub(crate) fn read(mut parser: Parser) -> Result<Option<Plan>, Error> {
    let mut plan = Plan {
        url: String::new(),
        process: None,
        chats: 5000,
        messages: 5,
        backend: "gms-v1".to_owned(),
        delivery: String::new(),
        seed: 1,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("url") => plan.url = parser.value()?.string()?,
            Arg::Long("process") => plan.process = Some(parser.value()?.parse()?),
            Arg::Long("chats") => plan.chats = parser.value()?.parse()?,
            Arg::Long("messages") => plan.messages = parser.value()?.parse()?,
            Arg::Long("backend") => plan.backend = parser.value()?.string()?,
            Arg::Long("delivery") => plan.delivery = parser.value()?.string()?,
            Arg::Long("seed") => plan.seed = parser.value()?.parse()?,
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            _ => return Err(argument.unexpected()),
        }
    }
    if plan.url.is_empty() {
        return Err(Error::from("--url is missing"));
    }
    plan.url.truncate(plan.url.trim_end_matches('/').len());
    if plan.delivery.is_empty() {
        plan.delivery = usual_delivery(&plan.backend).to_owned();
    }
    Ok(Some(plan))
}

/// The best that the API has.
fn usual_delivery(backend: &str) -> &'static str {
    if backend.starts_with("gms-") {
        "cometd"
    } else {
        "poll"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Result<Option<Plan>, Error> {
        read(Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn an_address_is_enough() {
        let plan = words("--url http://127.0.0.1:1/").unwrap().unwrap();
        assert_eq!(plan.url, "http://127.0.0.1:1");
        assert_eq!((plan.chats, plan.messages, plan.seed), (5000, 5, 1));
        assert_eq!((&*plan.backend, &*plan.delivery), ("gms-v1", "cometd"));
    }

    #[test]
    fn what_has_no_cometd_is_polled() {
        for (backend, delivery) in [("gms-v2", "cometd"), ("gws", "poll"), ("web-api", "poll")] {
            let plan = words(&format!("--url http://a --backend {backend}"));
            assert_eq!(plan.unwrap().unwrap().delivery, delivery);
        }
        let told = words("--url http://a --delivery poll").unwrap().unwrap();
        assert_eq!(told.delivery, "poll");
    }

    #[test]
    fn wrong_use_is_refused() {
        for wrong in ["", "--chats 5", "--url http://a --chats many", "http://a"] {
            assert!(words(wrong).is_err(), "{wrong}");
        }
        assert!(matches!(words("--help"), Ok(None)));
    }

    #[test]
    fn help_names_every_option() {
        for option in [
            "url", "process", "chats", "messages", "backend", "delivery", "seed",
        ] {
            assert!(HELP.contains(&format!("--{option} ")), "{option}");
        }
    }
}
