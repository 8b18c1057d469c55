//! Agents who do anything in one chat, and a customer who must not notice some of it.

use causerie_emulator::{AgentAccount, Emulator, Now, Request, Settings};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::time::Duration;

const AGENTS: [&str; 3] = ["anna", "paul", "mary"];
const SHOWN: [&str; 3] = [
    "Basic YW5uYTphbm5h",
    "Basic cGF1bDpwYXVs",
    "Basic bWFyeTptYXJ5",
];

/// From this number on it is anybody.
const ANYBODY: usize = 24;

/// What somebody does. Who it is, of those who can, is a number; the last ones mean anybody.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    /// Takes an offer.
    Accept(usize),
    /// Says something, to all as far as that is possible, or to agents.
    Say(usize, Way),
    /// An operation that needs no more than its name.
    Name(usize, &'static str),
    /// Something about a colleague.
    Call(usize, &'static str, usize),
    /// Becomes ready, or not, or goes home.
    Work(usize, &'static str),
    /// The customer says something.
    Hear,
    /// Time passes.
    Wait(u64),
}

/// A way of saying something.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    Message,
    MessageToAgents,
    Notice,
    NoticeToAgents,
    Url,
    File,
}

impl Way {
    fn is_for_agents(self) -> bool {
        matches!(self, Self::MessageToAgents | Self::NoticeToAgents)
    }
}

/// Most deeds fit some state of the chat.
pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    let ways = [
        Way::Message,
        Way::MessageToAgents,
        Way::Notice,
        Way::NoticeToAgents,
        Way::Url,
        Way::File,
    ];
    let bare = [
        "Reject",
        "SendStartTypingNotification",
        "SendStopTypingToAgentsNotification",
        "CompleteTransfer",
        "CompleteConference",
        "Leave",
        "StopProcessing",
    ];
    let calls = ["Consult", "Consult", "Invite", "Transfer"];
    let work = ["Ready", "Ready", "NotReady", "EndContactCenterSession"];
    let who = || 0..ANYBODY.saturating_add(3);
    prop_oneof![
        8 => who().prop_map(Deed::Accept),
        8 => (who(), select(ways.to_vec())).prop_map(|(who, way)| Deed::Say(who, way)),
        4 => (who(), select(bare.to_vec())).prop_map(|(who, name)| Deed::Name(who, name)),
        6 => (who(), select(calls.to_vec()), 0..3_usize)
            .prop_map(|(who, name, whom)| Deed::Call(who, name, whom)),
        2 => (0..3_usize, select(work.to_vec())).prop_map(|(who, name)| Deed::Work(who, name)),
        2 => Just(Deed::Hear),
        1 => (0..70_000_u64).prop_map(Deed::Wait),
    ]
}

/// An agent's desk.
struct Desk {
    client: String,
    /// The name under which the agent has come last.
    nickname: String,
    /// The index of the log that comes next.
    next: u64,
}

/// Three agents and a customer.
pub(crate) struct Floor {
    emulator: Emulator,
    now: Now,
    chat: String,
    desks: Vec<Desk>,
    deeds: Vec<Deed>,
    fault: Option<String>,
}

impl Floor {
    /// All are ready; the chat is offered to one of them.
    pub(crate) fn new() -> Self {
        let mut settings = Settings::unscripted();
        settings.disconnect_timeout = Duration::from_secs(3600);
        settings.staff.cometd.max_interval = Duration::from_secs(3600);
        let agents = &mut settings.staff.agents;
        agents.push(AgentAccount::new("mary", "mary", "Mary"));
        let mut floor = Self {
            emulator: Emulator::new(settings, 7),
            now: Now::from_millis(1_795_680_000_000),
            chat: String::new(),
            desks: Vec::new(),
            deeds: Vec::new(),
            fault: None,
        };
        for who in 0..AGENTS.len() {
            floor.listen(who);
            floor.work(who, "Ready");
        }
        let body = json!({"operationName": "RequestChat", "nickname": "James", "subject": "?"});
        let chat = floor.ask(None, Request::post("/api/v2/chats", &body.to_string()));
        floor.chat = chat["id"].as_str().unwrap().to_owned();
        floor
    }

    /// Does it, if it can be done, and looks what has become of everybody.
    pub(crate) fn perform(&mut self, deed: &Deed) {
        self.deeds.push(deed.clone());
        match *deed {
            Deed::Accept(number) => {
                let who = self.one_who_is("Invited", number);
                self.accept(who);
            }
            Deed::Say(number, way) => {
                let who = self.one_who_is("Chatting", number);
                self.say(who, way);
            }
            Deed::Name(number, name) => {
                let state = if name == "Reject" {
                    "Invited"
                } else {
                    "Chatting"
                };
                let who = self.one_who_is(state, number);
                self.act(who, json!({"operationName": name}));
            }
            Deed::Call(number, name, whom) => {
                let who = self.one_who_is("Chatting", number);
                let id = self.id_of(whom);
                self.act(who, json!({"operationName": name, "agentId": id}));
            }
            Deed::Work(who, name) => self.work(who, name),
            Deed::Hear => self.hear(),
            Deed::Wait(millis) => {
                self.now = self.now.after(Duration::from_millis(millis));
                self.emulator.advance(self.now);
            }
        }
        for who in 0..AGENTS.len() {
            self.read(who);
        }
        self.look();
    }

    /// What has gone wrong.
    pub(crate) fn fault(&self) -> Option<String> {
        self.fault.clone()
    }

    /// Everything that was done.
    pub(crate) fn deeds(&self) -> &[Deed] {
        &self.deeds
    }

