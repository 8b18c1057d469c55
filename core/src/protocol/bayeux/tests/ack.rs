//! G: the acknowledge extension.

use serde_json::json;

use super::bench::{Bench, push};

fn agreed() -> Bench {
    Bench::up_with(json!({"ext": {"ack": true}}))
}

#[test]
fn case_61_each_connect_acknowledges_the_last_batch_of_a_successful_reply() {
    let mut bench = agreed();
    for batch in [1, 2, 7] {
        bench.pass(1_000);
        bench.connected(json!({"ext": {"ack": batch}}));
        assert_eq!(bench.under_way("/meta/connect")["ext"]["ack"], batch);
    }
    bench.connected(json!({"ext": {"ack": "8"}}));
    assert_eq!(bench.under_way("/meta/connect")["ext"]["ack"], 8);
    bench.connected(json!({"successful": false, "ext": {"ack": 9}}));
    bench.pass(2_000);
    assert_eq!(bench.under_way("/meta/connect")["ext"]["ack"], 8);
}

#[test]
fn case_62_a_batch_is_acknowledged_only_with_what_was_handed_out() {
    let mut bench = agreed();
    let body =
        json!([push("a"), {"channel": "/meta/connect", "successful": true, "ext": {"ack": 3}}])
            .to_string();
    for length in (0..body.len()).rev() {
        bench.body("/meta/connect", &body[..length]);
        assert!(bench.heard().is_empty());
        while bench.count("/meta/connect") == 0 {
            bench.pass(1_000);
        }
        assert_eq!(
            bench.under_way("/meta/connect")["ext"]["ack"],
            0,
            "cut at {length}"
        );
    }
    bench.body("/meta/connect", &body);
    assert_eq!(bench.heard().len(), 1);
    assert_eq!(bench.under_way("/meta/connect")["ext"]["ack"], 3);
}

#[test]
fn case_63_a_new_session_acknowledges_from_the_start() {
    let mut bench = agreed();
    bench.connected(json!({"ext": {"ack": 5}}));
    bench.pass(60_000);
    bench.connected(json!({"successful": false, "advice": {"reconnect": "handshake"}}));
    bench.shake(json!({"ext": {"ack": true}}));
    assert_eq!(bench.under_way("/meta/connect")["ext"]["ack"], 0);
}

#[test]
fn case_64_what_is_sent_carries_no_acknowledgement() {
    let mut bench = agreed();
    bench.publish(&json!({}));
    assert!(bench.under_way("/service/chatV2/x").get("ext").is_none());
}
