//! B: the connect loop.

use serde_json::{Value, json};

use super::bench::{Bench, push};
use super::*;

#[test]
fn case_11_there_is_exactly_one_connect_under_way() {
    let mut bench = Bench::up();
    for _ in 0..10 {
        bench.connected(json!({}));
        assert_eq!(bench.count("/meta/connect"), 1);
        bench.pass(2_000);
    }
}

#[test]
fn case_12_the_first_connect_and_each_after_a_failure_returns_at_once() {
    let mut bench = Bench::shaken();
    assert_eq!(bench.under_way("/meta/connect")["advice"]["timeout"], 0);
    bench.connected(json!({}));
    assert!(bench.under_way("/meta/connect").get("advice").is_none());
    bench.fail("/meta/connect");
    bench.pass(2_000);
    assert_eq!(bench.under_way("/meta/connect")["advice"]["timeout"], 0);
    bench.connected(json!({}));
    assert!(bench.under_way("/meta/connect").get("advice").is_none());
}

#[test]
fn case_13_interval_zero_connects_from_the_reply_and_not_from_a_timer() {
    let mut bench = Bench::up();
    let before = bench.total("/meta/connect");
    bench.connected(json!({"advice": {"interval": 0}}));
    assert_eq!(bench.total("/meta/connect"), before + 1, "without a tick");
    bench.connected(json!({"advice": {"interval": 700}}));
    assert_eq!(bench.count("/meta/connect"), 0);
    bench.pass(699);
    assert_eq!(bench.count("/meta/connect"), 0);
    bench.pass(1);
    assert_eq!(bench.count("/meta/connect"), 1);
}

#[test]
fn case_14_a_connect_is_waited_for_as_long_as_the_server_holds_it_and_ten_seconds() {
    let mut bench = Bench::shaken();
    bench.pass(9_999);
    assert_eq!(bench.aborted, 0);
    bench.pass(1);
    assert!(
        bench.aborted >= 1,
        "a quick connect is not waited for longer than the network may take"
    );

    let mut bench = Bench::up();
    bench.connected(json!({"advice": {"timeout": 30_000}}));
    bench.pass(39_999);
    assert_eq!(bench.aborted, 0);
    bench.pass(1);
    assert_eq!(bench.aborted, 1);
}

#[test]
fn case_15_a_reply_after_the_timeout_starts_no_second_loop() {
    let mut bench = Bench::up();
    let token = bench.token("/meta/connect");
    bench.pass(72_000);
    let requests = bench.sent.len();
    bench.late(
        token,
        &json!([push("late"), {"channel": "/meta/connect", "successful": true}]).to_string(),
    );
    assert_eq!(bench.sent.len(), requests);
    assert!(bench.heard().is_empty());
}

#[test]
fn case_16_ids_are_compared_as_text_and_a_foreign_reply_starts_no_second_loop() {
    let mut bench = Bench::up();
    let id: u64 = bench.under_way("/meta/connect")["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let connect = |id: Value| json!({"channel": "/meta/connect", "successful": true, "id": id});
    bench.body(
        "/meta/connect",
        &json!([
            connect(json!("999")),
            connect(json!(id)),
            connect(json!(id))
        ])
        .to_string(),
    );
    assert_eq!(bench.count("/meta/connect"), 1);
}

#[test]
fn case_17_data_without_a_connect_reply_is_shown_and_the_poll_has_failed() {
    for body in [
        json!([push("x")]).to_string(),
        "[]".into(),
        String::new(),
        "[null]".into(),
    ] {
        let mut bench = Bench::up();
        bench.body("/meta/connect", &body);
        assert_eq!(bench.count("/meta/connect"), 0, "{body}");
        assert_eq!(
            bench.heard().len(),
            usize::from(body.contains('x')),
            "{body}"
        );
        bench.pass(2_000);
        assert_eq!(bench.count("/meta/connect"), 1, "{body}");
    }
}

#[test]
fn case_18_data_may_stand_before_or_after_the_connect_reply() {
    let connect = json!({"channel": "/meta/connect", "successful": true});
    for body in [
        json!([push("a"), push("b"), connect]),
        json!([connect, push("a"), push("b")]),
        json!([push("a"), connect, push("b")]),
    ] {
        let mut bench = Bench::up();
        bench.body("/meta/connect", &body.to_string());
        assert_eq!(
            bench.heard(),
            [json!({"message": "a"}), json!({"message": "b"})]
        );
    }
}

#[test]
fn case_19_a_held_poll_that_brings_nothing_is_normal() {
    let mut bench = Bench::up();
    for _ in 0..5 {
        bench.pass(60_000);
        bench.connected(json!({}));
        assert_eq!(bench.count("/meta/connect"), 1);
    }
    assert_eq!(bench.news, [News::Up]);
}

#[test]
fn case_20_sends_do_not_wait_for_the_poll_nor_the_poll_for_sends() {
    let mut bench = Bench::up();
    bench.publish(&json!({"operation": "sendMessage"}));
    assert_eq!(bench.count("/service/chatV2/x"), 1);
    bench.connected(json!({}));
    assert_eq!(bench.count("/meta/connect"), 1);
}
