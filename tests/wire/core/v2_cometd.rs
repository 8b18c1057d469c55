//! GMS Chat API v2 over CometD: what is said on the channel, in both directions.

use super::cometd::{Stage, first};
use super::{config, response, text};
use causerie_core::chat::{FileLimits, Form, Remark};
use causerie_core::config::Options;
use causerie_core::protocol::{Backend, Command, FileCommand, FileOutcome};
use causerie_core::time::Monotonic;
use serde_json::{Value, json};

const VECTORS: &str = include_str!("../vectors/gms-chat-v2-cometd.json");

/// Fields of messages that the core does not send: transports and advice of another client, a
/// text that nobody entered, an empty preview. Data that is nested stays one
/// text, as an option's value of that form.
const LEFT_OUT: [&str; 6] = [
    "data.message=\"\"",
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
            _ => ask.exchange(ask.stage(name), entry),
        };
        assert_eq!(told, *expected, "{name}");
    }
}

impl Ask {
    /// The point at which an entry's request is due.
    fn stage(self, name: &str) -> Stage {
        let options = options();
        let backend = match self {
            Self::Open | Self::Nothing => Backend::new(&config(options)),
            _ => chat(options),
        };
        let mut stage = Stage::new(backend);
        let steps = match name {
            "handshake" => 0,
            "first connect" => 1,
            _ => 2,
        };
        stage.connect("faa8cc71fb8e3fb14ac09e288c76b4bb7ad2ce26", steps);
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
            stage.push(&json!({"channel": "/service/chatV2/customer-support",
                "data": {"statusCode": 0, "messages": events}}));
        }
        stage
    }

    /// Asks as the core does, which must be as recorded, and answers as recorded; what is told.
    fn exchange(self, mut stage: Stage, entry: &Value) -> String {
        let command = match self {
            Self::Of(command) => Some(command()),
            Self::Open => Some(Command::Open(form(entry))),
            Self::Limits | Self::Nothing | Self::Stop => None,
        };
        if let Some(command) = command {
            let request = stage.backend.request(&command, Monotonic::default());
            assert_eq!(request, None, "it is published");
        }
        if let Self::Stop = self {
            stage.backend.feed().unwrap().stop(Monotonic::default());
        }
        let mut entry = entry.clone();
        let response = entry["response"]["body"].to_string();
        let response = response.replace("request-chat-v2", "customer-support");
        entry["response"]["body"] = serde_json::from_str(&response).unwrap();
        stage.exchange(&entry, &LEFT_OUT)
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
