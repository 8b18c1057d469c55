//! A customer's client over CometD in front of one contact centre, for the tests of this crate.

use crate::{Added, Fault, FaultKind, ListedFault};
use crate::{ChatId, CometdSettings, Emulator, Now, Request, Response, Settings, Ticket};
use serde_json::{Value, json};

const SATURDAY: Now = Now::from_millis(1_339_222_535_250);

pub(crate) struct Subscriber {
    pub(crate) center: Emulator,
    pub(crate) now: Now,
    /// The session that messages name.
    pub(crate) client: String,
    /// The `gms_user` that requests name, if any.
    pub(crate) user: Option<&'static str>,
    /// What the cookie jar holds.
    pub(crate) cookie: Option<String>,
    pub(crate) service: String,
    ids: u32,
}

impl Subscriber {
    /// No session yet.
    pub(crate) fn new(cometd: CometdSettings) -> Self {
        Self::with(Settings {
            cometd,
            ..Settings::unscripted()
        })
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self {
            center: Emulator::new(settings, 7),
            now: SATURDAY,
            client: String::new(),
            user: Some("BuzzBrain"),
            cookie: None,
            service: String::new(),
            ids: 0,
        }
    }

    /// A session that has connected once and listens.
    pub(crate) fn listening(cometd: CometdSettings) -> Self {
        let mut one = Self::new(cometd);
        one.listen();
        one
    }

    pub(crate) fn listen(&mut self) {
        self.shake_hands(json!({}));
        self.poll(json!({}));
        self.subscribe("/_genesys");
    }

    /// A handshake with more fields; its reply.
    pub(crate) fn shake_hands(&mut self, more: Value) -> Value {
        let reply = self.tell("/meta/handshake", json!({"version": "1.0"}), more);
        if let Some(client) = reply["clientId"].as_str() {
            self.client = client.to_owned();
        }
        reply
    }

    pub(crate) fn subscribe(&mut self, channel: &str) -> Value {
        let subscription = json!({"subscription": channel});
        self.tell("/meta/subscribe", self.me(), subscription)
    }

    pub(crate) fn disconnect(&mut self) -> Value {
        self.tell("/meta/disconnect", self.me(), json!({}))
    }

    /// A connect that is answered at once; everything that comes with it.
    pub(crate) fn poll(&mut self, more: Value) -> Vec<Value> {
        let message = self.connection(more);
        self.send(&message)
    }

    /// A connect that is held.
    pub(crate) fn hold(&mut self) -> Ticket {
        self.hold_with(json!({}))
    }

    pub(crate) fn hold_with(&mut self, more: Value) -> Ticket {
        let message = self.connection(more);
        match self.center.ask(&self.request(&message), self.now) {
            crate::Answer::Held(ticket) => ticket,
            crate::Answer::Ready(response) => panic!("not held: {:?}", messages(&response)),
            crate::Answer::Cut => panic!("cut"),
        }
    }

    pub(crate) fn connection(&mut self, more: Value) -> Value {
        let kind = json!({"connectionType": "long-polling"});
        merged([self.message("/meta/connect"), self.me(), kind, more])
    }

    /// One message on a channel; its one reply.
    pub(crate) fn tell(&mut self, channel: &str, fields: Value, more: Value) -> Value {
        let message = merged([self.message(channel), fields, more]);
        let mut replies = self.send(&message);
        assert_eq!(replies.len(), 1, "{replies:?}");
        replies.remove(0)
    }

    /// Messages as they are; the replies.
    pub(crate) fn send(&mut self, body: &Value) -> Vec<Value> {
        messages(&self.post(body))
    }

    /// The same, for what is about HTTP.
    pub(crate) fn post(&mut self, body: &Value) -> Response {
        let answer = self.center.ask(&self.request(body), self.now);
        let response = answer.ready().expect("an answer at once");
        if let Some(line) = response.header("set-cookie") {
            self.cookie = line.split(';').next().map(str::to_owned);
        }
        response
    }

    pub(crate) fn request(&self, body: &Value) -> Request {
        let mut request = Request::post("/genesys/cometd", &body.to_string());
        request.headers = vec![line("content-type", "application/json;charset=UTF-8")];
        let user = self.user.map(|user| line("gms_user", user));
        let cookie = self.cookie.as_ref().map(|cookie| line("cookie", cookie));
        request.headers.extend(user.into_iter().chain(cookie));
        request
    }

