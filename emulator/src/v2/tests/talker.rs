//! A customer's client of this API over CometD, in front of one contact centre.

use crate::subscriber::Subscriber;
use crate::{ChatId, Settings};
use serde_json::{Value, json};

pub(super) const CHANNEL: &str = "/service/chatV2/customer-support";

pub(super) struct Talker {
    pub(super) one: Subscriber,
    /// What every operation shows.
    pub(super) shown: Value,
}

impl Talker {
    /// A session that has connected once and subscribed to nothing; no chat yet.
    pub(super) fn connected(settings: Settings) -> Self {
        let mut one = Subscriber::with(settings);
        one.user = None;
        one.shake_hands(json!({}));
        one.poll(json!({}));
        Self {
            one,
            shown: json!({}),
        }
    }

    /// A session with a chat.
    pub(super) fn chatting() -> Self {
        Self::chatting_with(Settings::unscripted())
    }

    pub(super) fn chatting_with(settings: Settings) -> Self {
        let mut talker = Self::connected(settings);
        let replies = talker.publish(json!({"operation": "requestChat", "nickname": "JD"}));
        talker.adopt(&data(&replies)[0]);
        talker
    }

    /// Another session, as after a lost one.
    pub(super) fn reconnect(&mut self) {
        self.one.shake_hands(json!({}));
        self.one.poll(json!({}));
    }

    /// Publishes what is given, and nothing else; all that comes back.
    pub(super) fn publish(&mut self, data: Value) -> Vec<Value> {
        self.publish_on(CHANNEL, data)
    }

    pub(super) fn publish_on(&mut self, channel: &str, data: Value) -> Vec<Value> {
        let message = json!({"channel": channel, "id": "x", "clientId": self.one.client,
            "data": data});
        self.one.send(&json!([message]))
    }

    /// An operation with the credentials; what it is answered with besides the acknowledgement.
    pub(super) fn operate(&mut self, operation: &str, more: Value) -> Vec<Value> {
        let mut fields = self.shown.clone();
        fields["operation"] = operation.into();
        for (name, value) in more.as_object().unwrap() {
            fields[name] = value.clone();
        }
        let replies = self.publish(fields);
        let (ack, events) = replies.split_last().expect("an acknowledgement");
        let expected = json!({"channel": CHANNEL, "id": "x", "successful": true});
        assert_eq!(*ack, expected);
        data(events)
    }

    /// What waits for the session.
    pub(super) fn news(&mut self) -> Vec<Value> {
        data(&self.one.poll(json!({"advice": {"timeout": 0}})))
    }

    pub(super) fn adopt(&mut self, reply: &Value) {
        for name in ["alias", "chatId", "secureKey", "userId"] {
            self.shown[name] = reply[name].clone();
        }
    }

    pub(super) fn chat(&self) -> ChatId {
        ChatId::new(self.shown["chatId"].as_str().unwrap())
    }
}

/// `data` of the events of this API among messages.
pub(super) fn data(messages: &[Value]) -> Vec<Value> {
    let events = messages.iter().filter(|one| one.get("data").is_some());
    events
        .map(|event| {
            assert_eq!(event["channel"], CHANNEL);
            event["data"].clone()
        })
        .collect()
}

/// Index and type of the events in a reply.
pub(super) fn listed(reply: &Value) -> Vec<String> {
    let events = reply["messages"].as_array().unwrap().iter();
    events
        .map(|event| format!("{} {}", event["index"], event["type"].as_str().unwrap()))
        .collect()
}
