//! Chats of GMS Chat API v2, whose requests show keys.

use super::stage::{Stage, body};
use super::text;
use causerie_emulator::{Request, Settings};
use serde_json::Value;

/// The recorded names of what a reply tells; the alias is the same in every deployment of ours.
const RECORDED: [(&str, &str); 3] = [
    ("chatId", "00048aAPEQJ8000U"),
    ("secureKey", "8b31761b2154884c"),
    ("userId", "007553863DC30029"),
];

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
}
