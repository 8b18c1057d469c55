//! The core asks as recorded and understands every recorded answer.

use std::fmt::Write as _;
use std::rc::Rc;

use causerie_core::chat::{Content, Form, Notice};
use causerie_core::config::{Config, Options};
use causerie_core::http::{Method, Response};
use causerie_core::protocol::{Backend, Command, Outcome, Report};
use serde_json::Value;

const VECTORS: &str = include_str!("vectors/gms-chat-v1.json");

/// Every entry, the command that asks for it (where the core has one by now),
/// and what its answer comes to.
const ENTRIES: &[(&str, Ask, &str)] = &[
    ("v1 create basic service, verbose", Ask::Service, "continue"),
    ("v1 create basic service, plain", Ask::Service, "continue"),
    ("v1 create chat interaction", Ask::Chat, "done"),
    ("v1 create chat interaction, verbose", Ask::Chat, "done"),
    (
        "v1 create chat interaction, old reply without chatSessionId",
        Ask::Chat,
        "done",
    ),
    (
        "v1 refresh with message",
        Ask::Send("hello agent"),
        "done; 2 Agent ksippo joined +35s; 3 Agent ksippo types +42s; \
         4 Agent ksippo: hello customer +48s; 5 Visitor VasyaP: hello agent +71s",
    ),
    (
        "v1 refresh verbose",
        Ask::Send("hello agent"),
        "done; 2 Agent kSippO joined +15s; 3 Visitor VasyaP: hello agent +26s; \
         4 Agent ksippo types +57s; 5 Agent ksippo: hello customer +61s",
    ),
    (
        "v1 startTyping",
        Ask::Typing(true),
        "done; 8 Visitor VasyaP types +57s",
    ),
    (
        "v1 stopTyping",
        Ask::Typing(false),
        "done; 9 Visitor VasyaP pauses +77s",
    ),
    ("v1 disconnect", Ask::End, "done; ended ByContactCentre"),
    (
        "v1 disconnect verbose (also direct, not pushed, in comet mode)",
        Ask::End,
        "done; ended ByContactCentre",
    ),
    (
        "v1 refresh reply when service is comet-bound (short form)",
        Ask::Send("hello agent"),
        "done",
    ),
    ("v1 advanced create", Ask::Service, "continue"),
    ("v1 advanced status waiting", Ask::Status, "wait"),
    ("v1 advanced status available", Ask::Status, "continue"),
    (
        "v1 no agent yet",
        Ask::Chat,
        "refused: no agent is available yet",
    ),
    (
        "v1 missing or wrong value",
        Ask::Chat,
        "refused: the server did not accept what was entered",
    ),
    (
        "v1 refresh after the agent left, option _chat_400_response_on_disconnected=true",
        Ask::Refresh,
        "done; ended ByContactCentre",
    ),
    (
        "v1 JSON request bodies and GET create, as seen from field clients",
        Ask::Service,
        "continue",
    ),
];

