//! The core asks as recorded and understands every recorded answer.

mod description;
mod v1;

mod flex;
mod gws;
mod v2;
mod web_api;

mod cometd;
mod v1_cometd;
mod v2_cometd;

use causerie_core::chat::{Form, Remark};
use causerie_core::config::{Config, Options};
use causerie_core::http::{Failure, Method, Request, Response};
use causerie_core::protocol::{Backend, Command, Outcome};
use causerie_core::time::Monotonic;
use description::describe;
use serde_json::Value;
use std::rc::Rc;

/// The entries of a file, and a line for each.
struct Chapter {
    vectors: &'static str,
    lines: &'static [Line],
    /// A back end at the point where an entry's request is due.
    arrange: fn(&Value, Ask) -> (Backend, Command),
    /// Fields that the core does not send, by what they begin with.
    left_out: &'static [&'static str],
}

/// What asks for an entry, and what its answer comes to.
struct Line {
    name: &'static str,
    ask: Ask,
    /// Whether the core asks like this; it understands the answer all the same.
    as_recorded: bool,
    expected: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// For a chat, within a service.
    Chat,
    End,
    /// To have business data attached.
    Data(&'static str, &'static str),
    /// For the state of a chat.
    Look,
    /// To take in words for programs.
    Notice(&'static str),
    /// For a chat, or for a service that makes one.
    Open,
    Refresh,
    Send(&'static str),
    Status,
    Typing(bool),
}

const CHAPTERS: [Chapter; 4] = [v1::CHAPTER, v2::CHAPTER, gws::CHAPTER, web_api::CHAPTER];

const fn asks(name: &'static str, ask: Ask, expected: &'static str) -> Line {
    Line {
        name,
        ask,
        as_recorded: true,
        expected,
    }
}

const fn understands(name: &'static str, ask: Ask, expected: &'static str) -> Line {
    Line {
        as_recorded: false,
        ..asks(name, ask, expected)
    }
}

#[test]
fn every_recorded_answer_is_understood() {
    for chapter in &CHAPTERS {
        for (entry, line) in chapter.entries() {
            let (mut backend, command) = (chapter.arrange)(&entry, line.ask);
            backend.request(&command, Monotonic::default());
            let answer = answer_of(&entry["response"]);
            let outcome = backend.answer(&command, answer.as_ref().map_err(|failure| *failure));
            let start = entry["response"]["body"]["startedAt"].as_str();
            assert_eq!(describe(&outcome, start), line.expected, "{}", line.name);
        }
    }
}

#[test]
fn every_command_asks_as_recorded() {
    for chapter in &CHAPTERS {
        for (entry, line) in chapter.entries().filter(|(_, line)| line.as_recorded) {
            let (mut backend, command) = (chapter.arrange)(&entry, line.ask);
            let request = backend.request(&command, Monotonic::default()).unwrap();
            asked_as_recorded(&request, &entry, chapter.left_out);
        }
    }
}

#[test]
fn a_cut_answer_is_garbled_and_never_an_end() {
    for chapter in &CHAPTERS {
        for (entry, line) in chapter.entries() {
            let whole = body_of(&entry["response"]);
            if line.ask == Ask::Open || entry["response"]["status"] != 200 {
                continue;
            }
            for length in (0..whole.len()).filter(|length| whole.is_char_boundary(*length)) {
                let (mut backend, command) = (chapter.arrange)(&entry, line.ask);
                backend.request(&command, Monotonic::default());
                let answer = response(200, &whole[..length]);
                let outcome = backend.answer(&command, Ok(&answer));
                let garbled = match &outcome {
                    Outcome::Refused(_) => true,
                    // Without a body there is no news.
                    Outcome::Done(report) => length == 0 && report.ended.is_none(),
                    Outcome::Continue => length == 0,
                    Outcome::Wait(_) => false,
                };
                assert!(garbled, "{} cut at {length}: {outcome:?}", line.name);
            }
        }
    }
}

impl Chapter {
    fn entries(&self) -> impl Iterator<Item = (Value, &'static Line)> {
        let vectors: Value = serde_json::from_str(self.vectors).unwrap();
        let entries = vectors["entries"].as_array().unwrap().clone();
        let lines = self.lines;
        assert_eq!(
            entries.len(),
            lines.len(),
            "an entry has no line in the table, or a line no entry"
        );
        entries.into_iter().map(move |entry| {
            let line = lines.iter().find(|line| entry["name"] == *line.name);
            let line = line.unwrap_or_else(|| panic!("no line for {}", entry["name"]));
            (entry, line)
        })
    }
}

/// Every field of the recorded request is sent, but for those that the core leaves out.
fn asked_as_recorded(request: &Request, entry: &Value, left_out: &[&str]) {
    let (name, recorded) = (&entry["name"], &entry["request"]);
    assert_eq!(method(request), recorded["method"], "{name}");
    // Fields in the address of a POST go in its body here.
    let path = match text(&recorded["path"]).split_once('?') {
        Some((path, _)) if request.method == Method::Post => path,
        _ => text(&recorded["path"]),
    };
    assert_eq!(request.url, path.trim_end_matches('/'), "{name}");
    let own = fields(request.body.as_str());
    for field in fields(&posted(recorded)) {
        let left_out = left_out.iter().any(|one| field.starts_with(one));
        let empty = field.is_empty() || field.ends_with('=');
        let sent = left_out || empty || own.contains(&field);
        assert!(sent, "{name}: {field} is not among {own:?}");
    }
}

fn config(options: Options) -> Rc<Config> {
    Rc::new(Config::new(&options).unwrap())
}

/// What is asked of a chat that exists.
fn command(ask: Ask) -> Command {
    match ask {
        Ask::Data(name, value) => {
            let data = vec![(name.to_owned(), value.to_owned())];
            Command::Tell(Remark::Data(data).into())
        }
        Ask::End => Command::End,
        Ask::Notice(words) => Command::Tell(Remark::Notice(words.to_owned()).into()),
        Ask::Send(text) => Command::Send(text.to_owned()),
        Ask::Typing(typing) => Command::Typing(typing),
        Ask::Chat | Ask::Look | Ask::Open | Ask::Refresh | Ask::Status => Command::Refresh,
    }
}

/// What the visitor entered, by what the recorded request says.
fn form(entry: &Value) -> Form {
    let body = &entry["request"]["body"];
    let mut form = Form::default();
    for (field, name) in [
        ("firstName", "firstName"),
        ("lastName", "lastName"),
        ("email", "email"),
        ("email", "emailAddress"),
        ("subject", "subject"),
        ("nickname", "nickname"),
    ] {
        if let Some(answer) = body[name].as_str() {
            form.set(field, answer.to_owned());
        }
    }
    for (name, value) in body.as_object().into_iter().flatten() {
        let inner = name.strip_prefix("userData[");
        if let Some(inner) = inner.and_then(|inner| inner.strip_suffix(']')) {
            form.set(inner, text(value).to_owned());
        }
    }
    form
}

fn answer_of(recorded: &Value) -> Result<Response, Failure> {
    match recorded["status"].as_u64().unwrap() {
        0 => Err(Failure::Network),
        status => Ok(response(status as u16, &body_of(recorded))),
    }
}

fn response(status: u16, body: &str) -> Response {
    Response {
        status,
        body: body.to_owned(),
        retry_after: None,
    }
}

fn body_of(recorded: &Value) -> String {
    match &recorded["body"] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        body => body.to_string(),
    }
}

fn posted(recorded: &Value) -> String {
    match &recorded["rawBody"] {
        Value::String(raw) => raw.clone(),
        _ => body_of(recorded),
    }
}

/// The fields of a form or of an object, each as name and value.
fn fields(body: &str) -> Vec<String> {
    match serde_json::from_str(body) {
        Ok(Value::Object(fields)) => fields.iter().map(field).collect(),
        _ => body.split('&').map(str::to_owned).collect(),
    }
}

fn field((name, value): (&String, &Value)) -> String {
    match value {
        Value::String(text) => format!("{name}={text}"),
        other => format!("{name}={other}"),
    }
}

const fn method(request: &Request) -> &'static str {
    match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
    }
}

fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no string"))
}
