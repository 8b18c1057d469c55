//! Events that are objects with a time.

use serde_json::Value;

/// Whether these are such events.
pub(super) fn are_timed(events: &[Value]) -> bool {
    !events.is_empty() && events.iter().all(|event| event.get("utcTime").is_some())
}

/// The same events under the same indices; who came first, and when, is the entry's own story.
pub(super) fn same(recorded: &[Value], made: &[Value]) -> Result<(), String> {
    let (told, own) = (timeless(recorded)?, timeless(made)?);
    let mut rest = own.clone();
    for event in &told {
        let place = rest.iter().position(|other| other == event);
        let place = place.ok_or_else(|| format!("events {own:?}, not {told:?}"))?;
        rest.remove(place);
    }
    if !rest.is_empty() {
        return Err(format!("events {own:?}, not {told:?}"));
    }
    let indices = |events: &[Value]| -> Vec<Value> {
        let events = events.iter();
        events.map(|event| event["index"].clone()).collect()
    };
    if indices(recorded) == indices(made) {
        Ok(())
    } else {
        Err(format!("indices {:?}", indices(made)))
    }
}

/// What is left when the times, the indices and the ids of files are taken out.
fn timeless(events: &[Value]) -> Result<Vec<Value>, String> {
    let stripped = events.iter().map(|event| {
        let mut event = event.clone();
        if !event["utcTime"].is_u64() {
            return Err(format!("{event} has no time"));
        }
        let fields = event.as_object_mut().expect("an object");
        fields.remove("utcTime");
        fields.remove("index");
        if let Some(Value::String(id)) = event.pointer_mut("/userData/file-id") {
            *id = "x".repeat(id.len());
        }
        Ok(event)
    });
    stripped.collect()
}

#[test]
fn the_comparison_of_events_notices_a_difference() {
    let from = serde_json::json!({"nickname": "A", "participantId": 1, "type": "Client"});
    let recorded = [
        serde_json::json!({"from": from, "index": 2, "type": "Message", "text": "hi", "utcTime": 1}),
        serde_json::json!({"from": from, "index": 3, "type": "TypingStarted", "utcTime": 2}),
    ];
    assert!(are_timed(&recorded) && !are_timed(&[]));
    let mut alike = recorded.clone();
    alike[0]["utcTime"] = 9.into();
    assert_eq!(same(&recorded, &alike), Ok(()));
    for (place, value) in [
        ("/index", Value::from(4)),
        ("/index", "2".into()),
        ("/text", "ho".into()),
        ("/utcTime", "1".into()),
        ("/from/participantId", "1".into()),
        ("/from/nickname", "B".into()),
    ] {
        let mut made = recorded.clone();
        *made[0].pointer_mut(place).expect("a place") = value;
        assert!(same(&recorded, &made).is_err(), "{place}");
    }
    assert!(same(&recorded, &recorded[..1]).is_err());
}
