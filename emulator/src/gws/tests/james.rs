//! One customer's client in front of one contact centre.

use crate::{Chat, ChatId, Emulator, GwsSettings, Now, Request, Response, Settings};
use serde_json::{Value, json};

pub(super) struct James {
    pub(super) center: Emulator,
    pub(super) now: Now,
    /// Of his chat, once it was requested.
    pub(super) id: String,
}

impl James {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            center: Emulator::new(settings, 7),
            now: Now::from_millis(1_339_222_535_250),
            id: String::new(),
        }
    }

    /// A chat without the script.
    pub(super) fn chatting() -> Self {
        Self::chatting_with(Settings::unscripted())
    }

    pub(super) fn chatting_with(settings: Settings) -> Self {
        let mut james = Self::new(settings);
        james.request_chat();
        james
    }

    /// A chat without the script, under these settings of the API.
    pub(super) fn under(gws: GwsSettings) -> Self {
        Self::chatting_with(Settings {
            gws,
            ..Settings::unscripted()
        })
    }

    pub(super) fn request_chat(&mut self) {
        let requested = self.post("", &request_chat());
        assert_eq!(requested.status, 200);
        self.id = read(&requested)["id"].as_str().unwrap().to_owned();
    }

    pub(super) fn send(&mut self, request: &Request) -> Response {
        let answer = self.center.ask(request, self.now);
        answer.ready().expect("nothing here is held")
    }

    /// Posts to `/api/v2/chats` and what is behind it.
    pub(super) fn post(&mut self, behind: &str, body: &Value) -> Response {
        self.send(&posting(behind, &body.to_string()))
    }

    pub(super) fn get(&mut self, behind: &str) -> Response {
        self.send(&getting(behind))
    }

    /// An operation of his chat with more fields; its status.
    pub(super) fn operate(&mut self, name: &str, mut more: Value) -> u16 {
        more["operationName"] = name.into();
        let behind = format!("/{}", self.id);
        self.post(&behind, &more).status
    }

    pub(super) fn say(&mut self, text: &str) {
        assert_eq!(self.operate("SendMessage", json!({"text": text})), 200);
    }

    /// `chat` of GetChat.
    pub(super) fn resource(&mut self) -> Value {
        let behind = format!("/{}", self.id);
        read(&self.get(&behind))["chat"].clone()
    }

    pub(super) fn state(&mut self) -> String {
        self.resource()["state"].as_str().unwrap().to_owned()
    }

    /// `messages` of GetTranscript with this query, which begins with a question mark if it is
    /// there at all.
    pub(super) fn messages(&mut self, query: &str) -> Vec<Value> {
        let behind = format!("/{}/messages{query}", self.id);
        let reply = read(&self.get(&behind));
        assert_eq!(reply["statusCode"], 0);
        reply["messages"].as_array().unwrap().clone()
    }

    /// Their indexes.
    pub(super) fn indexes(&mut self, query: &str) -> Vec<u64> {
        let messages = self.messages(query);
        let index = |message: &Value| message["index"].as_u64().unwrap();
        messages.iter().map(index).collect()
    }

    pub(super) fn wait(&mut self, millis: u64) {
        self.now.millis += millis;
        self.center.advance(self.now);
    }

    pub(super) fn chat_id(&self) -> ChatId {
        ChatId::new(self.id.as_str())
    }

    pub(super) fn chat(&self) -> &Chat {
        self.center.chat(&self.chat_id()).expect("a chat")
    }

    pub(super) fn joined_by(&mut self, agent: &str) {
        let (id, now) = (self.chat_id(), self.now);
        self.center.join(&id, agent, now).unwrap();
    }
}

pub(super) fn request_chat() -> Value {
    json!({"operationName": "RequestChat", "nickname": "James",
        "subject": "Question about relativity"})
}

pub(super) fn posting(behind: &str, body: &str) -> Request {
    let mut request = Request::post(&format!("/api/v2/chats{behind}"), body);
    request.headers[0].1 = "application/json".to_owned();
    request
}

pub(super) fn getting(behind: &str) -> Request {
    Request::get(&format!("/api/v2/chats{behind}"))
}

pub(super) fn read(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

pub(super) fn text(response: &Response) -> &str {
    std::str::from_utf8(&response.body).unwrap()
}
