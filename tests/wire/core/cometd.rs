//! A chat over CometD in the middle of an exchange, whichever its dialect.

use super::{describe, response, text};
use causerie_core::http::Request;
use causerie_core::protocol::{Backend, Errand, ErrandId, Extent, Outcome, Report};
use causerie_core::time::Monotonic;
use serde_json::{Value, json};

/// A chat and the requests of its feed that are not answered yet.
pub(super) struct Stage {
    pub(super) backend: Backend,
    /// When the chat began, from which the times of events are to be told.
    pub(super) start: Option<String>,
    open: Vec<(ErrandId, Request)>,
    told: Vec<String>,
}

impl Stage {
    /// The feed has just begun.
    pub(super) fn new(backend: Backend) -> Self {
        let mut stage = Self {
            backend,
            start: None,
            open: Vec::new(),
            told: Vec::new(),
        };
        stage.backend.feed().unwrap().start(Monotonic::default());
        stage.drain();
        stage
    }

    /// Takes so many steps into a session: the handshake, the first connect, and what may be
    /// subscribed to.
    pub(super) fn connect(&mut self, client: &str, steps: usize) {
        for answer in ["handshake", "connect", "subscribe"].iter().take(steps) {
            let channel = format!("/meta/{answer}");
            let place = self.place(&channel).unwrap();
            let reply = json!([{"channel": channel, "successful": true, "clientId": client}]);
            self.answer(place, &reply);
        }
    }

    /// What is said on the channel comes with the answer to a connect.
    pub(super) fn push(&mut self, push: &Value) {
        let place = self.place("/meta/connect").unwrap();
        let reply = json!([push, {"channel": "/meta/connect", "successful": true}]);
        self.answer(place, &reply);
    }

    /// What the feed asks must be as recorded, and is answered as recorded; what is told then.
    pub(super) fn exchange(mut self, entry: &Value, left_out: &[&str]) -> String {
        self.drain();
        let recorded = first(&entry["request"]["body"]);
        // Where it was recorded for another service, it is the last.
        let place = self.place(text(&recorded["channel"]));
        let place = place.unwrap_or(self.open.len() - 1);
        let request = &self.open[place].1;
        // What one client appends to the address says nothing new.
        let path = text(&entry["request"]["path"]);
        assert_eq!(request.url, "/genesys/cometd");
        assert!(path.starts_with(&request.url), "{path}");
        named_as_recorded(request, entry);
        let own: Value = serde_json::from_str(request.body.as_str()).unwrap();
        if recorded["clientId"] != "gone" {
            asked_as_recorded(&own[0], recorded, left_out);
        }
        let id = |id: &Value| format!("\"id\":{id}");
        let answer = entry["response"]["body"].to_string();
        let answer = answer.replace(&id(&recorded["id"]), &id(&own[0]["id"]));
        self.told.clear();
        self.answer(place, &serde_json::from_str(&answer).unwrap());
        self.told.join("; ")
    }

    /// The last request under way for that channel.
    fn place(&self, channel: &str) -> Option<usize> {
        self.open
            .iter()
            .rposition(|(_, request)| channel_of(request) == channel)
    }

    fn answer(&mut self, place: usize, body: &Value) {
        let (id, _) = self.open.remove(place);
        let answer = response(200, &body.to_string());
        let feed = self.backend.feed().unwrap();
        feed.answer(id, Ok(&answer), Monotonic::default(), 0);
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(errand) = self.backend.feed().unwrap().poll() {
            match errand {
                Errand::Abort(id) => self.open.retain(|(open, _)| *open != id),
                Errand::Fallback(reason) => panic!("{reason}"),
                Errand::Outcome(outcome) => self.told.push(describe(&outcome, None)),
                Errand::Report(report) => self.told.push(self.news(report)),
                Errand::Send(id, request) => {
                    self.told.push(format!("asks {}", channel_of(&request)));
                    self.open.push((id, request));
                }
            }
        }
    }

    fn news(&self, report: Report) -> String {
        let word = match report.extent {
            Extent::Gap => "gap",
            _ => "news",
        };
        let told = describe(&Outcome::Done(report), self.start.as_deref());
        told.replacen("done", word, 1)
    }
}

/// The header that names the visitor to the contact centre goes along, if it is recorded.
pub(super) fn named_as_recorded(request: &Request, entry: &Value) {
    if let Some(user) = entry["request"]["headers"]["gms_user"].as_str() {
        let header = ("gms_user".to_owned(), user.to_owned());
        assert!(request.headers.contains(&header), "{}", entry["name"]);
    }
}

/// The one message of a request; one client sent it bare.
pub(super) fn first(body: &Value) -> &Value {
    body.get(0).unwrap_or(body)
}

fn channel_of(request: &Request) -> String {
    let messages: Value = serde_json::from_str(request.body.as_str()).unwrap();
    text(&messages[0]["channel"]).to_owned()
}

fn asked_as_recorded(own: &Value, recorded: &Value, left_out: &[&str]) {
    let own = leaves("", own);
    for leaf in leaves("", recorded) {
        let known = leaf.starts_with("id=") || left_out.iter().any(|out| leaf.starts_with(out));
        assert!(known || own.contains(&leaf), "{leaf} is not among {own:?}");
    }
}

/// Everything in an object that is not an object, by its path.
fn leaves(path: &str, value: &Value) -> Vec<String> {
    let Value::Object(fields) = value else {
        return vec![format!("{}={value}", path.trim_start_matches('.'))];
    };
    let inner = fields
        .iter()
        .map(|(name, value)| leaves(&format!("{path}.{name}"), value));
    inner.flatten().collect()
}
