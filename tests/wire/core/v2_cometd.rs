//! GMS Chat API v2 over CometD: what is said on the channel, in both directions.

use super::{config, describe, response, text};
use causerie_core::chat::{FileLimits, Form, Remark};
use causerie_core::config::Options;
use causerie_core::http::Request;
use causerie_core::protocol::{
    Backend, Command, Errand, ErrandId, FileCommand, FileOutcome, Outcome,
};
use causerie_core::time::Monotonic;
use serde_json::{Value, json};
use std::collections::VecDeque;

const VECTORS: &str = include_str!("../vectors/gms-chat-v2-cometd.json");

/// Fields of messages that the core does not send: transports and advice of another client, a
/// text that nobody entered. Data that is nested stays one
/// text, as an option's value of that form.
const LEFT_OUT: [&str; 5] = [
    "supportedConnectionTypes",
    "advice.timeout=60000",
    "advice.interval",
    "data.text",
    "data.userData.nested",
];

/// What asks for an entry, and what is told when it is answered.
const LINES: [(&str, Ask, &str); 11] = [
    ("handshake", Ask::Nothing, "asks /meta/connect"),
    ("first connect", Ask::Nothing, "gap; asks /meta/connect"),
    (
        "requestChat",
        Ask::Open,
        "done; 1 Visitor John Doe joined 20:31:28",
    ),
    (
        "sendMessage",
        Ask::Of(|| Command::Send("hello agent + 100% & \"q\" \u{263a}".to_owned())),
        "done; 2 Visitor John Doe: hello agent 20:31:37; 3 Agent Alice joined 20:31:37; \
         4 Agent Alice: hello customer 20:31:37",
    ),
    (
        "customNotice",
        Ask::Of(|| Command::Tell(Remark::Notice("notice-1".to_owned()).into())),
        "done",
    ),
    (
        "updateData",
        Ask::Of(|| {
            let data = vec![("k1".to_owned(), "v1".to_owned())];
            Command::Tell(Remark::Data(data).into())
        }),
        "done",
    ),
    (
        "disconnect operation",
        Ask::Of(|| Command::End),
        "news; 5 Visitor John Doe left 20:31:48; ended ByContactCentre; done",
    ),
    ("meta disconnect", Ask::Stop, ""),
    (
        "requestNotifications (resume)",
        Ask::Of(|| Command::Refresh),
        "done; 3 Agent Alice joined 20:31:37; 4 Agent Alice: hello customer 20:31:37",
    ),
    ("fileGetLimits over chat-ntf", Ask::Limits, "limits"),
    (
        "unknown client on publish",
        Ask::Of(|| Command::Typing(true)),
        "continue; gap",
    ),
];

#[derive(Clone, Copy)]
enum Ask {
    /// In a chat that exists.
    Of(fn() -> Command),
    Limits,
    /// It is asked by itself.
    Nothing,
    Open,
    Stop,
}

#[test]
fn every_exchange_is_asked_for_as_recorded_and_understood() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let entries = vectors["entries"].as_array().unwrap();
    assert_eq!(entries.len(), LINES.len());
    for entry in entries {
        let line = LINES.iter().find(|(name, ..)| entry["name"] == *name);
        let (name, ask, expected) = line.unwrap_or_else(|| panic!("no line for {entry}"));
        let told = match ask {
            Ask::Limits => limits(entry),
            _ => Stage::before(name, *ask).exchange(entry, *ask),
        };
        assert_eq!(told, *expected, "{name}");
    }
}

/// A chat and the requests of its feed that are not answered yet.
struct Stage {
    backend: Backend,
    open: Vec<(ErrandId, Request)>,
    told: VecDeque<String>,
}

impl Stage {
    /// The point at which an entry's request is due.
    fn before(name: &str, ask: Ask) -> Self {
        let options = options();
        let backend = match ask {
            Ask::Open | Ask::Nothing => Backend::new(&config(options)),
            _ => chat(options),
        };
        let mut stage = Self {
            backend,
            open: Vec::new(),
            told: VecDeque::new(),
        };
        stage.backend.feed().unwrap().start(Monotonic::default());
        stage.drain();
        let answers = match name {
            "handshake" => 0,
            "first connect" => 1,
            _ => 2,
        };
        for answer in ["handshake", "connect"].iter().take(answers) {
            let reply = json!([{"channel": format!("/meta/{answer}"), "successful": true,
                "clientId": "faa8cc71fb8e3fb14ac09e288c76b4bb7ad2ce26"}]);
            stage.answer(0, &reply);
        }
        let known = match name {
            "sendMessage" => 1,
            "disconnect operation" => 4,
            "requestNotifications (resume)" => 3,
            _ => 0,
        };
        if known > 0 {
            let events: Vec<_> = (1..=known)
                .map(|index| json!({"from": {"type": "Agent"}, "type": "Notice", "index": index}))
                .collect();
            let push = json!({"channel": "/service/chatV2/customer-support",
                "data": {"statusCode": 0, "messages": events}});
            stage.answer(
                0,
                &json!([push, {"channel": "/meta/connect", "successful": true}]),
            );
        }
        stage.told.clear();
        stage
    }