    /// The held requests that were answered meanwhile.
    pub(crate) fn released(&mut self) -> Vec<(Ticket, Vec<Value>)> {
        std::iter::from_fn(|| self.center.take_released())
            .map(|(ticket, ending)| (ticket, messages(&ending.answered().expect("an answer"))))
            .collect()
    }

    /// What the one held request was answered with.
    pub(crate) fn answered(&mut self, held: Ticket) -> Vec<Value> {
        let mut released = self.released();
        assert_eq!(released.len(), 1, "{released:?}");
        let (ticket, replies) = released.remove(0);
        assert_eq!(ticket, held);
        replies
    }

    pub(crate) fn wait(&mut self, millis: u64) {
        self.now.millis += millis;
        self.center.advance(self.now);
    }

    /// Creates a service and starts its chat over CometD.
    pub(crate) fn open(&mut self) {
        let created = self.form("/genesys/1/service/request-chat", "");
        let created: Value = serde_json::from_slice(&created.body).unwrap();
        self.service = created["_id"].as_str().unwrap().to_owned();
        let started = self.operate("", "notify_by=comet&firstName=Buzz&lastName=Brain");
        assert_eq!(started.status, 200);
    }

    /// Posts to `ixn/chat` of the service.
    pub(crate) fn operate(&mut self, operation: &str, form: &str) -> Response {
        let path = format!("/genesys/1/service/{}/ixn/chat{operation}", self.service);
        self.form(&path, form)
    }

    pub(crate) fn chat(&self) -> ChatId {
        self.center.chats().last().unwrap().id().clone()
    }

    pub(crate) fn join(&mut self, agent: &str) {
        let (chat, now) = (self.chat(), self.now);
        self.center.join(&chat, agent, now).unwrap();
    }

    pub(crate) fn say(&mut self, agent: &str, text: &str) {
        let (chat, now) = (self.chat(), self.now);
        self.center.say(&chat, agent, text, now).unwrap();
    }

    pub(crate) fn suffer(&mut self, fault: Fault) -> Added {
        self.center.add_fault(fault, self.now).unwrap()
    }

    /// Every session is forgotten.
    pub(crate) fn forget_sessions(&mut self) {
        self.suffer(Fault::new(FaultKind::ForgetSessions));
    }

    /// The next push is lost.
    pub(crate) fn lose_next_push(&mut self) {
        self.suffer(Fault::new(FaultKind::LosePush).times(1));
    }

    /// How often each fault was applied.
    pub(crate) fn applied(&self) -> Vec<u32> {
        self.center.faults().map(ListedFault::applied).collect()
    }

    pub(crate) fn quirks(&mut self) -> &mut crate::CometdQuirks {
        &mut self.center.settings_mut().cometd.quirks
    }

    fn form(&mut self, path: &str, form: &str) -> Response {
        let mut request = Request::post(path, form);
        let user = self.user.map(|user| line("gms_user", user));
        request.headers.extend(user);
        self.center.ask(&request, self.now).ready().unwrap()
    }

    fn message(&mut self, channel: &str) -> Value {
        self.ids += 1;
        json!({"channel": channel, "id": self.ids.to_string()})
    }

    fn me(&self) -> Value {
        json!({"clientId": self.client})
    }
}

/// The pushes among the messages of a reply.
pub(crate) fn pushes(replies: &[Value]) -> Vec<&Value> {
    let pushes = replies.iter().filter(|one| one["channel"] == "/_genesys");
    pushes.map(|push| &push["data"]).collect()
}

/// The texts of all events that the messages of a reply push.
pub(crate) fn texts(replies: &[Value]) -> Vec<String> {
    let events = pushes(replies)
        .into_iter()
        .flat_map(|data| data["message"]["transcriptToShow"].as_array().unwrap());
    events
        .map(|event| event[2].as_str().unwrap().to_owned())
        .collect()
}

fn messages(response: &Response) -> Vec<Value> {
    assert_eq!(response.status, 200);
    serde_json::from_slice(&response.body).unwrap()
}

fn merged<const N: usize>(parts: [Value; N]) -> Value {
    let fields = parts.into_iter().flat_map(|part| match part {
        Value::Object(fields) => fields,
        other => panic!("{other} is no object"),
    });
    Value::Object(fields.collect())
}

fn line(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
