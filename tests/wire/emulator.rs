//! The emulator produces the shape of every recorded exchange.
//!
//! Each entry of the vectors names a request and the reply that the documents print. The emulator
//! is brought into the state the entry presumes, gets the entry's request with its own ids put
//! in, and must answer in the same shape: status, headers, keys, types, spellings, and the values
//! wherever the documents fix them.

use causerie_emulator::{
    CometReply, Emulator, Now, PositionForm, Quirks, Request, Response, Settings,
};
use serde_json::Value;
use std::time::Duration;

const VECTORS: &str = include_str!("vectors/gms-chat-v1.json");

/// Values that belong to one deployment or one run; only their type and length are compared.
const OWN: [&str; 4] = ["chatSessionId", "secureKey", "startedAt", "userId"];
/// Values that belong to one deployment; only their type is compared.
const DEPLOYED: [&str; 5] = [
    "chatServerHost",
    "chatServerLoadBalancerAlias",
    "chatWebApiPort",
    "checkChatServiceLoadBalancerPath",
    "clientTimeZoneOffset",
];

/// How to come into the state that an entry presumes.
type Arrangement = fn() -> Stage;

/// One for each entry, in the order of the file.
const ARRANGEMENTS: [(&str, Arrangement); 19] = [
    ("v1 create basic service, verbose", nothing),
    ("v1 create basic service, plain", nothing),
    ("v1 create chat interaction", service),
    ("v1 create chat interaction, verbose", service),
    (
        "v1 create chat interaction, old reply without chatSessionId",
        quick_start,
    ),
    ("v1 refresh with message", answered_by_number),
    ("v1 refresh verbose", answered),
    ("v1 startTyping", six_messages),
    ("v1 stopTyping", six_messages_and_typing),
    ("v1 disconnect", eight_events),
    (
        "v1 disconnect verbose (also direct, not pushed, in comet mode)",
        five_events_over_comet,
    ),
    (
        "v1 refresh reply when service is comet-bound (short form)",
        quick_start_chat,
    ),
    ("v1 advanced create", nothing),
    ("v1 advanced status waiting", advanced),
    ("v1 advanced status available", advanced_available),
    ("v1 no agent yet", nobody),
    ("v1 missing or wrong value", subject_required),
    (
        "v1 refresh after the agent left, option _chat_400_response_on_disconnected=true",
        ended_by_agent,
    ),
    (
        "v1 JSON request bodies and GET create, as seen from field clients",
        nothing,
    ),
];

#[test]
fn every_recorded_exchange_is_answered_in_its_shape() {
    for entry in entries() {
        let name = text(&entry["name"]);
        let arrange = arrangement(name).unwrap_or_else(|| panic!("nobody arranged {name:?}"));
        let mut stage = arrange();
        let request = stage.request(&entry["request"]);
        let response = stage.send(&request);
        if let Err(difference) = compare(&entry, &request, &response) {
            let body = String::from_utf8_lossy(&response.body);
            panic!("{name}: {difference}\nanswered: {} {body}", response.status);
        }
    }
}

#[test]
fn every_arrangement_belongs_to_an_entry() {
    let entries = entries();
    for (name, _) in &ARRANGEMENTS {
        assert!(entries.iter().any(|entry| entry["name"] == *name), "{name}");
    }
    assert_eq!(entries.len(), ARRANGEMENTS.len());
}

#[test]
fn the_comparison_notices_a_difference() {
    let recorded = serde_json::json!({"transcriptPosition": "5", "chatIxnState": "TRANSCRIPT",
        "transcriptToShow": [["Message.Text", "VasyaP", "hi", "71", "CLIENT"]]});
    let damage: [(&str, Value); 6] = [
        ("transcriptPosition", 5.into()),
        ("transcriptPosition", "6".into()),
        ("chatIxnState", "CONNECTED".into()),
        ("chatixnstate", "TRANSCRIPT".into()),
        (
            "transcriptToShow",
            serde_json::json!([["Message.Text", "VasyaP", "hi", 71, "CLIENT"]]),
        ),
        (
            "transcriptToShow",
            serde_json::json!([["Message.Text", "VasyaP", "hi", "71"]]),
        ),
    ];
    assert_eq!(same(&recorded, &recorded, &[]), Ok(()));
    for (key, value) in damage {
        let mut made = recorded.clone();
        made[key] = value;
        assert!(same(&recorded, &made, &[]).is_err(), "{key}");
    }
}

// The comparison.

