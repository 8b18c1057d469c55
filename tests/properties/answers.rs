//! Answers to the commands of a dialect.
//!
//! A line is an exchange: a letter for the command, one for how the answer came, and its body.
//! `k` and a text takes up the chat that the text names.

use std::rc::Rc;

use causerie_core::chat::{ChosenFile, Form, Remark, SharedFile};
use causerie_core::config::Config;
use causerie_core::error::Trouble;
use causerie_core::http::{Failure, FileKey, Response};
use causerie_core::protocol::{Backend, Command, FileCommand, FileOutcome, Outcome, Report};
use causerie_core::time::Monotonic;

use crate::line::{head, lines};
use crate::request::{self, answer, assert_sound};

/// So many letters of a server's prose are shown to people.
const LONGEST: usize = 200;

pub(crate) fn gms_v1(data: &[u8]) {
    // Services that wait for an agent are this dialect's own.
    let advanced = data.first() == Some(&b'!');
    check(if advanced { 'a' } else { '1' }, data);
}

pub(crate) fn gms_v2(data: &[u8]) {
    check('2', data);
}

pub(crate) fn gws(data: &[u8]) {
    check('g', data);
}

pub(crate) fn web_api(data: &[u8]) {
    check('w', data);
}

fn check(dialect: char, data: &[u8]) {
    let config = request::config(dialect);
    let mut backend = Backend::new(&config);
    for line in lines(data) {
        let (letter, rest) = head(&line);
        let (how, body) = head(rest);
        let answer = answer(how, body);
        if letter == 'k' {
            backend = Backend::resume(&config, rest).unwrap_or(backend);
        } else if let Some(command) = command(letter) {
            exchange(&mut backend, &config, &command, &answer);
        } else if let Some(command) = file_command(letter) {
            file_exchange(&mut backend, &config, &command, &answer);
        }
        assert_can_be_taken_up(&backend, &config);
    }
}

fn command(letter: char) -> Option<Command> {
    Some(match letter {
        'O' => Command::Open(form()),
        'R' => Command::Refresh,
        'S' => Command::Send("hello".to_owned()),
        'T' => Command::Typing(true),
        'U' => Command::Typing(false),
        'E' => Command::End,
        'M' => Command::Tell(Rc::new(Remark::Nickname("Vasya".to_owned()))),
        'V' => Command::Seen(causerie_core::chat::Position(3)),
        _ => return None,
    })
}

fn file_command(letter: char) -> Option<FileCommand> {
    let shared = SharedFile {
        id: "f1".into(),
        name: "a.txt".into(),
        size: None,
    };
    let chosen = ChosenFile {
        name: "a.txt".into(),
        size: 3,
    };
    Some(match letter {
        'l' => FileCommand::Limits,
        'u' => FileCommand::Upload(FileKey(1), chosen),
        'd' => FileCommand::Download(shared),
        'r' => FileCommand::Remove(shared),
        _ => return None,
    })
}

fn form() -> Form {
    Form {
        first_name: "Vasya".to_owned(),
        ..Form::default()
    }
}

fn exchange(
    backend: &mut Backend,
    config: &Config,
    command: &Command,
    answer: &Result<Response, Failure>,
) {
    let before = cursor(backend);
    let request = backend.request(command, Monotonic::default());
    assert_sound(&request.expect("a polled dialect asks by itself"), config);
    let outcome = backend.answer(command, answer.as_ref().map_err(|failure| *failure));
    let size = answer.as_ref().map_or(0, |response| response.body.len());
    let heard = match &outcome {
        Outcome::Done(report) => assert_plausible(report, size),
        Outcome::Refused(trouble) => assert_presentable(trouble),
        Outcome::Wait(Some(words)) => assert_prose(words),
        Outcome::Wait(None) | Outcome::Continue => false,
    };
    let after = cursor(backend);
    let moved = before.is_some() && after > before;
    assert!(heard || !moved, "{before:?} to {after:?} for {outcome:?}");
}

fn file_exchange(
    backend: &mut Backend,
    config: &Config,
    command: &FileCommand,
    answer: &Result<Response, Failure>,
) {
    let Some(files) = backend.files() else {
        return;
    };
    let Some(request) = files.file_request(command) else {
        return;
    };
    assert_sound(&request, config);
    let outcome = files.file_answer(command, answer.as_ref().map_err(|failure| *failure));
    let size = answer.as_ref().map_or(0, |response| response.body.len());
    match outcome {
        FileOutcome::Refused(trouble) => {
            assert_presentable(&trouble);
        }
        FileOutcome::Removed(report) | FileOutcome::Uploaded(_, report) => {
            assert_plausible(&report, size);
        }
        _ => {}
    }
}

/// Nothing comes of nothing; whether there was anything.
fn assert_plausible(report: &Report, size: usize) -> bool {
    let heard = report.events.len() + report.unreadable as usize;
    assert!(heard <= size, "{heard} events in {size} bytes");
    heard > 0
}

fn assert_presentable(trouble: &Trouble) -> bool {
    if let Trouble::Rejected(rejection) = trouble {
        rejection.words.iter().for_each(|words| {
            assert_prose(words);
        });
    }
    false
}

fn assert_prose(words: &str) -> bool {
    let short = words.chars().count() <= LONGEST;
    assert!(short && !words.contains('<'), "not for people: {words}");
    false
}

/// Up to where the next question for news takes everything for known; `None` where it is to be
/// about something else first.
fn cursor(backend: &Backend) -> Option<u64> {
    let request = backend
        .clone()
        .request(&Command::Refresh, Monotonic::default());
    let request = request.expect("a polled dialect asks by itself");
    let asked = format!("{}&{}", request.url, request.body.as_str());
    let marks = ["transcriptPosition=", "\"transcriptPosition\":", "index="].into_iter();
    let places = marks.filter_map(|mark| {
        let (_, rest) = asked.split_once(mark)?;
        let digits = rest.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let end = digits.find(|letter: char| !letter.is_ascii_digit());
        digits[..end.unwrap_or(digits.len())].parse().ok()
    });
    places.max()
}

/// What names the chat names it after the page was loaded anew.
fn assert_can_be_taken_up(backend: &Backend, config: &Rc<Config>) {
    if let Some(key) = backend.key() {
        let again = Backend::resume(config, key);
        assert_eq!(again.as_ref().and_then(Backend::key), Some(key));
    }
}
