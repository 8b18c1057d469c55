//! An agent's desk, which does what anybody's would: it hears over CometD and acts over HTTP.

use causerie_emulator::{Answer, Request};
use causerie_tests::World;
use serde_json::{Value, json};

const NOTIFICATIONS: &str = "/api/v2/notifications";

/// One agent of those that are there by default, whose passwords are their names.
pub(crate) struct Desk {
    agent: &'static str,
    client: String,
    /// States of the chat, in the order in which they were told.
    states: Vec<String>,
    /// The log as far as it was told: line, and whether it is for agents only.
    log: Vec<(String, bool)>,
    /// Who takes part.
    participants: Vec<String>,
}

impl Desk {
    /// The agent signs in and listens.
    pub(crate) fn open(world: &mut World, agent: &'static str) -> Self {
        let mut desk = Self {
            agent,
            client: String::new(),
            states: Vec::new(),
            log: Vec::new(),
            participants: Vec::new(),
        };
        let hands = json!({"channel": "/meta/handshake"});
        let welcome = desk.post(world, NOTIFICATIONS, &hands);
        desk.client = text(&welcome[0]["clientId"]);
        let subscribe = json!({"channel": "/meta/subscribe", "clientId": desk.client,
            "subscription": "/v2/me/chats"});
        desk.post(world, NOTIFICATIONS, &subscribe);
        desk
    }

    /// The agent wants chats.
    pub(crate) fn get_ready(&self, world: &mut World) {
        let ready = json!({"operationName": "Ready"});
        assert_eq!(self.post(world, "/api/v2/me", &ready)["statusCode"], 0);
    }

    /// The agent takes the chat that is offered.
    pub(crate) fn accept(&mut self, world: &mut World, nickname: &str) {
        self.hear(world);
        assert_eq!(self.states.last().map(String::as_str), Some("Invited"));
        let accept = json!({"operationName": "Accept", "nickname": nickname});
        self.act(world, &accept);
    }

    /// The agent says something to all.
    pub(crate) fn say(&mut self, world: &mut World, text: &str) {
        self.act(
            world,
            &json!({"operationName": "SendMessage", "text": text}),
        );
    }

    /// The agent says something to agents.
    pub(crate) fn whisper(&mut self, world: &mut World, text: &str) {
        let whisper = json!({"operationName": "SendMessage", "text": text,
            "visibility": "Agents"});
        self.act(world, &whisper);
    }

    /// The agent asks a colleague to do something about the chat.
    pub(crate) fn call(&mut self, world: &mut World, operation: &str, colleague: &Self) {
        let users = self.ask(world, Request::get("/api/v2/users"));
        let mut users = users["users"].as_array().unwrap().iter();
        let user = users.find(|user| user["userName"] == colleague.agent);
        let call = json!({"operationName": operation, "agentId": user.unwrap()["id"]});
        self.act(world, &call);
    }

    /// An operation that needs no more than its name.
    pub(crate) fn name(&mut self, world: &mut World, operation: &str) {
        self.act(world, &json!({"operationName": operation}));
    }

    /// States of the chat, as they were told.
    pub(crate) fn states(&mut self, world: &mut World) -> Vec<String> {
        self.hear(world);
        self.states.clone()
    }

    /// Everything that was told of the chat, a line an event, in the words of the visitor's rows.
    pub(crate) fn log(&mut self, world: &mut World) -> Vec<String> {
        self.hear(world);
        self.log.iter().map(|(line, _)| line.clone()).collect()
    }

    /// The same without what is for agents only.
    pub(crate) fn open_log(&mut self, world: &mut World) -> Vec<String> {
        self.hear(world);
        let open = self.log.iter().filter(|(_, is_hidden)| !is_hidden);
        open.map(|(line, _)| line.clone()).collect()
    }

    /// Who takes part, the customer as "me".
    pub(crate) fn participants(&mut self, world: &mut World) -> Vec<String> {
        self.hear(world);
        self.participants.clone()
    }

    fn act(&mut self, world: &mut World, operation: &Value) {
        let chat = world.centre.chats().last().expect("a chat").id().clone();
        let done = self.post(world, &format!("/api/v2/me/chats/{chat}"), operation);
        assert_eq!(
            done,
            json!({"statusCode": 0}),
            "{}: {operation}",
            self.agent
        );
    }

    /// Takes in what was told since.
    fn hear(&mut self, world: &mut World) {
        let connect = json!({"channel": "/meta/connect", "clientId": self.client,
            "connectionType": "long-polling", "advice": {"timeout": 0}});
        let replies = self.post(world, NOTIFICATIONS, &connect);
        for reply in replies.as_array().unwrap() {
            assert_ne!(reply["successful"], false, "{reply}");
            self.take_in(&reply["data"]);
        }
    }

    fn take_in(&mut self, data: &Value) {
        match data["notificationType"].as_str() {
            Some("StatusChange") => self.states.push(text(&data["chat"]["state"])),
            Some("ParticipantsUpdated") => {
                let parties = data["chat"]["participants"].as_array().unwrap();
                self.participants = parties.iter().map(name).collect();
            }
            Some("NewMessages") => {
                for message in data["messages"].as_array().unwrap() {
                    let is_hidden = message["visibility"] == "Agents";
                    self.log.extend(line(message).map(|line| (line, is_hidden)));
                }
            }
            _ => {}
        }
    }

    fn post(&self, world: &mut World, path: &str, body: &Value) -> Value {
        self.ask(world, Request::post(path, &body.to_string()))
    }

    fn ask(&self, world: &mut World, mut request: Request) -> Value {
        let shown = match self.agent {
            "anna" => "Basic YW5uYTphbm5h",
            _ => "Basic cGF1bDpwYXVs",
        };
        let line = ("Authorization".to_owned(), shown.to_owned());
        request.headers.push(line);
        let mut answer = None;
        world.as_another_client(|centre, now| answer = Some(centre.ask(&request, now)));
        let Some(Answer::Ready(response)) = answer else {
            panic!("{} is not answered at once", request.path);
        };
        serde_json::from_slice(&response.body).unwrap()
    }
}

/// What a visitor would see of it, if it were for visitors; none for what nobody sees in a row.
fn line(message: &Value) -> Option<String> {
    let who = name(&message["from"]);
    let is_customer = message["from"]["type"] == "Customer";
    match message["type"].as_str().unwrap() {
        "Text" => Some(format!("{who}: {}", text(&message["text"]))),
        "CustomNotice" => Some(format!("{who} ({})", text(&message["noticeText"]))),
        "ParticipantJoined" if !is_customer => Some(format!("+ {who}")),
        "ParticipantLeft" if !is_customer => Some(format!("- {who}")),
        _ => None,
    }
}

/// How customers are called depends on the dialect.
fn name(party: &Value) -> String {
    match party["type"].as_str().unwrap() {
        "Customer" => "me".to_owned(),
        _ => text(&party["nickname"]),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