fn compare(entry: &Value, request: &Request, response: &Response) -> Result<(), String> {
    let recorded = &entry["response"];
    if recorded["status"] != response.status {
        return Err(format!("status should be {}", recorded["status"]));
    }
    for (name, value) in recorded["headers"].as_object().expect("headers") {
        // The documents print Cache-Control as two lines, which means the same as one.
        let lines = response
            .headers
            .iter()
            .filter(|(line, _)| line.eq_ignore_ascii_case(name));
        let found: Vec<_> = lines.map(|(_, value)| value.as_str()).collect();
        if found.join(", ") != text(value) {
            return Err(format!("header {name} is {found:?}"));
        }
    }
    if recorded["body"].is_null() {
        let empty = response.body.is_empty();
        return if empty {
            Ok(())
        } else {
            Err("the body should be empty".to_owned())
        };
    }
    let made: Value = serde_json::from_slice(&response.body).map_err(|error| error.to_string())?;
    same(&recorded["body"], &made, &ids(entry, request, &made))
}

/// Recorded ids with those that stand in their place here.
fn ids<'a>(entry: &'a Value, request: &'a Request, made: &'a Value) -> Vec<(&'a str, &'a str)> {
    let id_of = |body: &'a Value| {
        body["_id"]
            .as_str()
            .or_else(|| body["message"]["_id"].as_str())
    };
    let in_body = id_of(&entry["response"]["body"]).zip(id_of(made));
    let in_path = service_in(text(&entry["request"]["path"])).zip(service_in(&request.path));
    in_body.into_iter().chain(in_path).collect()
}

fn same(recorded: &Value, made: &Value, ids: &[(&str, &str)]) -> Result<(), String> {
    let (Value::Object(recorded), Value::Object(made)) = (recorded, made) else {
        return Err("an object was expected".to_owned());
    };
    let sorted = |object: &serde_json::Map<String, Value>| {
        let mut keys: Vec<_> = object.keys().cloned().collect();
        keys.sort();
        keys
    };
    if sorted(recorded) != sorted(made) {
        return Err(format!("keys should be {:?}", sorted(recorded)));
    }
    recorded
        .iter()
        .try_for_each(|(key, value)| same_value(key, value, &made[key], ids))
}

fn same_value(
    key: &str,
    recorded: &Value,
    made: &Value,
    ids: &[(&str, &str)],
) -> Result<(), String> {
    let equal = match (recorded, made) {
        (Value::Object(_), _) => return same(recorded, made, ids),
        (Value::Array(recorded), Value::Array(made)) => return same_events(recorded, made),
        (Value::String(old), Value::String(new)) if OWN.contains(&key) => old.len() == new.len(),
        (Value::String(_), Value::String(_)) if DEPLOYED.contains(&key) => true,
        (Value::String(old), Value::String(new)) => translated(old, ids) == *new,
        _ => recorded == made,
    };
    if equal {
        Ok(())
    } else {
        Err(format!("{key} should be like {recorded}, not {made}"))
    }
}

/// The same kinds of events with the same words; who came first is the entry's own story.
fn same_events(recorded: &[Value], made: &[Value]) -> Result<(), String> {
    let constant = |event: &Value| -> Result<[String; 3], String> {
        let strings: Option<Vec<_>> = event
            .as_array()
            .and_then(|items| items.iter().map(Value::as_str).collect());
        match strings.as_deref() {
            Some([kind, _, words, seconds, user]) if seconds.parse::<u32>().is_ok() => {
                Ok([kind, words, user].map(|word| (*word).to_owned()))
            }
            _ => Err(format!("{event} is no event")),
        }
    };
    let all = |events: &[Value]| -> Result<Vec<_>, String> {
        let mut all = events.iter().map(constant).collect::<Result<Vec<_>, _>>()?;
        all.sort();
        Ok(all)
    };
    let (recorded, made) = (all(recorded)?, all(made)?);
    if recorded == made {
        Ok(())
    } else {
        Err(format!("events {made:?}, not {recorded:?}"))
    }
}

fn translated(text: &str, ids: &[(&str, &str)]) -> String {
    ids.iter().fold(text.to_owned(), |text, (recorded, made)| {
        text.replace(recorded, made)
    })
}

// The entries.

fn entries() -> Vec<Value> {
    let file: Value = serde_json::from_str(VECTORS).expect("the vectors are JSON");
    file["entries"].as_array().expect("entries").clone()
}

fn arrangement(name: &str) -> Option<Arrangement> {
    ARRANGEMENTS
        .iter()
        .find(|(entry, _)| *entry == name)
        .map(|(_, arrange)| *arrange)
}

fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no string"))
}

/// The service id in a path that goes on behind it.
fn service_in(path: &str) -> Option<&str> {
    let (id, _) = path.strip_prefix("/genesys/1/service/")?.split_once('/')?;
    Some(id)
}

// The states.

/// An emulator and the service that the next request is about.
struct Stage {
    emulator: Emulator,
    now: Now,
    service: String,
}

impl Stage {
    fn new(settings: Settings) -> Self {
        let now = Now::from_millis(1_339_222_535_000);
        Self {
            emulator: Emulator::new(settings, 1),
            now,
            service: String::new(),
        }
    }

