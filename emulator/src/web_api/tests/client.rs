//! A customer's client of this API in front of one contact centre.

use crate::{AgentError, Chat, ChatId, Emulator, Now, Request, Response, Settings};
use serde_json::{Value, json};

pub(super) const CHATS: &str = "/eservices/api/v2/chats";

pub(super) struct Client {
    pub(super) center: Emulator,
    pub(super) now: Now,
    pub(super) chat: String,
    /// What every request about the chat shows.
    pub(super) shown: Value,
}

impl Client {
    /// No chat yet.
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            center: Emulator::new(settings, 7),
            now: Now::from_millis(1_406_239_877_250),
            chat: String::new(),
            shown: json!({}),
        }
    }

    /// A chat of "nickname"'s in the tenant "Environment", without the script.
    pub(super) fn chatting() -> Self {
        Self::chatting_with(Settings::unscripted())
    }

    pub(super) fn chatting_with(settings: Settings) -> Self {
        let mut client = Self::new(settings);
        let fields = json!({"nickname": "nickname", "tenantName": "Environment"});
        let reply = body(&client.post("", &fields));
        client.chat = reply["chatId"].as_str().unwrap().to_owned();
        client.shown = json!({"tenantName": "Environment"});
        client.adopt(&reply);
        client
    }

    /// Posts what is given, and nothing else.
    pub(super) fn post(&mut self, path: &str, fields: &Value) -> Response {
        let mut request = Request::post(&format!("{CHATS}{path}"), &fields.to_string());
        request.headers[0].1 = "application/json".to_owned();
        self.send(&request)
    }

    pub(super) fn send(&mut self, request: &Request) -> Response {
        let answer = self.center.ask(request, self.now);
        answer.ready().expect("nothing is held here")
    }

    /// An operation with the credentials.
    pub(super) fn operate(&mut self, name: &str, more: Value) -> Response {
        let fields = merged(&merged(&self.shown, &json!({"operationName": name})), &more);
        self.post(&format!("/{}", self.chat), &fields)
    }

    /// The same, for replies that must be good, whose credentials are adopted.
    pub(super) fn ask(&mut self, name: &str, more: Value) -> Value {
        let reply = body(&self.operate(name, more));
        assert_eq!(reply["statusCode"], 0, "{reply}");
        self.adopt(&reply);
        reply
    }

    /// GetMessages with the credentials.
    pub(super) fn messages(&mut self, more: Value) -> Value {
        let fields = merged(&self.shown, &more);
        body(&self.post(&format!("/{}/messages", self.chat), &fields))
    }

    pub(super) fn info(&mut self) -> Value {
        let request = Request::get(&format!("{CHATS}/{}", self.chat));
        body(&self.send(&request))
    }

    pub(super) fn adopt(&mut self, reply: &Value) {
        for name in ["alias", "secureKey", "userId"] {
            self.shown[name] = reply[name].clone();
        }
    }

    /// The chat as the contact centre has it.
    pub(super) fn seen(&self) -> &Chat {
        self.center.chats().pop().expect("a chat")
    }

    /// The contact centre's side does something.
    pub(super) fn agent<T>(
        &mut self,
        deed: impl FnOnce(&mut Emulator, &ChatId, Now) -> Result<T, AgentError>,
    ) -> T {
        let (chat, now) = (self.seen().id().clone(), self.now);
        deed(&mut self.center, &chat, now).expect("the deed is possible")
    }
}

pub(super) fn body(response: &Response) -> Value {
    assert_eq!(response.status, 200, "{:?}", response.body);
    serde_json::from_slice(&response.body).unwrap()
}

/// Index and type of the events in a reply.
pub(super) fn listed(reply: &Value) -> Vec<String> {
    let events = reply["messages"].as_array().unwrap().iter();
    events
        .map(|event| format!("{} {}", event["index"], event["type"].as_str().unwrap()))
        .collect()
}

fn merged(one: &Value, other: &Value) -> Value {
    let fields = [one, other].into_iter().flat_map(|part| part.as_object());
    let fields = fields.flatten();
    let fields = fields.map(|(name, value)| (name.clone(), value.clone()));
    Value::Object(fields.collect())
}
