//! What the contact centre has of a chat, asked for in the plain words of each API once the
//! visitor has left.

use causerie_core::config::{Config, Dialect};
use causerie_core::http::{Body, Credentials, Method, Request};
use serde_json::{Value, json};

use crate::line::Line;
use crate::trail::Chat;
use crate::wire::Wire;

/// A transcript.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// What of it a visitor is to see, in order.
    pub(crate) lines: Vec<Line>,
    /// How many events there are, seen or not.
    pub(crate) events: usize,
}

impl Record {
    /// Asks for the whole of it; `None` where that is not answered as documented.
    pub(crate) async fn fetch(wire: &Wire, config: &Config, chat: &Chat) -> Option<Self> {
        let answer = wire.fetch(&question(config, chat)).await.ok()?;
        let good = answer.is_success();
        let body = serde_json::from_str(&answer.body).ok().filter(|_| good)?;
        Self::read(config.dialect, &body)
    }

    fn read(dialect: Dialect, body: &Value) -> Option<Self> {
        let (list, line): (_, fn(&Value) -> Option<Line>) = match dialect {
            Dialect::GmsV1(_) => ("transcriptToShow", tuple),
            Dialect::GmsV2(_) | Dialect::WebApi(_) | Dialect::Gws(_) => ("messages", object),
        };
        let events = body.get(list)?.as_array()?;
        Some(Self {
            lines: events.iter().filter_map(line).collect(),
            events: events.len(),
        })
    }

    /// The part up to the visitor's own `text`.
    pub(crate) fn until(&self, text: &str) -> Option<&[Line]> {
        until(&self.lines, text)
    }
}

/// The part of a conversation up to the visitor's own `text`.
pub(crate) fn until<'a>(lines: &'a [Line], text: &str) -> Option<&'a [Line]> {
    let is_it = |line: &Line| matches!(line, Line::Own(own) if own == text);
    lines.get(..=lines.iter().rposition(is_it)?)
}

/// Everything from the first event on.
fn question(config: &Config, chat: &Chat) -> Request {
    let (base, id) = (&config.url, &chat.id);
    match config.dialect {
        Dialect::GmsV1(_) => {
            let fields = [("transcriptPosition", "0")];
            form(format!("{base}/1/service/{id}/ixn/chat/refresh"), &fields)
        }
        Dialect::GmsV2(_) => {
            let keys = chat.keys.iter().map(|(name, key)| (*name, key.as_str()));
            let fields: Vec<_> = keys.chain([("transcriptPosition", "1")]).collect();
            let service = &config.service;
            form(format!("{base}/2/chat/{service}/{id}/refresh"), &fields)
        }
        Dialect::WebApi(_) => {
            let keys = chat.keys.iter().map(|(name, key)| (*name, json!(key)));
            let more = [
                ("transcriptPosition", json!(1)),
                ("tenantName", json!(config.tenant)),
            ];
            let fields = keys
                .chain(more)
                .map(|(name, value)| (name.to_owned(), value));
            let body = Value::Object(fields.collect());
            let url = format!("{base}/v2/chats/{id}/messages");
            ask(Method::Post, url, "application/json", body.to_string())
        }
        Dialect::Gws(_) => {
            let url = format!("{base}/v2/chats/{id}/messages?index=1");
            ask(Method::Get, url, "application/json", String::new())
        }
    }
}

fn form(url: String, fields: &[(&str, &str)]) -> Request {
    let mut body = form_urlencoded::Serializer::new(String::new());
    let kind = "application/x-www-form-urlencoded";
    ask(Method::Post, url, kind, body.extend_pairs(fields).finish())
}

fn ask(method: Method, url: String, kind: &str, body: String) -> Request {
    Request {
        method,
        url,
        headers: vec![("Content-Type".to_owned(), kind.to_owned())],
        body: match method {
            Method::Get => Body::None,
            Method::Post => Body::Text(body),
        },
        credentials: Credentials::Omit,
        save_as: None,
    }
}

/// `[event type, nickname, text, seconds, type of user]`
fn tuple(event: &Value) -> Option<Line> {
    let field = |place: usize| event.get(place).and_then(Value::as_str).unwrap_or_default();
    let kind = match field(0) {
        "Message.Text" => "Text",
        "Notice.Joined" => "ParticipantJoined",
        "Notice.Left" => "ParticipantLeft",
        "Notice.PushUrl" => "PushUrl",
        _ => return None,
    };
    told(kind, (field(4), field(1)), field(2))
}

