//! A client on a bench: what it sends is looked at, what it gets is made up.

use std::time::Duration;

use serde_json::{Value, json};

use super::*;

pub(super) const CHANNEL: &str = "/_genesys";

pub(super) struct Bench {
    client: Client,
    pub(super) now: Monotonic,
    /// Requests under way, oldest first.
    pub(super) open: Vec<(Token, Value)>,
    /// When each request left, and its message.
    pub(super) sent: Vec<(u64, Value)>,
    pub(super) news: Vec<News>,
    pub(super) aborted: usize,
    pub(super) requests: Vec<Request>,
}

impl Bench {
    pub(super) fn new() -> Self {
        Self::on(CHANNEL)
    }

    /// A client that listens to this channel.
    pub(super) fn on(channel: &str) -> Self {
        Self::subscribing(channel, false)
    }

    /// The same; `subscribe` tells whether service channels are subscribed to.
    pub(super) fn subscribing(channel: &str, subscribe: bool) -> Self {
        let settings = Settings {
            url: "https://gms.example/genesys/cometd".into(),
            headers: vec![("gms_user".into(), "BuzzBrain".into())],
            credentials: Credentials::Include,
            subscribe,
        };
        Self {
            client: Client::new(settings, &[channel]),
            now: Monotonic::from_millis(1_000_000),
            open: Vec::new(),
            sent: Vec::new(),
            news: Vec::new(),
            aborted: 0,
            requests: Vec::new(),
        }
    }

    /// A client that has sent its handshake.
    pub(super) fn started() -> Self {
        let mut bench = Self::new();
        bench.start();
        bench
    }

    /// A client that has shaken hands: a quick connect and a subscription are
    /// under way.
    pub(super) fn shaken() -> Self {
        Self::shaken_with(json!({}))
    }

    /// The same, with more fields in the handshake's reply.
    pub(super) fn shaken_with(more: Value) -> Self {
        let mut bench = Self::started();
        bench.shake(more);
        bench
    }

    /// Answers the handshake under way.
    pub(super) fn shake(&mut self, more: Value) {
        let mut reply = json!({"channel": "/meta/handshake", "successful": true, "clientId": "c1",
            "version": "1.0", "supportedConnectionTypes": ["long-polling"]});
        merge(&mut reply, more);
        self.reply("/meta/handshake", reply);
    }

    /// A client that listens and has a connect held by the server.
    pub(super) fn up() -> Self {
        Self::up_with(json!({}))
    }

    pub(super) fn up_with(handshake: Value) -> Self {
        let mut bench = Self::shaken_with(handshake);
        bench.reply(
            "/meta/subscribe",
            json!({"channel": "/meta/subscribe", "successful": true, "subscription": CHANNEL}),
        );
        bench.connected(json!({}));
        assert_eq!(bench.news, [News::Up]);
        bench
    }

    /// Answers the connect under way with success and these fields.
    pub(super) fn connected(&mut self, more: Value) {
        let mut reply = json!({"channel": "/meta/connect", "successful": true});
        merge(&mut reply, more);
        self.reply("/meta/connect", reply);
    }

    /// Answers the oldest request on that channel with one message, which gets
    /// the request's id unless it has one.
    pub(super) fn reply(&mut self, channel: &str, mut message: Value) {
        let id = self.under_way(channel)["id"].clone();
        if message.get("id").is_none() {
            merge(&mut message, json!({"id": id}));
        }
        self.body(channel, &json!([message]).to_string());
    }

    /// Answers the oldest request on that channel with this body.
    pub(super) fn body(&mut self, channel: &str, body: &str) {
        self.status(channel, 200, body);
    }

    pub(super) fn status(&mut self, channel: &str, status: u16, body: &str) {
        let token = self.close(channel);
        self.answer(token, status, body, None);
    }

    /// Refuses the oldest request on that channel, and all others for so long.
    pub(super) fn put_off(&mut self, channel: &str, status: u16, seconds: u64) {
        let token = self.close(channel);
        self.answer(token, status, "", Some(Duration::from_secs(seconds)));
    }

    /// Lets the oldest request on that channel fail.
    pub(super) fn fail(&mut self, channel: &str) {
        let token = self.close(channel);
        self.client
            .answer(token, Err(Failure::Network), self.now, 0);
        self.drain();
    }

