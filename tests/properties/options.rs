//! What a page writes: options, and what it gives its commands.
//!
//! The first letter says in which spelling: `j` an object, `a` attributes, a line each; `r` a
//! remark, `c` what commands are given.

use std::rc::Rc;
use std::time::Duration;

use causerie_core::chat::{Form, Remark};
use causerie_core::config::{self, Config, OptionError, Options};
use causerie_core::protocol::{Backend, Command};
use causerie_core::time::Monotonic;

use crate::line::head;
use crate::request::assert_sound;

/// Of what may tell of a person or hold a key, only what kind of value it is.
const PRIVATE: [&str; 4] = ["headers", "user", "userData", "visitor"];

const KINDS: [&str; 9] = [
    "nothing",
    "null",
    "true or false",
    "a number",
    "blank text",
    "text",
    "a list",
    "an empty object",
    "an object",
];

/// A fault fits a line of a console.
const LONGEST: usize = 61;

pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (spelling, rest) = head(&text);
    match spelling {
        'a' => configured(&attributes(rest)),
        'r' => remarked(rest),
        'c' => commanded(rest),
        _ => match Options::from_json(rest) {
            Ok(options) => configured(&options),
            Err(fault) => assert_discreet(&fault),
        },
    }
}

fn attributes(text: &str) -> Options {
    let pairs = text.split('\n');
    Options::from_attributes(pairs.map(|line| line.split_once('=').unwrap_or((line, ""))))
}

fn configured(options: &Options) {
    options.unknown();
    match Config::new(options) {
        Ok(config) => assert_usable(&Rc::new(config)),
        Err(faults) => {
            assert!(!faults.is_empty());
            faults.iter().for_each(assert_found_in_short);
        }
    }
}

/// Whatever is taken can be worked with.
fn assert_usable(config: &Rc<Config>) {
    let clean = |letter: char| !letter.is_whitespace() && !letter.is_control();
    assert!(!config.url.ends_with('/') && config.url.chars().all(clean));
    for (span, least) in [
        (config.poll_interval, 500),
        (config.keep_alive, 1_000),
        (config.typing_timeout, 500),
        (config.request_timeout, 1_000),
    ] {
        let bounds = Duration::from_millis(least)..=Duration::from_secs(120);
        assert!(bounds.contains(&span), "{span:?}");
    }
    let open = Command::Open(Form::default());
    let request = Backend::new(config).request(&open, Monotonic::default());
    request
        .iter()
        .for_each(|request| assert_sound(request, config));
}

fn assert_found_in_short(fault: &OptionError) {
    let length = fault.found.chars().count();
    assert!(!fault.option.is_empty() && length <= LONGEST, "{fault}");
    if PRIVATE.contains(&&*fault.option) {
        assert_discreet(fault);
    }
}

fn assert_discreet(fault: &OptionError) {
    assert!(KINDS.contains(&&*fault.found), "{fault}");
}

fn remarked(text: &str) {
    match Remark::from_json(text) {
        Ok(Remark::Nickname(words) | Remark::Notice(words)) => assert!(!words.trim().is_empty()),
        Ok(Remark::Data(pairs)) => assert!(!pairs.is_empty()),
        Ok(Remark::PushUrl(url)) => {
            let web = ["http://", "https://"].iter().any(|scheme| {
                let start = url.as_str().get(..scheme.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            });
            assert!(web, "{}", url.as_str());
        }
        Err(fault) => assert_discreet(&fault),
    }
}

fn commanded(text: &str) {
    let faults = [
        config::answers(text).err(),
        config::draft(text).err(),
        config::key(text).err(),
        config::seen(text).err(),
        config::words(text).err(),
    ];
    faults.iter().flatten().for_each(assert_discreet);
}