    fn accept(&mut self, who: usize) {
        let nickname = format!("{} {}", AGENTS[who], self.deeds.len());
        let accept = json!({"operationName": "Accept", "nickname": nickname});
        if self.act(who, accept) {
            self.desks[who].nickname = nickname;
            self.desks[who].next = 1;
        }
    }

    fn say(&mut self, who: usize, way: Way) {
        let is_secret = way.is_for_agents() || self.is_unseen(who);
        let word = if is_secret { "secret" } else { "open" };
        let body = match way {
            Way::Message => json!({"operationName": "SendMessage", "text": word}),
            Way::MessageToAgents => {
                json!({"operationName": "SendMessage", "text": word, "visibility": "Agents"})
            }
            Way::Notice => json!({"operationName": "SendCustomNotice", "noticeText": word}),
            Way::NoticeToAgents => {
                json!({"operationName": "SendCustomNoticeToAgents", "noticeText": word})
            }
            Way::Url => json!({"operationName": "SendUrl", "url": word}),
            Way::File => {
                let path = format!("/api/v2/me/documents?name={word}");
                let kept = self.ask(Some(who), Request::post(&path, "x"));
                json!({"operationName": "AddAttachment", "documentId": kept["documentId"]})
            }
        };
        self.act(who, body);
    }

    fn hear(&mut self) {
        let path = format!("/api/v2/chats/{}", self.chat);
        let body = json!({"operationName": "SendMessage", "text": "hello"});
        let request = Request::post(&path, &body.to_string());
        let _ = self.emulator.ask(&request, self.now);
    }

    fn work(&mut self, who: usize, name: &str) {
        let body = json!({"operationName": name});
        self.ask(Some(who), Request::post("/api/v2/me", &body.to_string()));
    }

    /// One of those for whom the chat is in that state.
    fn one_who_is(&mut self, state: &str, number: usize) -> usize {
        let mut able: Vec<_> = (0..AGENTS.len()).collect();
        able.retain(|who| self.resource(*who)["state"] == state);
        match number.checked_sub(ANYBODY) {
            None if !able.is_empty() => able[number % able.len()],
            None => number % AGENTS.len(),
            Some(who) => who,
        }
    }

    /// Whether the chat is a consultation for this agent.
    fn is_unseen(&mut self, who: usize) -> bool {
        let resource = self.resource(who);
        resource["chatType"] == "Consult" && resource["state"] != "Invited"
    }

    /// The chat as an agent reads it, nothing for one who has nothing to do with it.
    fn resource(&mut self, who: usize) -> Value {
        let path = format!("/api/v2/me/chats/{}", self.chat);
        self.ask(Some(who), Request::get(&path))["chat"].clone()
    }

    /// What is told to an agent continues what was told before.
    fn read(&mut self, who: usize) {
        let connect = json!({"channel": "/meta/connect", "clientId": self.desks[who].client,
            "connectionType": "long-polling", "advice": {"timeout": 0}});
        let path = "/api/v2/notifications";
        let replies = self.ask(Some(who), Request::post(path, &connect.to_string()));
        for told in replies.as_array().unwrap() {
            let messages = told["data"]["messages"].as_array();
            for message in messages.into_iter().flatten() {
                let next = &mut self.desks[who].next;
                if message["index"] != *next {
                    let agent = AGENTS[who];
                    self.fault = Some(format!("{agent} waits for {next} and gets {message}"));
                }
                *next += 1;
            }
        }
    }

    /// The customer sees neither secrets nor whoever is there unseen.
    fn look(&mut self) {
        let path = format!("/api/v2/chats/{}/messages?index=1", self.chat);
        let messages = self.ask(None, Request::get(&path))["messages"].to_string();
        let resource = self.ask(None, Request::get(&format!("/api/v2/chats/{}", self.chat)));
        let seen = messages + &resource.to_string();
        if seen.contains("secret") {
            self.fault = Some(format!("a secret is told: {seen}"));
        }
        for who in 0..AGENTS.len() {
            let name = self.desks[who].nickname.clone();
            if self.is_unseen(who) && seen.contains(&format!("\"{name}\"")) {
                self.fault = Some(format!("{name} is seen: {seen}"));
            }
        }
    }

    fn listen(&mut self, who: usize) {
        let path = "/api/v2/notifications";
        let hands = json!({"channel": "/meta/handshake"});
        let welcome = self.ask(Some(who), Request::post(path, &hands.to_string()));
        let client = welcome[0]["clientId"].as_str().unwrap().to_owned();
        let subscribe = json!({"channel": "/meta/subscribe", "clientId": client,
            "subscription": "/v2/me/chats"});
        self.ask(Some(who), Request::post(path, &subscribe.to_string()));
        self.desks.push(Desk {
            client,
            nickname: String::new(),
            next: 1,
        });
    }

    fn id_of(&mut self, who: usize) -> Value {
        let users = self.ask(Some(who), Request::get("/api/v2/users"));
        users["users"][who]["id"].clone()
    }

    /// An operation; whether it was done.
    fn act(&mut self, who: usize, body: Value) -> bool {
        let path = format!("/api/v2/me/chats/{}", self.chat);
        let done = self.ask(Some(who), Request::post(&path, &body.to_string()));
        done["statusCode"] == 0
    }

    fn ask(&mut self, who: Option<usize>, mut request: Request) -> Value {
        let shown = who.map_or("", |who| SHOWN[who]);
        let line = ("Authorization".to_owned(), shown.to_owned());
        request.headers.push(line);
        let response = self.emulator.ask(&request, self.now).ready().unwrap();
        serde_json::from_slice(&response.body).unwrap()
    }
}