#[derive(Clone, Copy)]
enum Ask {
    Chat,
    End,
    Refresh,
    Send(&'static str),
    Service,
    Status,
    Typing(bool),
}

#[test]
fn every_recorded_answer_is_understood() {
    for (entry, (name, ask, expected)) in entries() {
        let (mut backend, command) = arrange(&entry, ask);
        backend.request(&command);
        let response = &entry["response"];
        let body = if response["body"].is_null() {
            String::new()
        } else {
            response["body"].to_string()
        };
        let status = response["status"].as_u64().unwrap() as u16;
        let outcome = backend.answer(&command, Ok(&response_of(status, body)));
        let start = response["body"]["startedAt"].as_str();
        assert_eq!(describe(&outcome, start), *expected, "{name}");
    }
}

#[test]
fn every_command_asks_as_recorded() {
    for (entry, (name, ask, _)) in entries() {
        let (mut backend, command) = arrange(&entry, ask);
        let recorded = &entry["request"];
        if recorded["method"] != "POST" {
            continue;
        }
        let request = backend.request(&command).unwrap();
        let path = recorded["path"]
            .as_str()
            .unwrap()
            .split('?')
            .next()
            .unwrap();
        assert_eq!(request.method, Method::Post, "{name}");
        assert_eq!(request.url, path, "{name}");
        let form = (
            "Content-Type".to_owned(),
            "application/x-www-form-urlencoded".to_owned(),
        );
        assert!(request.headers.contains(&form), "{name}");
        for pair in recorded["rawBody"]
            .as_str()
            .unwrap()
            .split('&')
            .filter(|pair| !pair.is_empty())
        {
            let left_out = pair.starts_with("_verbose=") || pair.starts_with("notify_by=");
            assert!(
                left_out || request.body.as_str().split('&').any(|own| own == pair),
                "{name}: {pair}"
            );
        }
    }
}

#[test]
fn a_cut_answer_is_garbled_and_never_an_end() {
    for (entry, (name, ask, _)) in entries() {
        let whole = entry["response"]["body"].to_string();
        if matches!(ask, Ask::Service) || entry["response"]["status"] != 200 {
            continue;
        }
        for length in (0..whole.len()).filter(|length| whole.is_char_boundary(*length)) {
            let (mut backend, command) = arrange(&entry, ask);
            let body = whole[..length].to_owned();
            let outcome = backend.answer(&command, Ok(&response_of(200, body)));
            assert!(
                matches!(outcome, Outcome::Refused(_)),
                "{name} cut at {length}: {outcome:?}"
            );
        }
    }
}

fn entries() -> impl Iterator<Item = (Value, &'static (&'static str, Ask, &'static str))> {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let entries = vectors["entries"].as_array().unwrap().clone();
    assert_eq!(
        entries.len(),
        ENTRIES.len(),
        "an entry has no line in the table, or a line no entry"
    );
    entries.into_iter().map(|entry| {
        let line = ENTRIES.iter().find(|(name, ..)| entry["name"] == *name);
        let line = line.unwrap_or_else(|| panic!("no line for {}", entry["name"]));
        (entry, line)
    })
}

/// A back end at the point where the entry's request is due.
fn arrange(entry: &Value, ask: &Ask) -> (Backend, Command) {
    let path = entry["request"]["path"].as_str().unwrap();
    let id = path
        .trim_start_matches("/genesys/1/service/")
        .split(['/', '?'])
        .next()
        .unwrap();
    let options = Options::new().with("url", "/genesys");
    let options = if matches!(ask, Ask::Service) {
        options.with("service", id)
    } else {
        options
    };
    let config = Rc::new(Config::new(&options).unwrap());
    let live = Backend::resume(&config, id).unwrap();
    match *ask {
        Ask::Refresh => (live, Command::Refresh),
        Ask::End => (live, Command::End),
        Ask::Send(text) => (live, Command::Send(text.to_owned())),
        Ask::Typing(typing) => (live, Command::Typing(typing)),
        Ask::Service => (Backend::new(&config), Command::Open(form(entry))),
        Ask::Chat | Ask::Status => {
            let kind = if matches!(ask, Ask::Status) {
                "advanced"
            } else {
                "basic"
            };
            let config = Rc::new(
                Config::new(
                    &Options::new()
                        .with("url", "/genesys")
                        .with("serviceKind", kind),
                )
                .unwrap(),
            );
            let (mut backend, open) = (Backend::new(&config), Command::Open(form(entry)));
            let created = response_of(200, format!(r#"{{"_id":"{id}"}}"#));
            assert_eq!(backend.answer(&open, Ok(&created)), Outcome::Continue);
            (backend, open)
        }
    }
}

const fn response_of(status: u16, body: String) -> Response {
    Response {
        status,
        body,
        retry_after: None,
    }
}

fn form(entry: &Value) -> Form {
    let mut form = Form::default();
    for field in ["firstName", "lastName", "email", "subject"] {
        form.set(
            field,
            entry["request"]["body"][field]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        );
    }
    form
}

fn describe(outcome: &Outcome, start: Option<&str>) -> String {
    match outcome {
        Outcome::Continue => "continue".to_owned(),
        Outcome::Done(report) => describe_report(report, start),
        Outcome::Wait(None) => "wait".to_owned(),
        Outcome::Wait(Some(words)) => format!("wait: {words}"),
        Outcome::Refused(trouble) => format!("refused: {trouble}"),
    }
}

fn describe_report(report: &Report, start: Option<&str>) -> String {
    let start = start.and_then(causerie_core::time::Wall::parse_utc);
    let mut text = "done".to_owned();
    for event in &report.events {
        let (place, role, name) = (
            event.position.unwrap().0,
            event.from.role,
            &event.from.nickname,
        );
        let what = match &event.content {
            Content::File(file) => format!("shares {} as {}", file.name, file.id),
            Content::Text(text) => format!(": {text}"),
            Content::Notice(Notice::Joined) => " joined".to_owned(),
            Content::Notice(Notice::TypingStarted) => " types".to_owned(),
            Content::Notice(Notice::TypingStopped) => " pauses".to_owned(),
            Content::Notice(other) => format!(" {other:?}"),
        };
        let offset = (event.at.unwrap().as_millis() - start.unwrap().as_millis()) / 1000;
        write!(text, "; {place} {role:?} {name}{what} +{offset}s").unwrap();
    }
    if let Some(ended) = report.ended {
        write!(text, "; ended {ended:?}").unwrap();
    }
    assert_eq!(report.unreadable, 0);
    text
}