/// `{type, text, from: {type, nickname}}`
fn object(event: &Value) -> Option<Line> {
    let text = |at: &str| {
        event
            .pointer(at)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let from = (text("/from/type"), text("/from/nickname"));
    told(text("/type"), from, text("/text"))
}

/// The customer's coming and going and that of the system are no news to the customer.
fn told(kind: &str, (side, name): (&str, &str), text: &str) -> Option<Line> {
    let (name, text) = (name.to_owned(), text.to_owned());
    let side = side.to_ascii_lowercase();
    match (kind, &*side) {
        ("Text" | "Message", "client" | "customer") => Some(Line::Own(text)),
        ("Text" | "Message", _) => Some(Line::Said(name, text)),
        ("PushUrl", _) => Some(Line::Offered(name, text)),
        ("ParticipantJoined", "agent" | "supervisor") => Some(Line::Came(name)),
        ("ParticipantLeft", "agent" | "supervisor") => Some(Line::Left(name)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(name: &str) -> Dialect {
        Dialect::named(name).unwrap()
    }
    use causerie_core::config::Options;

    fn said(name: &str, text: &str) -> Line {
        Line::Said(name.to_owned(), text.to_owned())
    }

    #[test]
    fn tuples_of_v1_are_read() {
        let body = json!({"transcriptToShow": [
            ["Message.Text", "system", "Welcome!", "0", "EXTERNAL"],
            ["Notice.Joined", "Ines", "has joined the session", "1", "AGENT"],
            ["Notice.TypingStarted", "Ines", "is typing", "2", "AGENT"],
            ["Message.Text", "LoadV", "one", "3", "CLIENT"],
            ["Notice.PushUrl", "Ines", "http://a", "4", "AGENT"],
            ["Notice.Left", "Ines", "has left the session", "5", "AGENT"],
            ["Notice.Left", "LoadV", "has left the session", "5", "CLIENT"]
        ]});
        let record = Record::read(spoken("gms-v1"), &body).unwrap();
        let expected = [
            said("system", "Welcome!"),
            Line::Came("Ines".into()),
            Line::Own("one".into()),
            Line::Offered("Ines".into(), "http://a".into()),
            Line::Left("Ines".into()),
        ];
        assert_eq!((record.events, &*record.lines), (7, &expected[..]));
        assert_eq!(record.until("one"), Some(&expected[..3]));
        assert_eq!(record.until("two"), None);
    }

    #[test]
    fn objects_of_the_others_are_read() {
        let event = |kind: &str, side: &str, text: &str| json!({"type": kind, "text": text, "from": {"type": side, "nickname": "x"}});
        let v2 = json!({"messages": [
            event("ParticipantJoined", "Client", ""), event("ParticipantJoined", "Agent", ""),
            event("Message", "Client", "one"), event("Message", "External", "two")
        ]});
        let gws = json!({"messages": [
            event("ParticipantJoined", "Customer", ""), event("ParticipantJoined", "Agent", ""),
            event("Text", "Customer", "one"), event("Text", "External", "two")
        ]});
        let expected = [
            Line::Came("x".into()),
            Line::Own("one".into()),
            said("x", "two"),
        ];
        for (dialect, body) in [
            (spoken("gms-v2"), &v2),
            (spoken("web-api"), &v2),
            (spoken("gws"), &gws),
        ] {
            let record = Record::read(dialect, body).unwrap();
            assert_eq!((record.events, &*record.lines), (4, &expected[..]));
        }
    }

    #[test]
    fn an_answer_without_a_transcript_is_none() {
        let note = json!({"message": "Messages will sent over CometD"});
        assert_eq!(Record::read(spoken("gms-v1"), &note), None);
    }

    #[test]
    fn each_api_is_asked_for_everything() {
        let chat = Chat {
            id: "x".into(),
            keys: vec![("alias", "a".into()), ("secureKey", "s s".into())],
        };
        let asked = |backend: &str, base: &str| {
            let options = Options::new().with("backend", backend).with("url", base);
            let request = question(&Config::new(&options).unwrap(), &chat);
            (request.url, request.body.as_str().to_owned())
        };
        let (url, body) = asked("gms-v1", "/genesys");
        assert_eq!(url, "/genesys/1/service/x/ixn/chat/refresh");
        assert_eq!(body, "transcriptPosition=0");
        let (url, body) = asked("gms-v2", "/genesys");
        assert_eq!(url, "/genesys/2/chat/customer-support/x/refresh");
        assert_eq!(body, "alias=a&secureKey=s+s&transcriptPosition=1");
        let (url, body) = asked("web-api", "/eservices/api");
        assert_eq!(url, "/eservices/api/v2/chats/x/messages");
        let expected = json!({"alias": "a", "secureKey": "s s", "transcriptPosition": 1,
            "tenantName": "Environment"});
        assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), expected);
        let (url, body) = asked("gws", "/api");
        assert_eq!((&*url, &*body), ("/api/v2/chats/x/messages?index=1", ""));
    }
}