    /// An answer to a request that is not under way.
    pub(super) fn late(&mut self, token: Token, body: &str) {
        self.answer(token, 200, body, None);
    }

    fn answer(&mut self, token: Token, status: u16, body: &str, retry_after: Option<Duration>) {
        let response = Response {
            status,
            body: body.to_owned(),
            retry_after,
        };
        self.client.answer(token, Ok(&response), self.now, 0);
        self.drain();
    }

    /// Lets time pass, ticking whenever the client asks for it.
    pub(super) fn pass(&mut self, millis: u64) {
        let end = self.now + Duration::from_millis(millis);
        while let Some(at) = self.client.wake().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.client.tick(self.now, 0);
            self.drain();
        }
        self.now = end;
    }

    pub(super) fn start(&mut self) {
        self.client.start(self.now);
        self.drain();
    }

    pub(super) fn revive(&mut self) {
        self.client.revive(self.now);
        self.drain();
    }

    pub(super) fn stop(&mut self) {
        self.client.stop(self.now);
        self.drain();
    }

    pub(super) fn publish(&mut self, data: &Value) -> Option<String> {
        let data = crate::json::parse(&data.to_string()).unwrap();
        let id = self.client.publish("/service/chatV2/x", &data, self.now);
        self.drain();
        id
    }

    pub(super) const fn is_up(&self) -> bool {
        self.client.is_up()
    }

    /// How many requests are under way on that channel.
    pub(super) fn count(&self, channel: &str) -> usize {
        self.open
            .iter()
            .filter(|(_, message)| message["channel"] == channel)
            .count()
    }

    /// How many requests have left so far on that channel.
    pub(super) fn total(&self, channel: &str) -> usize {
        self.sent
            .iter()
            .filter(|(_, message)| message["channel"] == channel)
            .count()
    }

    /// The oldest message under way on that channel.
    pub(super) fn under_way(&self, channel: &str) -> &Value {
        let found = self
            .open
            .iter()
            .find(|(_, message)| message["channel"] == channel);
        &found
            .unwrap_or_else(|| panic!("nothing under way on {channel}: {:?}", self.open))
            .1
    }

    pub(super) fn token(&self, channel: &str) -> Token {
        self.open
            .iter()
            .find(|(_, message)| message["channel"] == channel)
            .unwrap()
            .0
    }

    /// What was said, as the client handed it out.
    pub(super) fn heard(&self) -> Vec<Value> {
        let data = self.news.iter().filter_map(|news| match news {
            News::Message { data, .. } => serde_json::from_str(&data.write()).ok(),
            _ => None,
        });
        data.collect()
    }

    /// The milliseconds between requests on that channel.
    pub(super) fn gaps(&self, channel: &str) -> Vec<u64> {
        let times: Vec<_> = self
            .sent
            .iter()
            .filter(|(_, message)| message["channel"] == channel)
            .map(|(at, _)| *at)
            .collect();
        times.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    fn close(&mut self, channel: &str) -> Token {
        let place = self
            .open
            .iter()
            .position(|(_, message)| message["channel"] == channel);
        self.open
            .remove(place.unwrap_or_else(|| panic!("nothing under way on {channel}")))
            .0
    }

    fn drain(&mut self) {
        while let Some(effect) = self.client.poll() {
            match effect {
                Effect::Abort(token) => {
                    self.aborted += 1;
                    self.open.retain(|(open, _)| *open != token);
                }
                Effect::Send(token, request) => {
                    let messages: Value = serde_json::from_str(request.body.as_str()).unwrap();
                    let message = messages[0].clone();
                    assert_eq!(
                        messages.as_array().unwrap().len(),
                        1,
                        "one message a request"
                    );
                    self.requests.push(request);
                    self.sent.push((self.now.as_millis(), message.clone()));
                    self.open.push((token, message));
                }
                Effect::Tell(news) => self.news.push(news),
            }
        }
        assert!(
            self.count("/meta/connect") <= 1,
            "[11] two connects under way"
        );
        assert!(
            self.count("/meta/handshake") <= 1,
            "[9] two handshakes under way"
        );
    }
}

/// A push, as GMS sends it.
pub(super) fn push(text: &str) -> Value {
    json!({"channel": CHANNEL, "data": {"message": text}})
}

fn merge(into: &mut Value, more: Value) {
    let (Value::Object(into), Value::Object(more)) = (into, more) else {
        return;
    };
    into.extend(more);
}
