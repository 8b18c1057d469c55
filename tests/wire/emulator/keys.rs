//! Chats of GMS Chat API v2 and the Web API Server, whose requests show keys.

use super::stage::{Stage, body};
use super::text;
use causerie_emulator::{Request, Settings};
use serde_json::{Value, json};

/// The recorded names of what a reply tells; the alias is the same in every deployment of ours.
const RECORDED: [(&str, &str); 3] = [
    ("chatId", "00048aAPEQJ8000U"),
    ("secureKey", "8b31761b2154884c"),
    ("userId", "007553863DC30029"),
];

/// Where the Web API Server is found. Its documents leave the front part of the path out.
const WEB_API: (&str, &str) = ("/api/v2/chats", "/eservices/api/v2/chats");

/// Own values of a chat, by their recorded ones.
#[derive(Debug, Default)]
pub(super) struct Keys(Vec<(String, String)>);

impl Keys {
    pub(super) fn translated(&self, recorded: &str) -> String {
        let pairs = self.0.iter();
        pairs.fold(recorded.to_owned(), |text, (old, own)| {
            text.replace(old, own)
        })
    }

    /// From now on the own value stands in the place of the recorded one.
    pub(super) fn learn(&mut self, recorded: &str, own: &str) {
        self.0.push((recorded.to_owned(), own.to_owned()));
    }

    fn of(reply: &Value) -> Self {
        let pairs = RECORDED.iter();
        Self(
            pairs
                .map(|(name, recorded)| ((*recorded).to_owned(), text(&reply[*name]).to_owned()))
                .collect(),
        )
    }
}

impl Stage {
    /// A chat of v2, requested over REST.
    pub(super) fn with_v2_chat(settings: Settings, form: &str) -> Self {
        let mut stage = Self::new(settings);
        let request = Request::post("/genesys/2/chat/customer-support", form);
        let reply = body(&stage.send(&request));
        stage.keys = Keys::of(&reply);
        stage
    }

    /// An operation of that chat.
    pub(super) fn post_of_v2_chat(&mut self, operation: &str, form: &str) {
        let shown = "alias=117&secureKey=8b31761b2154884c&userId=007553863DC30029";
        let path = "/genesys/2/chat/customer-support/00048aAPEQJ8000U";
        let path = self.keys.translated(&format!("{path}/{operation}"));
        let form = self.keys.translated(&format!("{shown}&{form}"));
        let reply = body(&self.send(&Request::post(&path, &form)));
        assert_eq!(reply["statusCode"], 0, "{operation}");
    }

    /// Requests a chat of v2 over CometD.
    pub(super) fn request_v2_chat(&mut self) {
        let data = json!({"operation": "requestChat", "firstName": "John", "lastName": "Doe"});
        let replies = self.publish(data);
        self.keys = Keys::of(&replies[0]["data"]);
    }

    /// An operation of that chat over CometD.
    pub(super) fn publish_of_chat(&mut self, mut data: Value) {
        data["secureKey"] = self.keys.translated("8b31761b2154884c").into();
        let replies = self.publish(data);
        assert_eq!(replies[0]["data"]["statusCode"], 0, "{replies}");
    }

    /// A chat of the Web API Server.
    pub(super) fn with_web_api_chat(settings: Settings) -> Self {
        let mut stage = Self::new(settings);
        let fields = json!({"nickname": "nickname", "tenantName": "Environment"});
        let request = Request::post(WEB_API.1, &fields.to_string());
        let reply = body(&stage.send(&request));
        stage.keys = Keys::of(&reply);
        let (documented, served) = WEB_API;
        stage.keys.learn(documented, served);
        stage
    }

    /// An operation of that chat.
    pub(super) fn operate_web_api(&mut self, operation: &str, words: &str) {
        let fields = json!({"operationName": operation, "text": words, "alias": "117",
            "secureKey": "8b31761b2154884c", "userId": "007553863DC30029"});
        let path = self.keys.translated("/api/v2/chats/00048aAPEQJ8000U");
        let request = Request::post(&path, &self.keys.translated(&fields.to_string()));
        assert_eq!(body(&self.send(&request))["statusCode"], 0, "{operation}");
    }

    fn publish(&mut self, data: Value) -> Value {
        self.tell(json!({"channel": "/service/chatV2/customer-support", "data": data}))
    }
}
