//! Agents and a customer in front of one contact centre.

use crate::{AgentAccount, AgentId, Answer, ChatId, Emulator, Now, Request, Response, Settings};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// A contact centre whose agents are heard and seen over HTTP and CometD only.
pub(super) struct Floor {
    pub(super) center: Emulator,
    pub(super) now: Now,
    /// `Host` of every agent's requests.
    pub(super) host: Option<&'static str>,
    /// The session of each desk.
    desks: BTreeMap<&'static str, String>,
}

impl Floor {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            center: Emulator::new(settings, 7),
            now: Now::from_millis(1_389_261_480_000),
            host: None,
            desks: BTreeMap::new(),
        }
    }

    /// Without scripted agents.
    pub(super) fn quiet() -> Self {
        Self::new(Settings::unscripted())
    }

    /// Without scripted agents and with a third of flesh and blood; desks stay connected.
    pub(super) fn staffed() -> Self {
        let mut settings = Settings::unscripted();
        let agents = &mut settings.staff.agents;
        agents.push(AgentAccount::new("mary", "mary", "Mary"));
        settings.staff.cometd.max_interval = Duration::from_secs(3600);
        Self::new(settings)
    }

    /// The same; Anna has a chat, and the others hear what they are told.
    pub(super) fn attended() -> (Self, ChatId) {
        let mut floor = Self::staffed();
        floor.ready("anna");
        let chat = floor.chat();
        floor.accept("anna", &chat, "Anna");
        for agent in ["paul", "mary"] {
            floor.listen(agent);
        }
        floor.news("anna");
        (floor, chat)
    }

    /// The same; Anna asks Paul for advice, who has joined her unseen.
    pub(super) fn consulting() -> (Self, ChatId) {
        let (mut floor, chat) = Self::attended();
        floor.call("anna", &chat, "Consult", "paul");
        floor.accept("paul", &chat, "Paul");
        floor.news("anna");
        floor.news("paul");
        (floor, chat)
    }

    /// The agent signs in and is ready.
    pub(super) fn ready(&mut self, agent: &'static str) {
        self.listen(agent);
        self.work(agent, "Ready");
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
        floor.accept(agent, &chat, nickname);
        floor.news(agent);
        (floor, chat)
    }

    /// The customer says something.
    pub(super) fn hear(&mut self, chat: &ChatId, text: &str) {
        self.operate(chat, &json!({"operationName": "SendMessage", "text": text}));
    }

    /// The customer leaves.
    pub(super) fn leave(&mut self, chat: &ChatId) {
        self.operate(chat, &json!({"operationName": "Complete"}));
    }

    fn operate(&mut self, chat: &ChatId, body: &Value) {
        let request = posted(&format!("/api/v2/chats/{chat}"), body);
        let answer = self.center.ask(&request, self.now).ready().unwrap();
        assert_eq!(answer.status, 200, "{body}");
    }

    /// The agent takes an offer.
    pub(super) fn accept(&mut self, agent: &str, chat: &ChatId, nickname: &str) {
        let accept = json!({"operationName": "Accept", "nickname": nickname});
        self.done(agent, chat, &accept);
    }

    /// Something about a colleague.
    pub(super) fn call(&mut self, agent: &str, chat: &ChatId, operation: &str, colleague: &str) {
        let call = json!({"operationName": operation, "agentId": id_of(colleague)});
        self.done(agent, chat, &call);
    }

    /// An operation that needs no more than its name.
    pub(super) fn name(&mut self, agent: &str, chat: &ChatId, operation: &str) {
        self.done(agent, chat, &json!({"operationName": operation}));
    }

    /// The agent says something to all.
    pub(super) fn say(&mut self, agent: &str, chat: &ChatId, text: &str) {
        let say = json!({"operationName": "SendMessage", "text": text});
        self.done(agent, chat, &say);
    }

    /// An operation that must succeed.
    pub(super) fn done(&mut self, agent: &str, chat: &ChatId, body: &Value) {
        let done = self.act(agent, chat, body);
        assert_eq!(done, json!({"statusCode": 0}), "{agent}: {body}");
    }

    /// The code with which an operation is refused, which must say why and change nothing.
    pub(super) fn refused(&mut self, agent: &str, chat: &ChatId, body: &Value) -> u64 {
        let state = |floor: &Self| format!("{:?}", floor.center.chat(chat));
        let before = state(self);
        let refusal = self.act(agent, chat, body);
        assert_eq!(before, state(self), "{agent}: {body}");
        let told = refusal["statusMessage"].as_str().unwrap_or_default();
        assert!(told.len() > 10 && told.ends_with('.'), "{refusal}");
        refusal["statusCode"].as_u64().unwrap()
    }

    /// What the agent can do.
    pub(super) fn able(&mut self, agent: &str, chat: &ChatId) -> Vec<String> {
        let chat = self.get(agent, &format!("/api/v2/me/chats/{chat}"));
        let able = chat["chat"]["capabilities"].as_array().unwrap().iter();
        able.map(|one| one.as_str().unwrap().to_owned()).collect()
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
        let host = self.host.map(|host| ("host".to_owned(), host.to_owned()));
        request.headers.extend(host);
        let answer = self.center.ask(&request, self.now);
        answer.ready().expect("an answer at once")
    }

    /// Everything that the agent was told since the last call: channel, then data.
    pub(super) fn news(&mut self, agent: &'static str) -> Vec<Value> {
        let connect = json!({"channel": "/meta/connect", "clientId": self.desks[agent],
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

    /// What the customer has seen: name and text.
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

    /// The same behind the customer's own joining, as "Anna: has joined the session".
    pub(super) fn lines(&self, chat: &ChatId) -> Vec<String> {
        let seen = self.seen(chat).into_iter().skip(1);
        seen.map(|(name, text)| format!("{name}: {text}")).collect()
    }

    /// What the agent's desk says about work as such.
    pub(super) fn work(&mut self, agent: &str, operation: &str) {
        let done = self.post(agent, "/api/v2/me", &json!({"operationName": operation}));
        assert_eq!(done, json!({"statusCode": 0}), "{agent}: {operation}");
    }

    /// The agent's desk hears from now on what the agent is told.
    pub(super) fn listen(&mut self, agent: &'static str) {
        let path = "/api/v2/notifications";
        let hands = json!({"channel": "/meta/handshake", "version": "1.0"});
        let replies = self.post(agent, path, &hands);
        let client = replies[0]["clientId"].as_str().unwrap().to_owned();
        for channel in ["/v2/me/chats", "/v2/me/channels"] {
            let subscribe = json!({"channel": "/meta/subscribe", "clientId": client,
                "subscription": channel});
            assert_eq!(self.post(agent, path, &subscribe)[0]["successful"], true);
        }
        self.desks.insert(agent, client);
        self.news(agent);
    }

    /// Another session of the agent's; its `clientId`.
    pub(super) fn shake_hands(&mut self, agent: &str) -> String {
        let hands = json!({"channel": "/meta/handshake", "version": "1.0"});
        let replies = self.post(agent, "/api/v2/notifications", &hands);
        replies[0]["clientId"].as_str().unwrap().to_owned()
    }
}

/// `agentId` of whoever signs in under that name.
pub(super) fn id_of(agent: &str) -> String {
    AgentId::of(agent).as_str().to_owned()
}

pub(super) fn posted(path: &str, body: &Value) -> Request {
    let mut request = Request::post(path, &body.to_string());
    request.headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    request
}

pub(super) fn body_of(response: &Response) -> Value {
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
