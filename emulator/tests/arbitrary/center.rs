//! A contact centre in which there is one of everything.

use crate::request::Given;
use causerie_emulator::{AgentAccount, Emulator, Now, Request, Response, Settings};
use serde_json::{Value, json};
use std::time::Duration;

/// When everything begins: 2026-11-26T08:00:00Z.
const BEGINNING: u64 = 1_795_680_000_000;

/// The emulator, and what stands in the place of names in angle brackets.
pub(crate) struct Center {
    emulator: Emulator,
    now: Now,
    names: Vec<(&'static str, String)>,
}

impl Center {
    pub(crate) fn new(is_scripted: bool) -> Self {
        let mut settings = match is_scripted {
            true => Settings::default(),
            false => Settings::unscripted(),
        };
        let agents = &mut settings.staff.agents;
        agents.push(AgentAccount::new("mary", "mary", "Mary"));
        let mut center = Self {
            emulator: Emulator::new(settings, 7),
            now: Now::from_millis(BEGINNING),
            names: Vec::new(),
        };
        center.seat_agents();
        center.open_gws_chats();
        center.open_gms_chats();
        center
    }

    /// Asks; the request as it was, and what was answered, unless it is held.
    pub(crate) fn ask(&mut self, given: &Given) -> (Request, Option<Response>) {
        self.now = self.now.after(Duration::from_millis(given.wait));
        let mut request = given.request.clone();
        request.path = self.filled(&request.path);
        if let Ok(text) = std::str::from_utf8(&request.body) {
            request.body = self.filled(text).into_bytes();
        }
        let answer = self.emulator.ask(&request, self.now);
        (request, answer.ready())
    }

    fn filled(&self, text: &str) -> String {
        let names = self.names.iter();
        names.fold(text.to_owned(), |text, (name, own)| {
            text.replace(&format!("<{name}>"), own)
        })
    }

    fn learn(&mut self, name: &'static str, own: &Value) {
        let own = own.as_str().unwrap_or_else(|| panic!("{name}: {own}"));
        self.names.push((name, own.to_owned()));
    }

    /// Everybody has an id; Anna is ready and at her desk.
    fn seat_agents(&mut self) {
        let users = self.get("/api/v2/users", "anna");
        for (place, name) in ["anna", "paul", "mary"].into_iter().enumerate() {
            self.learn(name, &users["users"][place]["id"]);
        }
        let hands = json!({"channel": "/meta/handshake"});
        let welcome = self.post("/api/v2/notifications", "anna", &hands);
        self.learn("desk", &welcome[0]["clientId"]);
        let subscribe = json!({"channel": "/meta/subscribe", "clientId": "<desk>",
            "subscription": "/v2/me/chats"});
        self.post("/api/v2/notifications", "anna", &subscribe);
        self.post("/api/v2/me", "anna", &json!({"operationName": "Ready"}));
        let kept = self.post("/api/v2/me/documents?name=plan.pdf", "anna", &json!("plan"));
        self.learn("document", &kept["documentId"]);
    }

    /// One that has ended, one that Anna has, asking Paul for advice, and one that is offered to
    /// her.
    fn open_gws_chats(&mut self) {
        let request = json!({"operationName": "RequestChat", "nickname": "James", "subject": "?"});
        let accept = |name: &str| json!({"operationName": "Accept", "nickname": name});
        for name in ["ended", "gws", "offered"] {
            let chat = self.post("/api/v2/chats", "", &request);
            self.learn(name, &chat["id"]);
            if name != "offered" {
                let path = format!("/api/v2/me/chats/<{name}>");
                self.post(&path, "anna", &accept("Anna"));
            }
            if name == "ended" {
                let path = "/api/v2/me/chats/<ended>";
                self.post(path, "anna", &json!({"operationName": "Complete"}));
            }
        }
        let path = "/api/v2/me/chats/<gws>";
        let consult = json!({"operationName": "Consult", "agentId": "<paul>"});
        self.post(path, "anna", &consult);
        self.post(path, "paul", &accept("Paul"));
    }

    fn open_gms_chats(&mut self) {
        for (name, service) in [
            ("service", "request-chat"),
            ("advanced", "request-chat-poll"),
        ] {
            let path = format!("/genesys/1/service/{service}");
            let made = self.send(Request::post(&path, ""));
            self.learn(name, &made["_id"]);
        }
        self.send(Request::post("/genesys/1/service/<service>/ixn/chat", ""));
        let welcome = self.post(
            "/genesys/cometd",
            "",
            &json!({"channel": "/meta/handshake"}),
        );
        self.learn("client", &welcome[0]["clientId"]);
        let path = "/genesys/2/chat/customer-support";
        let chat = self.send(Request::post(path, "nickname=James"));
        self.learn("v2", &chat["chatId"]);
        self.learn("v2 key", &chat["secureKey"]);
        self.learn("v2 user", &chat["userId"]);
        self.upload();
        let chat = self.post("/eservices/api/v2/chats", "", &json!({"nickname": "James"}));
        self.learn("web", &chat["chatId"]);
        self.learn("web key", &chat["secureKey"]);
        self.learn("web user", &chat["userId"]);
    }

    fn upload(&mut self) {
        let fields = [
            ("alias", "117"),
            ("secureKey", "<v2 key>"),
            ("userId", "<v2 user>"),
        ];
        let fields = fields.map(|(name, value)| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        });
        let file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n\
                    a\r\n--b--\r\n";
        let path = "/genesys/2/chat/customer-support/<v2>/file";
        let mut request = Request::post(path, &(fields.concat() + file));
        request.headers[0].1 = "multipart/form-data; boundary=b".to_owned();
        let kept = self.send(request);
        self.learn("file", &kept["userData"]["file-id"]);
    }

    fn post(&mut self, target: &str, agent: &str, body: &Value) -> Value {
        let mut request = Request::post(target, &body.to_string());
        request.headers = lines(agent);
        self.send(request)
    }

    fn get(&mut self, target: &str, agent: &str) -> Value {
        let mut request = Request::get(target);
        request.headers = lines(agent);
        self.send(request)
    }

    /// A request that must succeed.
    fn send(&mut self, request: Request) -> Value {
        let (request, answer) = self.ask(&Given { wait: 0, request });
        let response = answer.expect("an answer at once");
        assert_eq!(response.status, 200, "{}", request.path);
        serde_json::from_slice(&response.body).expect("JSON")
    }
}

/// The header lines of an agent whose password is their name.
fn lines(agent: &str) -> Vec<(String, String)> {
    let shown = match agent {
        "anna" => "Basic YW5uYTphbm5h",
        "paul" => "Basic cGF1bDpwYXVs",
        "mary" => "Basic bWFyeTptYXJ5",
        _ => "",
    };
    vec![
        ("Authorization".to_owned(), shown.to_owned()),
        ("Content-Type".to_owned(), "application/json".to_owned()),
    ]
}
