//! What a recorded reply and a made one must have in common.

use super::{Entry, Stage, events, text};
use causerie_emulator::Response;
use serde_json::Value;

/// Values that belong to one deployment or one run; only their type and length are compared.
const OWN: [&str; 11] = [
    "chatId",
    "chatSessionId",
    "clientId",
    "data.chatId",
    "data.id",
    "data.secureKey",
    "data.userId",
    "file-id",
    "secureKey",
    "startedAt",
    "userId",
];
/// Values that belong to one deployment; only their type is compared.
const DEPLOYED: [&str; 6] = [
    "advice",
    "chatServerHost",
    "chatServerLoadBalancerAlias",
    "chatWebApiPort",
    "checkChatServiceLoadBalancerPath",
    "clientTimeZoneOffset",
];

/// The status that stands for a server that died of the request.
const DIED: u16 = 0;

/// Says where the response is not as recorded.
pub(super) fn compare(entry: &Entry, stage: &Stage, response: &Response) -> Result<(), String> {
    let recorded = entry.response();
    if recorded["status"] == DIED {
        return refused(response);
    }
    if recorded["status"] != response.status {
        return Err(format!("status should be {}", recorded["status"]));
    }
    for (name, value) in recorded["headers"].as_object().expect("headers") {
        same_header(name, text(value), response)?;
    }
    let expected = stage.expected(entry);
    if expected.is_null() {
        let empty = response.body.is_empty();
        return if empty {
            Ok(())
        } else {
            Err("the body should be empty".to_owned())
        };
    }
    if let Some(words) = expected.as_str() {
        return same_words(words, &response.body);
    }
    let made: Value = serde_json::from_slice(&response.body).map_err(|error| error.to_string())?;
    same("", &expected, &made, &stage.ids(entry, &made))
}

/// Ours lives on and says that it was the client's fault.
fn refused(response: &Response) -> Result<(), String> {
    if response.status != 400 {
        return Err("status should be 400".to_owned());
    }
    same_words("Bad Request", &response.body)
}

fn same_words(recorded: &str, made: &[u8]) -> Result<(), String> {
    if recorded.as_bytes() == made {
        Ok(())
    } else {
        Err(format!("the body should be {recorded:?}"))
    }
}

fn same_header(name: &str, recorded: &str, response: &Response) -> Result<(), String> {
    // The documents print Cache-Control as two lines, which means the same as one.
    let lines = response
        .headers
        .iter()
        .filter(|(line, _)| line.eq_ignore_ascii_case(name));
    let found: Vec<_> = lines.map(|(_, value)| value.as_str()).collect();
    let found = found.join(", ");
    // Of one and the same reply they print JSON with a charset and without.
    let is_same = match name.eq_ignore_ascii_case("content-type") {
        true => media_type(&found) == media_type(recorded),
        false => found == recorded,
    };
    if is_same {
        Ok(())
    } else {
        Err(format!("header {name} is {found:?}"))
    }
}

fn media_type(value: &str) -> &str {
    value.split(';').next().unwrap_or_default().trim()
}

/// `key` is where the values stand: the name of the field, within `data` with that before it.
fn same(key: &str, recorded: &Value, made: &Value, ids: &[(&str, &str)]) -> Result<(), String> {
    let equal = match (recorded, made) {
        (Value::Object(_), Value::Object(_)) => return same_fields(key, recorded, made, ids),
        (Value::Array(recorded), Value::Array(made)) if key == "transcriptToShow" => {
            return same_events(recorded, made);
        }
        (Value::Array(recorded), Value::Array(made)) if events::are_timed(recorded) => {
            return events::same(recorded, made);
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            let mut pairs = old.iter().zip(new);
            return pairs.try_for_each(|(old, new)| same(key, old, new, ids));
        }
        (Value::String(old), Value::String(new)) if OWN.contains(&key) => old.len() == new.len(),
        (Value::String(_), Value::String(_)) if DEPLOYED.contains(&key) => true,
        (Value::String(old), Value::String(new)) => translated(old, ids) == *new,
        _ => recorded == made,
    };
    if equal {
        Ok(())
    } else {
        Err(format!("{key} should be like {recorded}, not {made}"))
    }
}

