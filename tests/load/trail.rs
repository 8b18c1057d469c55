//! What a visitor's traffic tells of the chat: its id, and the keys to it. Read from the raw
//! answers, so that the session need not be asked.

use causerie_core::config::Dialect;
use serde_json::{Map, Value};

/// What names a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trail {
    dialect: Dialect,
    chat: Option<Chat>,
}

/// A chat as its API names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chat {
    /// Of the service in v1, of the chat elsewhere.
    pub(crate) id: String,
    /// `alias`, `userId`, `secureKey` where the API has them.
    pub(crate) keys: Vec<(&'static str, String)>,
}

const KEYS: [&str; 3] = ["alias", "userId", "secureKey"];

impl Trail {
    pub(crate) const fn of(dialect: Dialect) -> Self {
        Self {
            dialect,
            chat: None,
        }
    }

    /// The chat, once an answer has named it.
    pub(crate) const fn chat(&self) -> Option<&Chat> {
        self.chat.as_ref()
    }

    /// Looks at an answer.
    pub(crate) fn see(&mut self, body: &str) {
        if self.chat.is_none()
            && let Ok(value) = serde_json::from_str(body)
        {
            self.chat = find(&value, &|object| named(self.dialect, object));
        }
    }
}

fn named(dialect: Dialect, object: &Map<String, Value>) -> Option<Chat> {
    let text = |name: &str| object.get(name)?.as_str().map(str::to_owned);
    let (id, names) = match dialect {
        Dialect::GmsV1(_) => ("_id", &[][..]),
        Dialect::GmsV2(_) | Dialect::WebApi(_) => ("chatId", &KEYS[..]),
        // Others have an `id` too, but no path.
        Dialect::Gws(_) => ("id", text("path").map(|_| &[][..])?),
    };
    let keys = names.iter().map(|name| Some((*name, text(name)?)));
    Some(Chat {
        id: text(id)?,
        keys: keys.collect::<Option<_>>()?,
    })
}

/// The first object of all, however deep, that says it.
fn find<T>(value: &Value, says: &impl Fn(&Map<String, Value>) -> Option<T>) -> Option<T> {
    match value {
        Value::Array(values) => values.iter().find_map(|value| find(value, says)),
        Value::Object(object) => {
            says(object).or_else(|| object.values().find_map(|value| find(value, says)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(name: &str) -> Dialect {
        Dialect::named(name).unwrap()
    }

    fn seen(dialect: Dialect, bodies: &[&str]) -> Option<Chat> {
        let mut trail = Trail::of(dialect);
        bodies.iter().for_each(|body| trail.see(body));
        trail.chat().cloned()
    }

    fn keyed(id: &str) -> Chat {
        let keys = [("alias", "a"), ("userId", "u"), ("secureKey", "s")];
        Chat {
            id: id.to_owned(),
            keys: keys.map(|(name, key)| (name, key.to_owned())).into(),
        }
    }

    #[test]
    fn each_api_names_its_chat_in_its_own_way() {
        let plain = |id: &str| Chat {
            id: id.to_owned(),
            keys: Vec::new(),
        };
        let handshake = r#"[{"channel":"/meta/handshake","id":"1","clientId":"c"}]"#;
        let v1 = seen(
            spoken("gms-v1"),
            &[handshake, r#"{"_id":"x"}"#, r#"{"_id":"y"}"#],
        );
        assert_eq!(v1, Some(plain("x")));
        let published = r#"[{"id":"4","data":{"statusCode":0,"alias":"a","userId":"u",
            "secureKey":"s","chatId":"x"}},{"id":"5"}]"#;
        assert_eq!(
            seen(spoken("gms-v2"), &[handshake, published]),
            Some(keyed("x"))
        );
        let requested = r#"{"chatId":"x","alias":"a","userId":"u","secureKey":"s"}"#;
        assert_eq!(seen(spoken("web-api"), &[requested]), Some(keyed("x")));
        let gws = r#"{"id":"x","statusCode":0,"path":"/api/v2/chats/x"}"#;
        assert_eq!(
            seen(spoken("gws"), &[r#"{"id":"y"}"#, gws]),
            Some(plain("x"))
        );
    }

    #[test]
    fn what_does_not_name_it_whole_is_passed_over() {
        for body in [
            "",
            "garbage",
            "{}",
            r#"{"chatId":"x","alias":"a","userId":"u"}"#,
        ] {
            assert_eq!(seen(spoken("gms-v2"), &[body]), None, "{body}");
        }
    }
}
