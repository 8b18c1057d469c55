//! H: message ids.

use serde_json::json;

use super::bench::Bench;

#[test]
fn case_65_ids_are_text_unique_and_count_on_over_sessions() {
    let mut bench = Bench::up();
    for _ in 0..3 {
        bench.pass(60_000);
        bench.connected(json!({"successful": false, "advice": {"reconnect": "handshake"}}));
        bench.shake(json!({}));
        bench.connected(json!({}));
    }
    let ids: Vec<_> = bench
        .sent
        .iter()
        .map(|(_, message)| message["id"].as_str().unwrap())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}

#[test]
fn case_66_a_reply_without_an_id_is_matched_by_its_request() {
    let mut bench = Bench::shaken();
    bench.body(
        "/meta/subscribe",
        r#"[{"channel":"/meta/subscribe","successful":true}]"#,
    );
    bench.body(
        "/meta/connect",
        r#"[{"channel":"/meta/connect","successful":true}]"#,
    );
    assert!(bench.is_up());
}

#[test]
fn case_k_a_poll_answered_with_another_id_goes_on() {
    let mut bench = Bench::up();
    bench.body(
        "/meta/connect",
        r#"[{"id":"4711","successful":true,"channel":"/meta/connect"}]"#,
    );
    assert_eq!(bench.count("/meta/connect"), 1);
}