fn same_fields(
    within: &str,
    recorded: &Value,
    made: &Value,
    ids: &[(&str, &str)],
) -> Result<(), String> {
    if keys(recorded) != keys(made) {
        return Err(format!("keys should be {:?}", keys(recorded)));
    }
    keys(recorded).into_iter().try_for_each(|name| {
        let key = match within {
            "data" => format!("data.{name}"),
            _ => name.to_owned(),
        };
        same(&key, &recorded[name], &made[name], ids)
    })
}

fn keys(object: &Value) -> Vec<&str> {
    let fields = object.as_object().into_iter().flatten();
    let mut keys: Vec<_> = fields.map(|(key, _)| key.as_str()).collect();
    keys.sort_unstable();
    keys
}

/// The same kinds of events with the same words; who came first is the entry's own story.
fn same_events(recorded: &[Value], made: &[Value]) -> Result<(), String> {
    let constant = |event: &Value| -> Result<[String; 3], String> {
        let strings: Option<Vec<_>> = event
            .as_array()
            .and_then(|items| items.iter().map(Value::as_str).collect());
        match strings.as_deref() {
            Some([kind, _, words, seconds, user]) if seconds.parse::<u32>().is_ok() => {
                Ok([kind, words, user].map(|word| (*word).to_owned()))
            }
            _ => Err(format!("{event} is no event")),
        }
    };
    let all = |events: &[Value]| -> Result<Vec<_>, String> {
        let mut all = events.iter().map(constant).collect::<Result<Vec<_>, _>>()?;
        all.sort();
        Ok(all)
    };
    let (recorded, made) = (all(recorded)?, all(made)?);
    if recorded == made {
        Ok(())
    } else {
        Err(format!("events {made:?}, not {recorded:?}"))
    }
}

fn translated(text: &str, ids: &[(&str, &str)]) -> String {
    ids.iter().fold(text.to_owned(), |text, (recorded, made)| {
        text.replace(recorded, made)
    })
}

#[test]
fn the_comparison_notices_a_difference() {
    let recorded = serde_json::json!({"transcriptPosition": "5", "chatIxnState": "TRANSCRIPT",
        "transcriptToShow": [["Message.Text", "VasyaP", "hi", "71", "CLIENT"]]});
    let damage: [(&str, Value); 6] = [
        ("transcriptPosition", 5.into()),
        ("transcriptPosition", "6".into()),
        ("chatIxnState", "CONNECTED".into()),
        ("chatixnstate", "TRANSCRIPT".into()),
        (
            "transcriptToShow",
            serde_json::json!([["Message.Text", "VasyaP", "hi", 71, "CLIENT"]]),
        ),
        (
            "transcriptToShow",
            serde_json::json!([["Message.Text", "VasyaP", "hi", "71"]]),
        ),
    ];
    assert_eq!(same("", &recorded, &recorded, &[]), Ok(()));
    for (key, value) in damage {
        let mut made = recorded.clone();
        made[key] = value;
        assert!(same("", &recorded, &made, &[]).is_err(), "{key}");
    }
}

#[test]
fn the_comparison_looks_into_every_message() {
    let recorded = serde_json::json!([{"channel": "/_genesys", "data": {"id": "ab", "tag": "t.81f0"}},
        {"channel": "/meta/connect", "id": "4", "successful": true}]);
    let mut alike = recorded.clone();
    alike[0]["data"]["id"] = "cd".into();
    alike[0]["data"]["tag"] = "t.own".into();
    let ids = [("81f0", "own")];
    assert_eq!(same("", &recorded, &alike, &ids), Ok(()));
    let damage: [(&str, Value); 4] = [
        ("/0/data/id", "abc".into()),
        ("/0/data/tag", "t.81f0".into()),
        ("/1/id", 4.into()),
        ("/1", Value::Null),
    ];
    for (place, value) in damage {
        let mut made = alike.clone();
        *made.pointer_mut(place).expect("a place") = value;
        assert!(same("", &recorded, &made, &ids).is_err(), "{place}");
    }
    assert!(same("", &recorded, &alike[1], &ids).is_err());
}

#[test]
fn the_comparison_reads_words_and_forgives_no_death() {
    let mut response = Response {
        status: 400,
        body: b"Bad Request".to_vec(),
        ..Response::default()
    };
    assert_eq!(same_words("Bad Request", &response.body), Ok(()));
    assert!(same_words("Chat not found nope", &response.body).is_err());
    assert_eq!(refused(&response), Ok(()));
    response.status = 200;
    assert!(refused(&response).is_err());
}
