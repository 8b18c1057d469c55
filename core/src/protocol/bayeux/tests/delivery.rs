//! F: what is delivered.

use serde_json::json;

use super::bench::{Bench, CHANNEL, push};

#[test]
fn case_51_data_is_taken_from_any_reply() {
    let mut bench = Bench::shaken();
    bench.body(
        "/meta/subscribe",
        &json!([push("a"), {"channel": "/meta/subscribe", "successful": true}, push("b")])
            .to_string(),
    );
    bench.connected(json!({}));
    bench.publish(&json!({}));
    bench.body("/service/chatV2/x", &json!([push("c")]).to_string());
    assert_eq!(bench.heard().len(), 3);
}

#[test]
fn case_52_replies_to_what_was_published_are_no_messages() {
    let mut bench = Bench::up();
    let body = json!([{"channel": CHANNEL, "id": "7", "successful": true}, {"channel": "/meta/connect", "successful": true}]);
    bench.body("/meta/connect", &body.to_string());
    assert!(bench.heard().is_empty());
}

#[test]
fn case_54_data_may_be_an_object_or_its_text_and_nothing_breaks_it() {
    let mut bench = Bench::up();
    let on = |data| json!({"channel": CHANNEL, "data": data});
    let connect = json!({"channel": "/meta/connect", "successful": true});
    let body = json!([
        on(json!({"message": 1})),
        on(json!(r#"{"message":2}"#)),
        on(json!(null)),
        on(json!("plain")),
        connect
    ]);
    bench.body("/meta/connect", &body.to_string());
    assert_eq!(
        bench.heard(),
        [json!({"message": 1}), json!({"message": 2}), json!("plain")]
    );
}
