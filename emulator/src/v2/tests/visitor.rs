//! A customer's client of this API in front of one contact centre.

use crate::{AgentError, Chat, ChatId, DigitalQuirks, Emulator, Event, Now, Request, Response};
use crate::{DigitalSettings, Settings};
use serde_json::Value;

/// The moment of the documented sample, a quarter of a second later.
const BEGINNING: Now = Now::from_millis(1_432_845_088_250);

pub(super) const SERVICE: &str = "/genesys/2/chat/customer-support";

pub(super) struct Visitor {
    pub(super) center: Emulator,
    pub(super) now: Now,
    pub(super) chat: String,
    pub(super) alias: String,
    pub(super) user_id: String,
    pub(super) secure_key: String,
}

impl Visitor {
    /// No chat yet.
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            center: Emulator::new(settings, 7),
            now: BEGINNING,
            chat: String::new(),
            alias: String::new(),
            user_id: String::new(),
            secure_key: String::new(),
        }
    }

    /// A chat of First Last's without the script.
    pub(super) fn chatting() -> Self {
        Self::chatting_with(Settings::unscripted())
    }

    pub(super) fn chatting_with(settings: Settings) -> Self {
        let mut visitor = Self::new(settings);
        let request = Request::post(SERVICE, "firstName=First&lastName=Last&subject=x");
        let reply = json(&visitor.send(&request));
        assert_eq!(reply["statusCode"], 0, "{reply}");
        visitor.adopt(&reply);
        visitor
    }

    pub(super) fn quirky(quirks: DigitalQuirks) -> Self {
        Self::chatting_with(with(DigitalSettings {
            quirks,
            ..DigitalSettings::default()
        }))
    }

    pub(super) fn send(&mut self, request: &Request) -> Response {
        let answer = self.center.ask(request, self.now);
        answer.ready().expect("nothing is held here")
    }

    /// Posts an operation with the credentials.
    pub(super) fn post(&mut self, operation: &str, form: &str) -> Response {
        let request = Request::post(&self.path(operation), &format!("{}&{form}", self.shown()));
        self.send(&request)
    }

    /// The same, for replies that must be good, whose credentials are adopted.
    pub(super) fn ask(&mut self, operation: &str, form: &str) -> Value {
        let response = self.post(operation, form);
        let reply = json(&response);
        assert_eq!((response.status, &reply["statusCode"]), (200, &0.into()));
        self.adopt(&reply);
        reply
    }

    pub(super) fn refresh(&mut self) -> Value {
        self.ask("refresh", "transcriptPosition=1")
    }

    pub(super) fn path(&self, operation: &str) -> String {
        format!("{SERVICE}/{}/{operation}", self.chat)
    }

    /// The credentials as a form.
    pub(super) fn shown(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .append_pair("alias", &self.alias)
            .append_pair("userId", &self.user_id)
            .append_pair("secureKey", &self.secure_key)
            .finish()
    }

    pub(super) fn adopt(&mut self, reply: &Value) {
        let fields = [
            ("alias", &mut self.alias),
            ("chatId", &mut self.chat),
            ("secureKey", &mut self.secure_key),
            ("userId", &mut self.user_id),
        ];
        for (name, kept) in fields {
            if let Some(value) = reply[name].as_str() {
                value.clone_into(kept);
            }
        }
    }

    pub(super) fn wait(&mut self, millis: u64) {
        self.now.millis += millis;
        self.center.advance(self.now);
    }

    pub(super) fn id(&self) -> ChatId {
        self.seen().id().clone()
    }

    /// The chat as the contact centre has it.
    pub(super) fn seen(&self) -> &Chat {
        self.center.chats().pop().expect("a chat")
    }

    pub(super) fn transcript(&self) -> Vec<Event> {
        self.seen().transcript().to_vec()
    }

    /// The contact centre's side does something.
    pub(super) fn agent<T>(
        &mut self,
        deed: impl FnOnce(&mut Emulator, &ChatId, Now) -> Result<T, AgentError>,
    ) -> T {
        let (chat, now) = (self.id(), self.now);
        deed(&mut self.center, &chat, now).expect("the deed is possible")
    }

    pub(super) fn join(&mut self, agent: &str) {
        self.agent(|center, chat, now| center.join(chat, agent, now));
    }

    pub(super) fn say(&mut self, agent: &str, text: &str) {
        self.agent(|center, chat, now| center.say(chat, agent, text, now));
    }
}

/// Unscripted, with these settings of the API.
pub(super) fn with(digital: DigitalSettings) -> Settings {
    Settings {
        digital,
        ..Settings::unscripted()
    }
}

pub(super) fn json(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

/// Index and type of the events in a reply.
pub(super) fn listed(reply: &Value) -> Vec<(u64, String)> {
    let events = reply["messages"].as_array().unwrap().iter();
    events
        .map(|event| {
            let kind = event["type"].as_str().unwrap().to_owned();
            (event["index"].as_u64().unwrap(), kind)
        })
        .collect()
}

/// Whether it is what a client is told whose chat is not there.
pub(super) fn is_no_chat(response: &Response) -> bool {
    let body = serde_json::json!({"statusCode": 2, "chatEnded": true, "messages": []});
    response.status == 200 && json(response) == body
}