    fn with_service(settings: Settings, name: &str) -> Self {
        let mut stage = Self::new(settings);
        let created = stage.send(&Request::post(&format!("/genesys/1/service/{name}"), ""));
        let created: Value = serde_json::from_slice(&created.body).expect("a service");
        stage.service = text(&created["_id"]).to_owned();
        stage
    }

    fn with_chat(settings: Settings, form: &str) -> Self {
        let mut stage = Self::with_service(settings, "request-chat");
        stage.post("", form);
        stage
    }

    fn send(&mut self, request: &Request) -> Response {
        let answer = self.emulator.ask(request, self.now);
        answer.ready().expect("an answer at once")
    }

    fn post(&mut self, operation: &str, form: &str) {
        let path = format!("/genesys/1/service/{}/ixn/chat{operation}", self.service);
        let response = self.send(&Request::post(&path, form));
        assert_eq!(response.status, 200, "{operation}");
    }

    fn wait(&mut self, seconds: u64) -> Now {
        self.now = self.now.after(Duration::from_secs(seconds));
        self.now
    }

    /// The entry's request, with this stage's service in its path.
    fn request(&self, recorded: &Value) -> Request {
        let path = text(&recorded["path"]);
        let path = match service_in(path) {
            Some(id) => path.replace(id, &self.service),
            None => path.to_owned(),
        };
        let mut request = Request::post(&path, recorded["rawBody"].as_str().unwrap_or_default());
        request.method = text(&recorded["method"]).to_owned();
        let headers = recorded["headers"].as_object().expect("headers");
        request.headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), text(value).to_owned()))
            .collect();
        request
    }
}

const NAMES: &str = "firstName=Vasya&lastName=Pupkin&subject=test";

fn nothing() -> Stage {
    Stage::new(Settings::unscripted())
}

fn service() -> Stage {
    Stage::with_service(Settings::unscripted(), "request-chat")
}

fn quick_start_settings() -> Settings {
    Settings {
        comet_reply: CometReply::QuickStart,
        ..Settings::unscripted()
    }
}

fn quick_start() -> Stage {
    Stage::with_service(quick_start_settings(), "request-chat")
}

fn quick_start_chat() -> Stage {
    Stage::with_chat(quick_start_settings(), &format!("notify_by=comet&{NAMES}"))
}

/// An agent has joined, typed and spoken, and none of it was listed yet.
fn answered() -> Stage {
    answered_with(Settings::unscripted())
}

fn answered_by_number() -> Stage {
    let quirks = Quirks {
        position: PositionForm::Number,
        ..Quirks::default()
    };
    answered_with(Settings {
        quirks,
        ..Settings::unscripted()
    })
}

fn answered_with(settings: Settings) -> Stage {
    let mut stage = Stage::with_chat(settings, NAMES);
    let chat = stage.emulator.chats()[0].id().clone();
    let now = stage.wait(35);
    stage.emulator.join(&chat, "ksippo", now).expect("joins");
    let now = stage.wait(7);
    stage
        .emulator
        .start_typing(&chat, "ksippo", now)
        .expect("types");
    let now = stage.wait(6);
    stage
        .emulator
        .say(&chat, "ksippo", "hello customer", now)
        .expect("speaks");
    stage.wait(23);
    stage
}

fn messages(settings: Settings, form: &str, count: usize) -> Stage {
    let mut stage = Stage::with_chat(settings, form);
    for _ in 0..count {
        stage.post("/send", "message=x");
    }
    stage
}

fn six_messages() -> Stage {
    messages(Settings::unscripted(), NAMES, 6)
}

fn six_messages_and_typing() -> Stage {
    let mut stage = six_messages();
    stage.post("/startTyping", "");
    stage
}

fn eight_events() -> Stage {
    let mut stage = six_messages_and_typing();
    stage.post("/stopTyping", "");
    stage
}

fn five_events_over_comet() -> Stage {
    messages(
        Settings::unscripted(),
        &format!("notify_by=comet&{NAMES}"),
        5,
    )
}

fn advanced() -> Stage {
    Stage::with_service(Settings::unscripted(), "request-chat-poll")
}

fn advanced_available() -> Stage {
    let mut stage = advanced();
    stage.wait(5);
    stage
}

fn nobody() -> Stage {
    let settings = Settings {
        agent_available: false,
        ..Settings::unscripted()
    };
    Stage::with_service(settings, "request-chat")
}

fn subject_required() -> Stage {
    let settings = Settings {
        subject_required: true,
        ..Settings::unscripted()
    };
    Stage::with_service(settings, "request-chat")
}

fn ended_by_agent() -> Stage {
    let settings = Settings {
        chat_400_response_on_disconnected: true,
        ..Settings::unscripted()
    };
    let mut stage = Stage::with_chat(settings, NAMES);
    let (chat, now) = (stage.emulator.chats()[0].id().clone(), stage.now);
    stage.emulator.join(&chat, "ksippo", now).expect("joins");
    stage.emulator.end(&chat, now).expect("ends");
    stage
}
