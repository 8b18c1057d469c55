//! One customer's client in front of one contact centre, for the tests of this crate.

use crate::{ChatId, Emulator, Event, Now, Request, Response, Settings};
use serde_json::Value;

/// Some Saturday in 2012, on which the document's samples were taken; not a whole second.
const SATURDAY: Now = Now::from_millis(1_339_222_535_250);

pub(crate) struct Rig {
    pub(crate) center: Emulator,
    pub(crate) now: Now,
    pub(crate) service: String,
}

impl Rig {
    /// A basic service, no chat yet.
    pub(crate) fn new(settings: Settings) -> Self {
        Self::with_service(settings, "request-chat")
    }

    pub(crate) fn with_service(settings: Settings, name: &str) -> Self {
        let center = Emulator::new(settings, 7);
        let mut rig = Self {
            center,
            now: SATURDAY,
            service: String::new(),
        };
        let created = rig.send(&Request::post(&format!("/genesys/1/service/{name}"), ""));
        rig.service = json(&created)["_id"].as_str().unwrap().to_owned();
        rig
    }

    /// A chat of Vasya's without the script.
    pub(crate) fn chatting() -> Self {
        Self::chatting_with(Settings::unscripted())
    }

    pub(crate) fn chatting_with(settings: Settings) -> Self {
        let mut rig = Self::new(settings);
        let started = rig.post("", "firstName=Vasya&lastName=Pupkin&subject=test");
        assert_eq!(started.status, 200);
        rig
    }

    pub(crate) fn send(&mut self, request: &Request) -> Response {
        let answer = self.center.ask(request, self.now);
        answer.ready().expect("nothing that is sent so is held")
    }

    /// Posts to `ixn/chat` of the service; `operation` may begin with a slash or a question mark.
    pub(crate) fn post(&mut self, operation: &str, form: &str) -> Response {
        let path = format!("/genesys/1/service/{}/ixn/chat{operation}", self.service);
        self.send(&Request::post(&path, form))
    }

    /// The same, for replies that must be good.
    pub(crate) fn ask(&mut self, operation: &str, form: &str) -> Value {
        let response = self.post(operation, form);
        assert_eq!(response.status, 200, "{operation} {form}");
        json(&response)
    }

    pub(crate) fn refresh(&mut self) -> Value {
        self.ask("/refresh", "")
    }

    pub(crate) fn wait(&mut self, millis: u64) {
        self.now.millis += millis;
        self.center.advance(self.now);
    }

    /// Waits in steps of half a second and refreshes, as a live client does.
    pub(crate) fn live_through(&mut self, seconds: u64) {
        for _ in 0..seconds * 2 {
            self.wait(500);
            self.refresh();
        }
    }

    pub(crate) fn chat(&self) -> ChatId {
        self.center.chats().last().unwrap().id().clone()
    }

    pub(crate) fn transcript(&self) -> Vec<Event> {
        self.center.chats().last().unwrap().transcript().to_vec()
    }
}

pub(crate) fn json(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

/// Type and text of the events in a reply.
pub(crate) fn listed(reply: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let events = reply["transcriptToShow"].as_array().unwrap();
    events
        .iter()
        .map(|event| (text(&event[0]), text(&event[2])))
        .collect()
}
