//! F: what is delivered.

use serde_json::json;

use super::bench::{Bench, CHANNEL, push};
use super::*;

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

#[test]
fn what_becomes_of_a_publication_is_told_or_that_nobody_knows() {
    let told = |answer: fn(&str) -> serde_json::Value| {
        let mut bench = Bench::up();
        let id = bench.publish(&json!({})).unwrap();
        bench.body("/service/chatV2/x", &answer(&id).to_string());
        let known = [News::Published(id.clone()), News::NotPublished(id.clone())];
        let told = bench.news.iter().position(|news| known.contains(news));
        let unknown = bench.news.contains(&News::Unanswered(id));
        assert_ne!(told.is_some(), unknown);
        told.map(|place| matches!(bench.news[place], News::Published(_)))
    };
    assert_eq!(
        told(|id| json!([{"id": id, "successful": true}])),
        Some(true)
    );
    assert_eq!(told(|id| json!({"id": id, "successful": true})), Some(true));
    let number = |id: &str| json!([{"id": id.parse::<u32>().unwrap(), "successful": true}]);
    assert_eq!(told(number), Some(true));
    let refused = |id: &str| json!([{"id": id, "successful": false, "error": "403::denied"}]);
    assert_eq!(told(refused), Some(false));
    let unknown = |id: &str| json!([{"id": id, "successful": false, "error": "402::unknown"}]);
    assert_eq!(told(unknown), Some(false));
    assert_eq!(told(|_| json!([{"id": "other", "successful": true}])), None);
    assert_eq!(told(|id| json!([{"id": id, "data": {}}])), None);
    assert_eq!(told(|_| json!("<html>")), None);
    assert_eq!(told(|_| json!([])), None);
}

#[test]
fn what_was_published_in_a_session_that_ended_is_told_of_all_the_same() {
    let told = |answer: fn(&str) -> serde_json::Value| {
        let mut bench = Bench::up();
        let id = bench.publish(&json!({})).unwrap();
        bench.pass(60_000 - 5_000);
        let late = bench.publish(&json!({})).unwrap();
        bench.connected(json!({"successful": false, "advice": {"reconnect": "handshake"}}));
        assert_eq!(
            bench.news[1..],
            [News::Unanswered(id), News::Down(Setback::Renewing)]
        );
        bench.shake(json!({"clientId": "c2"}));
        let sent = bench.sent.len();
        bench.body("/service/chatV2/x", &answer(&late).to_string());
        bench.pass(5_000);
        assert_eq!(bench.sent.len(), sent, "the new session is left alone");
        assert!(bench.count("/meta/connect") == 1, "and not advised either");
        let refused = bench.news.contains(&News::NotPublished(late.clone()));
        let unknown = bench.news.contains(&News::Unanswered(late));
        assert_ne!(refused, unknown);
        refused
    };
    let unknown = |id: &str| {
        json!([{"id": id, "successful": false, "error": "402::unknown",
            "advice": {"reconnect": "none"}}])
    };
    assert!(told(unknown));
    assert!(!told(|id| json!([{"id": id, "successful": true}])));
    assert!(!told(|_| json!("<html>")));
}

#[test]
fn who_is_turned_away_knows_nothing_of_what_was_published() {
    let mut bench = Bench::up();
    let id = bench.publish(&json!({})).unwrap();
    bench.connected(json!({"successful": false, "advice": {"reconnect": "none"}}));
    let end = [News::Unanswered(id), News::Stopped(Setback::Advised)];
    assert_eq!(bench.news[1..], end);
}
