//! Agents and a customer in front of one contact centre.

use crate::{Answer, ChatId, Emulator, Now, Request, Response, Settings};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A contact centre whose agents are heard and seen over HTTP and CometD only.
pub(super) struct Floor {
    pub(super) center: Emulator,
    pub(super) now: Now,
    lines: BTreeMap<&'static str, String>,
}

impl Floor {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            center: Emulator::new(settings, 7),
            now: Now::from_millis(1_389_261_480_000),
            lines: BTreeMap::new(),
        }
    }

    /// Without scripted agents.
    pub(super) fn quiet() -> Self {
        Self::new(Settings::unscripted())
    }

    /// The agent signs in and is ready.
    pub(super) fn ready(&mut self, agent: &'static str) {
        self.listen(agent);
        let done = self.post(agent, "/api/v2/me", &json!({"operationName": "Ready"}));
        assert_eq!(done, json!({"statusCode": 0}));
    }

    /// A customer's chat over GWS.
    pub(super) fn chat(&mut self) -> ChatId {
        let body = json!({"operationName": "RequestChat", "nickname": "PersonP", "subject": "?"});
        let request = posted("/api/v2/chats", &body);
        let Answer::Ready(response) = self.center.ask(&request, self.now) else {
            panic!("held");
        };
        ChatId::new(body_of(&response)["id"].as_str().unwrap())
    }

    /// A chat that the agent has accepted, told of everything.
    pub(super) fn chatting(agent: &'static str, nickname: &str) -> (Self, ChatId) {
        let mut floor = Self::quiet();
        floor.ready(agent);
        let chat = floor.chat();
        let done = floor.act(
            agent,
            &chat,
            &json!({"operationName": "Accept", "nickname": nickname}),
        );
        assert_eq!(done, json!({"statusCode": 0}));
        floor.news(agent);
        (floor, chat)
    }

    /// The customer says something.
    pub(super) fn hear(&mut self, chat: &ChatId, text: &str) {
        let body = json!({"operationName": "SendMessage", "text": text});
        let request = posted(&format!("/api/v2/chats/{chat}"), &body);
        self.center.ask(&request, self.now);
    }

    /// An operation in the newer form.
    pub(super) fn act(&mut self, agent: &str, chat: &ChatId, body: &Value) -> Value {
        self.post(agent, &format!("/api/v2/me/chats/{chat}"), body)
    }

    pub(super) fn post(&mut self, agent: &str, path: &str, body: &Value) -> Value {
        let response = self.send(agent, posted(path, body));
        body_of(&response)
    }

    pub(super) fn get(&mut self, agent: &str, path: &str) -> Value {
        let response = self.send(agent, Request::get(path));
        body_of(&response)
    }

    /// Sends a request as an agent whose password is their name.
    pub(super) fn send(&mut self, agent: &str, mut request: Request) -> Response {
        let shown = STANDARD.encode(format!("{agent}:{agent}"));
        let line = ("authorization".to_owned(), format!("Basic {shown}"));
        request.headers.push(line);
        let answer = self.center.ask(&request, self.now);
        answer.ready().expect("an answer at once")
    }

    /// Everything that the agent was told since the last call: channel, then data.
    pub(super) fn news(&mut self, agent: &'static str) -> Vec<Value> {
        let connect = json!({"channel": "/meta/connect", "clientId": self.lines[agent],
            "connectionType": "long-polling", "advice": {"timeout": 0}});
        let replies = self.post(agent, "/api/v2/notifications", &connect);
        let replies = replies.as_array().unwrap().iter();
        let told = replies.filter(|reply| reply["channel"] != "/meta/connect");
        told.map(|reply| reply["data"].clone()).collect()
    }

    pub(super) fn wait(&mut self, millis: u64) {
        self.now.millis += millis;
        self.center.advance(self.now);
    }

    /// What the customer has seen: kind, name, text.
    pub(super) fn seen(&self, chat: &ChatId) -> Vec<(String, String)> {
        let events = self.center.chat(chat).unwrap().transcript().iter();
        let told = events.map(|event| (event.nickname.clone(), event.text.clone()));
        told.collect()
    }

    /// Who is in, as the customer sees it.
    pub(super) fn names(&self, chat: &ChatId) -> Vec<String> {
        let parties = self.center.chat(chat).unwrap().parties().iter();
        parties.map(|party| party.nickname.clone()).collect()
    }

    fn listen(&mut self, agent: &'static str) {
        let path = "/api/v2/notifications";
        let hands = json!({"channel": "/meta/handshake", "version": "1.0"});
        let replies = self.post(agent, path, &hands);
        let client = replies[0]["clientId"].as_str().unwrap().to_owned();
        for channel in ["/v2/me/chats", "/v2/me/channels"] {
            let subscribe = json!({"channel": "/meta/subscribe", "clientId": client,
                "subscription": channel});
            assert_eq!(self.post(agent, path, &subscribe)[0]["successful"], true);
        }
        self.lines.insert(agent, client);
        self.news(agent);
    }
}

pub(super) fn posted(path: &str, body: &Value) -> Request {
    let mut request = Request::post(path, &body.to_string());
    request.headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    request
}

fn body_of(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

/// Kind and state, or what the messages say, of notifications.
pub(super) fn gist(news: &[Value]) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let gist = news
        .iter()
        .map(|data| match text(&data["notificationType"]).as_str() {
            "NewMessages" => {
                let messages = data["messages"].as_array().unwrap().iter();
                let said = messages.map(|one| {
                    let words = one.get("text").or(one.get("noticeText"));
                    let words = words.map(|words| format!(" {words}")).unwrap_or_default();
                    let (kind, from) = (text(&one["type"]), text(&one["from"]["nickname"]));
                    let hidden = if one["visibility"] == "Agents" {
                        " (agents)"
                    } else {
                        ""
                    };
                    format!("{} {from} {kind}{words}{hidden}", one["index"])
                });
                said.collect::<Vec<_>>().join(", ")
            }
            "ParticipantsUpdated" => {
                let parties = data["chat"]["participants"].as_array().unwrap().iter();
                let names = parties.map(|one| text(&one["nickname"]));
                format!("participants {}", names.collect::<Vec<_>>().join(" "))
            }
            "StatusChange" => text(&data["chat"]["state"]),
            "StateChange" => text(&data["channels"][0]["userState"]["state"]),
            other => other.to_owned(),
        });
    gist.collect()
}
