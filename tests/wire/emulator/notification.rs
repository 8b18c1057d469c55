//! What a recorded notification and one that was told must have in common.

use serde_json::Value;

/// Says why none of what was told is like the recorded notification. `own` puts the ids of this
/// run in the place of recorded ones.
pub(super) fn compare(
    recorded: &Value,
    told: &[Value],
    own: impl Fn(&str) -> String,
) -> Result<(), String> {
    let kind = |data: &Value| {
        (
            data["messageType"].clone(),
            data["notificationType"].clone(),
        )
    };
    let mut differences = Vec::new();
    for made in told.iter().filter(|made| kind(made) == kind(recorded)) {
        match like("", recorded, made, &own) {
            Ok(()) => return Ok(()),
            Err(difference) => differences.push(format!("{difference}\ntold: {made}")),
        }
    }
    Err(format!("nothing is like it: {}", differences.join("\n")))
}

/// `key` is the name of the field in which the values stand.
fn like(
    key: &str,
    recorded: &Value,
    made: &Value,
    own: &impl Fn(&str) -> String,
) -> Result<(), String> {
    let is_like = match (recorded, made) {
        (Value::Object(old), Value::Object(new)) => {
            let keys = |fields: &serde_json::Map<String, Value>| {
                let mut keys: Vec<_> = fields.keys().cloned().collect();
                keys.sort();
                keys
            };
            if keys(old) != keys(new) {
                return Err(format!("keys of {key:?} should be {:?}", keys(old)));
            }
            return old
                .iter()
                .try_for_each(|(name, value)| like(name, value, &new[name], own));
        }
        (Value::Array(old), Value::Array(new)) => return within(key, old, new, own),
        (Value::String(old), Value::String(new)) => match key {
            "timestamp" => pattern(old) == pattern(new),
            "participantId" => is_hexadecimal(old) && is_hexadecimal(new),
            // A chat's, or that of a participant.
            "id" if is_hexadecimal(old) => is_hexadecimal(new),
            _ => own(old) == *new,
        },
        (Value::Number(old), Value::Number(new)) => old.is_u64() && new.is_u64(),
        _ => recorded == made,
    };
    if is_like {
        Ok(())
    } else {
        Err(format!("{key} should be like {recorded}, not {made}"))
    }
}

/// Everything that is recorded is there; what else happened is the run's own story.
fn within(
    key: &str,
    recorded: &[Value],
    made: &[Value],
    own: &impl Fn(&str) -> String,
) -> Result<(), String> {
    let mut rest: Vec<&Value> = made.iter().collect();
    for item in recorded {
        let alike = |made: &&Value| like(key, item, made, own).is_ok();
        match rest.iter().position(alike) {
            Some(place) => drop(rest.remove(place)),
            None => return Err(format!("{key} should hold something like {item}")),
        }
    }
    Ok(())
}

/// What is left when every digit is the same.
fn pattern(text: &str) -> String {
    let digit = |letter: char| if letter.is_ascii_digit() { '0' } else { letter };
    text.chars().map(digit).collect()
}

/// Sixteen digits.
fn is_hexadecimal(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[test]
fn the_comparison_of_notifications_notices_a_difference() {
    let recorded = serde_json::json!({"messageType": "M", "notificationType": "N", "chatUri": "/old",
        "messages": [{"index": 1, "type": "Text", "text": "hi", "timestampSeconds": 1,
            "timestamp": "2014-01-09 11:58:12.035+0200",
            "from": {"participantId": "007352CE72D50290", "nickname": "A"}}]});
    let own = |text: &str| text.replace("old", "new");
    let mut alike = recorded.clone();
    alike["chatUri"] = "/new".into();
    alike["messages"][0]["timestampSeconds"] = 9.into();
    alike["messages"][0]["timestamp"] = "2026-11-26 08:00:00.000+0000".into();
    alike["messages"][0]["from"]["participantId"] = "0093000000010002".into();
    assert_eq!(compare(&recorded, &[alike.clone()], own), Ok(()));
    for (place, value) in [
        ("/messageType", Value::from("O")),
        ("/chatUri", "/old".into()),
        ("/messages", Value::Array(Vec::new())),
        ("/messages/0/index", "1".into()),
        ("/messages/0/text", "ho".into()),
        ("/messages/0/type", "Note".into()),
        ("/messages/0/timestamp", "2026-11-26 08:00:00".into()),
        ("/messages/0/from/participantId", 2.into()),
        ("/messages/0/from/nickname", Value::Null),
    ] {
        let mut made = alike.clone();
        *made.pointer_mut(place).expect("a place") = value;
        assert!(compare(&recorded, &[made], own).is_err(), "{place}");
    }
    let mut more = alike.clone();
    more["messages"][0]["from"]["more"] = 1.into();
    assert!(compare(&recorded, &[more], own).is_err());
    assert!(compare(&recorded, &[], own).is_err());
}
