//! An emulator in the state that an entry presumes.

use super::keys::Keys;
use super::{Entry, entry, text};
use causerie_emulator::{Answer, ChatId, Emulator, Now, Request, Response, Settings};
use serde_json::{Value, json};
use std::time::Duration;

/// An emulator, and the service or the chat, and the session, that the next request is about.
pub(super) struct Stage {
    pub(super) emulator: Emulator,
    pub(super) now: Now,
    /// Of the service, or of the chat that has none.
    pub(super) service: String,
    /// What stands in the place of recorded ids and keys.
    pub(super) keys: Keys,
    /// What the record owes to the mock that answered, and not to the documents, put right.
    pub(super) amend: fn(&mut Value),
    /// Header lines of whoever asks, besides those of an entry.
    pub(super) lines: Vec<(String, String)>,
    /// Where CometD is found.
    pub(super) endpoint: &'static str,
    client: String,
}

impl Stage {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            emulator: Emulator::new(settings, 1),
            now: Now::from_millis(1_339_222_535_000),
            service: String::new(),
            keys: Keys::default(),
            amend: |_| {},
            lines: Vec::new(),
            endpoint: "/genesys/cometd",
            client: String::new(),
        }
    }

    pub(super) fn with_service(settings: Settings, name: &str) -> Self {
        let mut stage = Self::new(settings);
        stage.create(name);
        stage
    }

    pub(super) fn with_chat(settings: Settings, form: &str) -> Self {
        let mut stage = Self::with_service(settings, "request-chat");
        stage.post("", form);
        stage
    }

    pub(super) fn create(&mut self, service: &str) {
        let created = self.send(&by_buzz(Request::post(
            &format!("/genesys/1/service/{service}"),
            "",
        )));
        self.service = text(&body(&created)["_id"]).to_owned();
    }

    /// Sends a request; one that is held is waited for.
    pub(super) fn send(&mut self, request: &Request) -> Response {
        match self.emulator.ask(request, self.now) {
            Answer::Ready(response) => response,
            Answer::Held(held) => {
                let now = self.wait(60);
                self.emulator.advance(now);
                let (ticket, ending) = self.emulator.take_released().expect("a release");
                assert_eq!(ticket, held);
                ending.answered().expect("an answer")
            }
            Answer::Cut => panic!("nothing is cut"),
        }
    }

    pub(super) fn post(&mut self, operation: &str, form: &str) {
        let path = format!("/genesys/1/service/{}/ixn/chat{operation}", self.service);
        let response = self.send(&by_buzz(Request::post(&path, form)));
        assert_eq!(response.status, 200, "{operation}");
    }

    /// Requests a chat that has no service.
    pub(super) fn request_chat(&mut self, nickname: &str) {
        let body = json!({"operationName": "RequestChat", "nickname": nickname, "subject": "x"});
        let requested = self.send(&Request::post("/api/v2/chats", &body.to_string()));
        self.service = text(&self::body(&requested)["id"]).to_owned();
    }

    /// An operation of that chat.
    pub(super) fn operate(&mut self, operation: &Value) {
        let path = format!("/api/v2/chats/{}", self.service);
        let response = self.send(&Request::post(&path, &operation.to_string()));
        assert_eq!(response.status, 200, "{operation}");
    }

    /// Takes the news of that chat away.
    pub(super) fn read(&mut self) {
        let path = format!("/api/v2/chats/{}/messages", self.service);
        assert_eq!(self.send(&Request::get(&path)).status, 200);
    }

    /// One Bayeux message of the session; all that comes back.
    pub(super) fn tell(&mut self, mut message: Value) -> Value {
        message["clientId"] = self.client.as_str().into();
        let mut request = Request::post(self.endpoint, &message.to_string());
        request.headers.extend(self.lines.clone());
        let response = self.send(&by_buzz(request));
        assert_eq!(response.status, 200, "{message}");
        body(&response)
    }

    pub(super) fn shake_hands(&mut self) {
        let welcome = self.tell(json!({"channel": "/meta/handshake"}));
        self.client = text(&welcome[0]["clientId"]).to_owned();
    }

    pub(super) fn wait(&mut self, seconds: u64) -> Now {
        self.now = self.now.after(Duration::from_secs(seconds));
        self.now
    }

    /// The one chat.
    pub(super) fn chat(&self) -> ChatId {
        self.emulator.chats()[0].id().clone()
    }

    /// The entry's request, with this stage's service and session in it.
    pub(super) fn request(&self, entry: &Entry) -> Request {
        let recorded = entry.request();
        let path = self.translated(entry, text(&recorded["path"]));
        let mut request = Request::post(&path, &self.translated(entry, &entry.posted()));
        request.method = text(&recorded["method"]).to_owned();
        let headers = recorded["headers"].as_object().expect("headers");
        request.headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), text(value).to_owned()))
            .chain(self.lines.clone())
            .collect();
        request
    }

    fn translated(&self, entry: &Entry, recorded: &str) -> String {
        let service = entry.service().map(|id| (id, self.service.as_str()));
        let client = entry.client().map(|id| (id, self.client.as_str()));
        let known = [service, client].into_iter().flatten();
        // Where nothing was begun, the recorded id stays as unknown as it is.
        let recorded = self.keys.translated(recorded);
        known
            .filter(|(_, own)| !own.is_empty())
            .fold(recorded, |text, (old, own)| text.replace(old, own))
    }

    /// The body that is to be answered.
    pub(super) fn expected(&self, entry: &Entry) -> Value {
        let mut body = entry.response()["body"].clone();
        (self.amend)(&mut body);
        body
    }

    /// Recorded service ids with those that stand in their place in what was answered.
    pub(super) fn ids<'a>(&'a self, entry: &'a Entry, made: &'a Value) -> Vec<(&'a str, &'a str)> {
        let own = Some(self.service.as_str()).filter(|id| !id.is_empty());
        let answered = entry::service_of(&entry.response()["body"]).zip(entry::service_of(made));
        entry
            .service()
            .zip(own)
            .into_iter()
            .chain(answered)
            .collect()
    }
}

/// As the customer of the CometD chapter, who never forgets the header.
fn by_buzz(mut request: Request) -> Request {
    let user = ("gms_user".to_owned(), "BuzzBrain".to_owned());
    request.headers.push(user);
    request
}

pub(super) fn body(response: &Response) -> Value {
    serde_json::from_slice(&response.body).expect("JSON")
}
