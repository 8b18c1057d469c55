//! GMS Chat API v1 over CometD: commands over HTTP, news on the channel.

use super::cometd::{Stage, first, named_as_recorded};
use super::{answer_of, asked_as_recorded, config, describe, form, response, text};
use causerie_core::config::Options;
use causerie_core::protocol::{Backend, Command, Outcome};
use causerie_core::time::Monotonic;
use serde_json::{Value, json};

const VECTORS: &str = include_str!("../vectors/gms-chat-v1-cometd.json");

/// Fields that the core does not send: it speaks version 1.0 only, is told of nothing by other
/// ways while its page sleeps, and asks for no internals.
const LEFT_OUT: [&str; 3] = ["minimumVersion=", "ext.transcriptPosition=", "_verbose="];

/// What asks for an entry, and what is told when it is answered.
const LINES: [(&str, Ask, &str); 15] = [
    (
        "handshake",
        Ask::Session(0),
        "asks /meta/connect; asks /meta/subscribe",
    ),
    ("first connect", Ask::Session(1), "asks /meta/connect"),
    ("subscribe", Ask::Session(2), "gap"),
    ("idle long poll", Ask::Session(3), "asks /meta/connect"),
    ("create service", Ask::Service, "continue"),
    ("create chat interaction, comet mode", Ask::Chat, "done"),
    (
        "push 1: empty transcript",
        Ask::Push(1),
        "news; asks /meta/connect",
    ),
    (
        "push 2: agent joined",
        Ask::Push(1),
        "news; 2 Agent ksippo joined +21s; asks /meta/connect",
    ),
    (
        "push 3: agent typing",
        Ask::Push(2),
        "news; 3 Agent ksippo types +212s; asks /meta/connect",
    ),
    (
        "push 4: agent message",
        Ask::Push(3),
        "news; 4 Agent ksippo: hello customer +218s; asks /meta/connect",
    ),
    (
        "client message via refresh",
        Ask::Send("hello agent"),
        "done",
    ),
    (
        "push 5: echo of the own message, verbose fields",
        Ask::Push(4),
        "news; 5 Visitor BuzzB: hello agent +230s; asks /meta/connect",
    ),
    (
        "complete real push message",
        Ask::Push(1),
        "news; 2 Agent chat1 joined +6s; asks /meta/connect",
    ),
    (
        "background: disconnect with transcript position",
        Ask::Stop,
        "",
    ),
    // The next handshake comes after a while, since this session was too short.
    ("unknown client", Ask::Session(3), "gap"),
];

#[derive(Clone, Copy)]
enum Ask {
    /// For the chat, in a service.
    Chat,
    /// For news, when everything up to that place is known.
    Push(u64),
    Send(&'static str),
    /// For a service.
    Service,
    /// It is asked by itself, so many steps into a session.
    Session(usize),
    Stop,
}

#[test]
fn every_exchange_is_asked_for_as_recorded_and_understood() {
    for (entry, ask, expected) in lines() {
        assert_eq!(ask.exchange(&entry), expected, "{}", entry["name"]);
    }
}

#[test]
fn a_push_that_leaves_places_out_is_told_and_asked_for() {
    let (entry, ..) = lines()
        .find(|(entry, ..)| entry["name"] == "push 4: agent message")
        .unwrap();
    assert_eq!(
        Ask::Push(2).exchange(&entry),
        "gap; 4 Agent ksippo: hello customer +218s; asks /meta/connect"
    );
}

fn lines() -> impl Iterator<Item = (Value, Ask, &'static str)> {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let entries = vectors["entries"].as_array().unwrap().clone();
    assert_eq!(entries.len(), LINES.len());
    entries.into_iter().map(|entry| {
        let line = LINES.iter().find(|(name, ..)| entry["name"] == *name);
        let (_, ask, expected) = line.unwrap_or_else(|| panic!("no line for {entry}"));
        (entry, *ask, *expected)
    })
}

impl Ask {
    /// Asks as the core does, which must be as recorded, and answers as recorded; what is told.
    fn exchange(self, entry: &Value) -> String {
        let client = first(&entry["request"]["body"])["clientId"].as_str();
        let mut stage = Stage::new(self.backend(entry));
        let steps = match self {
            Self::Session(steps) => steps,
            _ => 3,
        };
        stage.connect(client.unwrap_or("c"), steps);
        match self {
            Self::Session(_) => {}
            Self::Push(known) => stage = knowing(stage, known, entry),
            Self::Chat | Self::Send(_) | Self::Service => return self.answered(stage, entry),
            Self::Stop => stage.backend.feed().unwrap().stop(Monotonic::default()),
        }
        stage.exchange(entry, &LEFT_OUT)
    }

    fn backend(self, entry: &Value) -> Backend {
        let options = Options::new()
            .with("url", "/genesys")
            .with("delivery", "cometd")
            .with("user", "BuzzBrain");
        let config = config(options);
        match self {
            Self::Push(_) => Backend::resume(&config, tagged(entry)),
            Self::Send(_) => Backend::resume(&config, service(entry)),
            _ => None,
        }
        .unwrap_or_else(|| Backend::new(&config))
    }

    /// The same over HTTP.
    fn answered(self, mut stage: Stage, entry: &Value) -> String {
        let command = match self {
            Self::Send(text) => Command::Send(text.to_owned()),
            _ => Command::Open(form(entry)),
        };
        let backend = &mut stage.backend;
        if let Self::Chat = self {
            let created = response(200, &json!({"_id": service(entry)}).to_string());
            backend.request(&command, Monotonic::default());
            assert_eq!(backend.answer(&command, Ok(&created)), Outcome::Continue);
        }
        let request = backend.request(&command, Monotonic::default()).unwrap();
        named_as_recorded(&request, entry);
        asked_as_recorded(&request, entry, &LEFT_OUT);
        let answer = answer_of(&entry["response"]).unwrap();
        describe(&backend.answer(&command, Ok(&answer)), None)
    }
}

/// Everything up to that place was pushed before.
fn knowing(mut stage: Stage, known: u64, entry: &Value) -> Stage {
    let message = &entry["response"]["body"][0]["data"]["message"];
    stage.start = message["startedAt"].as_str().map(str::to_owned);
    for place in 2..=known {
        let item = json!(["Notice.TypingStopped", "x", "", "0", "AGENT"]);
        stage.push(&json!({"channel": "/_genesys", "data": {
            "message": {"chatIxnState": "TRANSCRIPT", "transcriptPosition": place.to_string(),
                "transcriptToShow": [item]},
            "tag": format!("service.chat.refresh.{}", tagged(entry))}}));
    }
    stage
}

/// The service's id in the tag of a push.
fn tagged(entry: &Value) -> &str {
    let tag = text(&entry["response"]["body"][0]["data"]["tag"]);
    tag.trim_start_matches("service.chat.refresh.")
}

/// The service's id in the path of a request.
fn service(entry: &Value) -> &str {
    let path = text(&entry["request"]["path"]).trim_start_matches("/genesys/1/service/");
    path.split('/').next().unwrap()
}