    /// Asks as the core does, which must be as recorded, and answers as recorded; what is told.
    fn exchange(mut self, entry: &Value, ask: Ask) -> String {
        let command = match ask {
            Ask::Of(command) => Some(command()),
            Ask::Open => Some(Command::Open(form(entry))),
            Ask::Limits | Ask::Nothing | Ask::Stop => None,
        };
        if let Some(command) = command {
            let request = self.backend.request(&command, Monotonic::default());
            assert_eq!(request, None, "it is published");
        }
        if let Ask::Stop = ask {
            self.backend.feed().unwrap().stop(Monotonic::default());
        }
        self.drain();
        let place = self.open.len() - 1;
        let recorded = first(&entry["request"]["body"]);
        let own: Value = serde_json::from_str(self.open[place].1.body.as_str()).unwrap();
        if recorded["clientId"] != "gone" {
            asked_as_recorded(&own[0], recorded);
        }
        self.told.clear();
        let body = entry["response"]["body"].to_string();
        let id = |id: &Value| format!("\"id\":{id}");
        let body = body.replace(&id(&recorded["id"]), &id(&own[0]["id"]));
        let body = body.replace("request-chat-v2", "customer-support");
        let body: Value = serde_json::from_str(&body).unwrap();
        self.answer(place, &body);
        Vec::from(self.told).join("; ")
    }

    fn answer(&mut self, place: usize, body: &Value) {
        let (id, _) = self.open.remove(place);
        let answer = response(200, &body.to_string());
        let feed = self.backend.feed().unwrap();
        feed.answer(id, Ok(&answer), Monotonic::default(), 0);
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(errand) = self.backend.feed().unwrap().poll() {
            match errand {
                Errand::Abort(id) => self.open.retain(|(open, _)| *open != id),
                Errand::Fallback(reason) => panic!("{reason}"),
                Errand::Outcome(outcome) => self.told.push_back(describe(&outcome, None)),
                Errand::Report(report) => self.told.push_back(news(Outcome::Done(report))),
                Errand::Send(id, request) => {
                    let message: Value = serde_json::from_str(request.body.as_str()).unwrap();
                    self.told
                        .push_back(format!("asks {}", text(&message[0]["channel"])));
                    assert_eq!(request.url, "/genesys/cometd");
                    self.open.push((id, request));
                }
            }
        }
    }
}

fn news(outcome: Outcome) -> String {
    let told = describe(&outcome, None);
    match &outcome {
        Outcome::Done(report) if report.events.is_empty() => "gap".to_owned(),
        _ => told.replacen("done", "news", 1),
    }
}

fn options() -> Options {
    Options::new()
        .with("url", "/genesys")
        .with("backend", "gms-v2")
        .with("delivery", "cometd")
        .with("messageType", "text")
}

/// The chat of the recorded exchanges.
fn chat(options: Options) -> Backend {
    let key = r#"["gms-v2-cometd","00048aAPEQJ8000U","007553863DC30029","8b31761b2154884c","117"]"#;
    Backend::resume(&config(options), key).unwrap()
}

fn form(entry: &Value) -> Form {
    let data = &first(&entry["request"]["body"])["data"];
    let mut form = Form::default();
    for (field, name) in [
        ("firstName", "firstName"),
        ("lastName", "lastName"),
        ("email", "emailAddress"),
        ("subject", "subject"),
        ("nickname", "nickname"),
    ] {
        form.set(field, text(&data[name]).to_owned());
    }
    for (name, value) in data["userData"].as_object().unwrap() {
        if let Some(value) = value.as_str() {
            form.set(name, value.to_owned());
        }
    }
    form
}

/// The one message of a request; one client sent it bare.
fn first(body: &Value) -> &Value {
    body.get(0).unwrap_or(body)
}

fn asked_as_recorded(own: &Value, recorded: &Value) {
    let own = leaves("", own);
    for leaf in leaves("", recorded) {
        let known = leaf.starts_with("id=") || LEFT_OUT.iter().any(|out| leaf.starts_with(out));
        let empty = leaf.ends_with("=\"\"") && leaf.starts_with("data.message=");
        assert!(
            known || empty || own.contains(&leaf),
            "{leaf} is not among {own:?}"
        );
    }
}

/// Everything in an object that is not an object, by its path.
fn leaves(path: &str, value: &Value) -> Vec<String> {
    let Value::Object(fields) = value else {
        return vec![format!("{}={value}", path.trim_start_matches('.'))];
    };
    let inner = fields
        .iter()
        .map(|(name, value)| leaves(&format!("{path}.{name}"), value));
    inner.flatten().collect()
}

/// The same as a form of one part.
fn limits(entry: &Value) -> String {
    let mut backend = chat(options());
    let files = backend.files().unwrap();
    let request = files.file_request(&FileCommand::Limits).unwrap();
    assert_eq!(request.url, text(&entry["request"]["path"]));
    for (name, value) in entry["request"]["body"].as_object().unwrap() {
        let field = format!("{name}={}", text(value));
        let own: Vec<_> = request.body.as_str().split('&').collect();
        assert!(
            own.contains(&field.as_str()),
            "{field} is not among {own:?}"
        );
    }
    let answer = response(200, &entry["response"]["body"].to_string());
    match files.file_answer(&FileCommand::Limits, Ok(&answer)) {
        FileOutcome::Limits(FileLimits {
            files: Some(5),
            size: Some(10_485_760),
            total: Some(99_614_720),
            ..
        }) => "limits".to_owned(),
        other => format!("{other:?}"),
    }
}
